package io.seiche.series;

import io.seiche.text.Words;
import java.util.List;
import java.util.stream.Collectors;

/** The normalisers that {@code window.normalize} names. */
public final class Normalizers {
    /** Windows stay as they are. */
    public static final Normalizer NONE = new None();

    /** Subtracts each target's last value inside the lookback; the scale stays. */
    public static final Normalizer LAST = new Last();

    /** Subtracts each target's mean inside the lookback and divides by its population deviation. */
    public static final Normalizer MEAN_STD = new MeanStd();

    /** Every normaliser; the first one is the default. */
    public static final List<Normalizer> ALL = List.of(NONE, LAST, MEAN_STD);

    private Normalizers() {}

    /**
     * Returns the normaliser of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Normalizer parse(String text) {
        return Words.choose("window.normalize", text, ALL, Normalizer::text);
    }

    /** All names, joined by commas. */
    public static String names() {
        return ALL.stream().map(Normalizer::text).collect(Collectors.joining(", "));
    }

    private record None() implements Normalizer {
        private static final long serialVersionUID = 1;

        @Override
        public String text() {
            return "none";
        }

        @Override
        public String toString() {
            return text();
        }

        @Override
        public Fit fit(float[] values, int first, int columns, int lookback) {
            return Fit.IDENTITY;
        }
    }

    private record Last() implements Normalizer {
        private static final long serialVersionUID = 1;

        @Override
        public String text() {
            return "last";
        }

        @Override
        public String toString() {
            return text();
        }

        @Override
        public Fit fit(float[] values, int first, int columns, int lookback) {
            return new Fit(values[first + (lookback - 1) * columns], 1);
        }
    }

    private record MeanStd() implements Normalizer {
        private static final long serialVersionUID = 1;

        /** The smallest deviation a window is divided by: a constant window is only shifted. */
        private static final double SMALLEST_SPREAD = 1e-6;

        @Override
        public String text() {
            return "mean-std";
        }

        @Override
        public String toString() {
            return text();
        }

        @Override
        public Fit fit(float[] values, int first, int columns, int lookback) {
            double sum = 0;
            double squares = 0;
            for (int t = 0, at = first; t < lookback; t++, at += columns) {
                double v = values[at];
                sum += v;
                squares += v * v;
            }
            double mean = sum / lookback;
            double deviation = Math.sqrt(Math.max(0, squares / lookback - mean * mean));
            return new Fit((float) mean, (float) (deviation > SMALLEST_SPREAD ? deviation : 1));
        }
    }
}
