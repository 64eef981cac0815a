package io.seiche.evaluation;

import io.seiche.series.Chunk;
import io.seiche.series.Frequency;
import java.io.Serializable;

/**
 * The variation of a window, from the rows that a forecast is made from: the square root of the mean absolute difference
 * between rows a lag apart, on the series' scale. Errors of forecasts grow and shrink with it, over a year as well as from
 * series to series. The square root is between a unit for the whole series and one for each window alone: over daily and
 * hourly tables it had the coverage closest to the nominal.
 *
 * @param rows number of rows before the cutoff that are read
 * @param lag rows between the rows that are compared: the season, or 1 where a window has no two seasons; 0 for none
 * @param typical the mean over the calibration windows, by which it is divided, so that 1 is usual
 */
public record Variation(int rows, int lag, double typical) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The variation of every window is 1. */
    public static final Variation NONE = new Variation(0, 0, 1);

    /** Smallest mean difference, on the series' scale: constant windows keep an interval. */
    private static final double SMALLEST = 0.005;

    /** Checks the values. */
    public Variation {
        if (rows < 0 || lag < 0 || !(typical > 0) || !Double.isFinite(typical)) {
            throw new IllegalArgumentException(
                    "the variation of windows must have rows and lag of 0 or more and a typical"
                            + " value above 0, had " + rows + ", " + lag + " and " + typical);
        }
    }

    /** Returns the variation, not yet divided by a typical one, for windows of a shape. */
    static Variation of(EvaluationSpec spec, Frequency frequency, int lookback) {
        int season = spec.season() != EvaluationSpec.AUTO
                ? spec.season()
                : Season.of(frequency).map(Season::length).orElse(1);
        int lag = 2 * season <= lookback ? season : 1;
        return lag < lookback ? new Variation(lookback, lag, 1) : NONE;
    }

    Variation over(double usual) {
        return new Variation(rows, lag, usual);
    }

    /** Returns the variation of a window; 1 where the chunk holds less than half of the rows. */
    double of(Chunk chunk, int cutoff, int target) {
        double sum = 0;
        int pairs = 0;
        for (int row = Math.max(lag, cutoff - rows + lag); row < cutoff && lag > 0; row++) {
            double difference = Math.abs(chunk.values()[row * chunk.columns() + target]
                    - chunk.values()[(row - lag) * chunk.columns() + target]);
            if (!Double.isNaN(difference)) {
                sum += difference;
                pairs++;
            }
        }
        return pairs == 0 || 2 * pairs < rows - lag ? 1 : Math.sqrt(Math.max(SMALLEST, sum / pairs)) / typical;
    }
}
