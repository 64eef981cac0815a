package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.Key;
import io.seiche.configuration.Keys;
import io.seiche.series.Counter;
import io.seiche.series.DataException;
import io.seiche.series.DataFacts;
import io.seiche.series.Frequency;
import io.seiche.series.Gaps;
import io.seiche.series.Missing;
import io.seiche.series.Normalizers;
import io.seiche.series.SplitSpec;
import io.seiche.series.Suspect;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.TableData;
import io.seiche.table.TableReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * The settings of a forecast for which neither {@code window.lookback} nor {@code network.layers} is given: functions of the
 * frequency, the length and the number of the series and of the horizon, never of a clock or a number of cores. Keys that
 * are given stay as they are given. The settings are written into the configuration as if the user had given them, so that
 * the model, {@code plan} and the report have them in full.
 */
public final class Automatic {
    private static final Pattern FREQUENCY = Pattern.compile("(\\d+)([a-z]+)(-.*)?");
    private static final String CELL = Configuration.defaults().get(Keys.CELL);
    /** Quantiles of the forecast. */
    private static final String LEVELS = "0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9";

    private static final int BATCH = 64;
    private static final int WINDOWS_PER_EPOCH = 4096;
    /** Steps that a network takes at least. */
    private static final int FEWEST_STEPS = 300;
    /** Share of the rows that are the validation span. */
    private static final double VALIDATION_SHARE = 0.2;
    /** Horizons of the validation span, at most. */
    private static final int MOST_VALIDATION_WINDOWS = 20;
    /** Training windows below which a network is trained from three seeds. */
    private static final int FEW_WINDOWS = 2_000;
    /** Training windows above which there are enough for twice the epochs. */
    private static final int MANY_WINDOWS = 20_000;
    /** Steps of a horizon that is long. */
    private static final int LONG_HORIZON = 200;
    /** Rows back that a season may be: every chunk holds, and every batch copies, so many rows before a window. */
    private static final int FARTHEST = 2_016;

    private Automatic() {}

    /** Returns true if settings are to be found: a forecast without a lookback and without layers. */
    public static boolean isWanted(Configuration given) {
        return given.task().outputsValues() && !given.given(Keys.LOOKBACK) && !given.given(Keys.LAYERS);
    }

    /**
     * Returns the configuration with its settings, found on the table it names, which takes a reading of the table.
     *
     * @param given a configuration of which {@link #isWanted}
     * @param rowsAfter rows at the end of each series that are not to be looked at, for a backtest; 0 for none
     * @throws DataException if the table cannot be used
     */
    public static Configuration settled(Configuration given, SparkSession spark, int rowsAfter) {
        return found(with(given, fillings(given)), spark, rowsAfter);
    }

    /**
     * Returns how values that are missing are filled. Windows and forecasts go on over them; without that a series would begin
     * anew after each, and most windows of a table with many of them would be too short to forecast.
     */
    private static Map<Key<?>, String> fillings(Configuration given) {
        Map<Key<?>, String> fillings = new LinkedHashMap<>();
        fillings.put(Keys.MISSING, Missing.MASK.text());
        if (!given.get(Keys.FREQUENCY).equals(Frequency.ROWS)) {
            fillings.put(Keys.GAPS, Gaps.MASK.text());
        }
        return fillings;
    }

    private static Configuration found(Configuration given, SparkSession spark, int rowsAfter) {
        InputSpec input = given.input();
        int horizon = given.get(Keys.HORIZON);
        WindowSpec single = new WindowSpec(1, horizon, 1, Normalizers.NONE);
        SplitSpec split =
                (rowsAfter == 0 ? given.split().withoutValidation() : SplitSpec.none()).withholding(rowsAfter);
        try (TableData table =
                TableReader.open(spark, input, given.series(), single).read(split)) {
            int[] rows = Arrays.stream(table.trainingWindows())
                    .mapToInt(windows -> (int) windows + horizon)
                    .toArray();
            Configuration known = with(given, marks(table.facts()));
            known = with(known, Map.of(Keys.LOSS, loss(table.facts())));
            return with(known, settings(table.facts().frequency().text(), rows, horizon, given.given(Keys.VALIDATION)));
        }
    }

    /** Returns the loss: quantiles, and none below 0 where no target of training is. */
    private static String loss(DataFacts facts) {
        long marked = facts.listed().suspects().stream()
                .filter(suspect -> suspect.value() < 0)
                .mapToLong(Suspect::rows)
                .sum();
        boolean negative = facts.count(Counter.NEGATIVE_ROWS) > marked;
        return "quantile(" + LEVELS + (negative ? ")" : ", minimum=0)");
    }

    /** Returns the numbers that stand for a missing value: as values they would ruin scales and closed forms. */
    private static Map<Key<?>, String> marks(DataFacts facts) {
        String marks = facts.listed().suspects().stream()
                .map(Suspect::value)
                .sorted()
                .distinct()
                .map(Suspect::text)
                .collect(Collectors.joining(", "));
        return marks.isEmpty() ? Map.of() : Map.of(Keys.MISSING_VALUES, "[" + marks + "]");
    }

    private static Configuration with(Configuration given, Map<Key<?>, String> settings) {
        Configuration all = given;
        for (Map.Entry<Key<?>, String> setting : settings.entrySet()) {
            all = all.orElse(setting.getKey(), setting.getValue());
        }
        return all;
    }

    /**
     * The seasons and the shape of windows of a frequency.
     *
     * @param seasons rows after which a series repeats, shortest first
     * @param lookback rows read where series are long enough
     * @param segment rows of a segment
     * @param yearly seasons of a year, of long series only
     * @param years rows of earlier years that the closed form reads of long series
     * @param longSeries rows that a series must have more than to be long
     */
    private record Rhythm(
            List<Integer> seasons,
            int lookback,
            int segment,
            List<Integer> yearly,
            List<Integer> years,
            int longSeries) {
        Rhythm(List<Integer> seasons, int lookback, int segment) {
            this(seasons, lookback, segment, List.of(), List.of(), 0);
        }

        static Rhythm of(String frequency) {
            Matcher step = FREQUENCY.matcher(frequency);
            if (!step.matches()) {
                return new Rhythm(List.of(), 96, 8);
            }
            int count = Integer.parseInt(step.group(1));
            return switch (step.group(2)) {
                case "ms", "s" -> clock(86_400.0 / count * (step.group(2).equals("ms") ? 1_000 : 1));
                case "min" -> clock(1_440.0 / count);
                case "h" -> clock(24.0 / count);
                case "d" ->
                    count == 1
                            ? new Rhythm(List.of(7), 196, 7, List.of(364, 365), List.of(364, 365, 728, 730, 1092), 1200)
                            : new Rhythm(List.of(), 96, 8);
                case "b" -> new Rhythm(List.of(5), 100, 5);
                case "w" ->
                    count == 1
                            ? new Rhythm(List.of(), 104, 4, List.of(52), List.of(52), 200)
                            : new Rhythm(List.of(), 52, 4);
                case "mo", "bmo" -> new Rhythm(12 % count == 0 && count < 12 ? List.of(12 / count) : List.of(), 48, 12);
                case "q" -> new Rhythm(List.of(4), 24, 4);
                default -> new Rhythm(List.of(), 24, 4);
            };
        }

        /** Of rows that follow the clock, so many a day. */
        private static Rhythm clock(double perDay) {
            int day = (int) Math.round(perDay);
            if (perDay < 2 || perDay != day) {
                return new Rhythm(List.of(), 96, 8);
            }
            int days = Math.min(14, 432 / day);
            List<Integer> seasons =
                    Stream.of(day, 7 * day).filter(rows -> rows <= FARTHEST).toList();
            return new Rhythm(seasons, days == 0 ? 432 : days * day, 24);
        }
    }

    /**
     * Returns the settings of a table.
     *
     * @param frequency as a configuration writes it
     * @param rows of each series that may be trained and validated on, in any order
     * @param validated true if the span of validation is given
     */
    static Map<Key<?>, String> settings(String frequency, int[] rows, int horizon, boolean validated) {
        Rhythm rhythm = Rhythm.of(frequency);
        double median = median(rows);
        int lookback = rhythm.lookback();
        int segment = rhythm.segment();
        while (lookback > median / 3 && lookback > 1) {
            int half = lookback / 2;
            lookback = half >= segment ? half / segment * segment : half;
        }
        if (lookback < segment) {
            segment = Math.max(1, lookback / 2);
        }
        int minimum = Math.min(lookback, Math.max(8, Math.min(lookback, horizon)));
        boolean isLong = median > rhythm.longSeries();
        List<Integer> known = Stream.concat(rhythm.seasons().stream(), isLong ? rhythm.yearly().stream() : Stream.of())
                .filter(season -> season <= median / 2)
                .toList();
        List<Integer> years = isLong ? rhythm.years() : List.of();
        long windows = 0;
        for (int each : rows) {
            windows += Math.max(0, each - horizon + 1 - minimum);
        }
        Map<Key<?>, String> settings = new LinkedHashMap<>();
        if (!validated) {
            long validation =
                    Math.max(1, Math.min(MOST_VALIDATION_WINDOWS, Math.round(VALIDATION_SHARE * median / horizon)));
            settings.put(Keys.VALIDATION, "" + validation * horizon);
        }
        settings.put(Keys.LAYERS, layers(lookback, segment, known, years));
        settings.put(Keys.CALENDAR, "auto");
        settings.put(Keys.LOOKBACK, "" + lookback);
        settings.put(Keys.MINIMUM, "" + minimum);
        settings.put(Keys.REFIT, "true");
        settings.put(Keys.CHOOSE, "validation");
        training(settings, windows, horizon);
        return settings;
    }

    private static String layers(int lookback, int segment, List<Integer> known, List<Integer> years) {
        String far = years.isEmpty() ? "" : ", years=" + years;
        String lags = known.isEmpty() ? "" : ", lags=" + known;
        String cell = "segments(" + CELL + ", length=" + segment + lags + far + ", dropout=0.2, normalize=";
        String linear = "linear(" + (far.isEmpty() ? "" : far.substring(2) + ", ") + "normalize=";
        List<String> networks =
                new ArrayList<>(List.of(cell + "last)", cell + "mean)", linear + "last)", linear + "mean)", "naive()"));
        List<Integer> inside =
                known.stream().filter(season -> season <= lookback).limit(2).toList();
        inside.forEach(season -> networks.add("naive(season=" + season + ")"));
        networks.add("smoothing()");
        inside.stream()
                .filter(season -> 2 * season <= lookback)
                .forEach(season -> networks.add("smoothing(season=" + season + ")"));
        inside.stream()
                .filter(season -> 3 * season <= lookback)
                .forEach(season -> networks.add("levelshape(season=" + season + ")"));
        return "mean(" + String.join(", ", networks) + ")";
    }

    private static void training(Map<Key<?>, String> settings, long windows, int horizon) {
        long perEpoch = Math.min(windows, WINDOWS_PER_EPOCH);
        long epochs = windows > MANY_WINDOWS && horizon < LONG_HORIZON ? 12 : 6;
        long steps = Math.max(1, perEpoch / BATCH);
        epochs = Math.max(epochs, Math.min(60, (FEWEST_STEPS + steps - 1) / steps));
        settings.put(Keys.OPTIMIZER, "adamw(weightDecay=0.01)");
        settings.put(Keys.LEARNING_RATE, "0.002");
        settings.put(Keys.SCHEDULE, "cosine");
        settings.put(Keys.WARMUP, "" + epochs / 10.0);
        settings.put(Keys.CLIP_NORM, "1");
        settings.put(Keys.BATCH_SIZE, "" + BATCH);
        settings.put(Keys.EPOCHS, "" + epochs);
        if (windows > WINDOWS_PER_EPOCH) {
            settings.put(Keys.WINDOWS_PER_EPOCH, "" + WINDOWS_PER_EPOCH);
        }
        settings.put(Keys.AVERAGE, "0.33");
        settings.put(Keys.MEMBERS, windows < FEW_WINDOWS ? "3" : "1");
    }

    private static double median(int[] rows) {
        if (rows.length == 0) {
            throw new DataException("the table has no series, so that no settings can be found for it");
        }
        int[] sorted = rows.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }

    /** Returns the settings that a configuration has beside those of another, one {@code key = value} a line. */
    public static String describe(Configuration settled, Configuration given) {
        return Keys.ALL.stream()
                .filter(key -> settled.given(key) && !given.given(key))
                .map(key -> "  " + key.path() + " = " + settled.written(key))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
