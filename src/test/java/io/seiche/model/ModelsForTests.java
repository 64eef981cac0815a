package io.seiche.model;

import io.seiche.Defaults;
import io.seiche.evaluation.GroupFactors;
import io.seiche.evaluation.Interval;
import io.seiche.evaluation.SeriesGroups;
import io.seiche.evaluation.Variation;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Columns;
import io.seiche.series.Cutoffs;
import io.seiche.series.Frequency;
import io.seiche.series.Normalizer;
import io.seiche.series.RowTimes;
import io.seiche.series.Scale;
import io.seiche.series.ScaleBy;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesSpec;
import io.seiche.series.TimeAxis;
import io.seiche.series.TimeFormat;
import io.seiche.series.Transform;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.Forecasting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small models and chunks for them, a function of a seed. */
public final class ModelsForTests {
    private static final GroupFactors GROUPS = new GroupFactors(
            new SeriesGroups("(.*)/.*"), new TreeMap<>(Map.of("north \"1\"", new double[] {0.5, 1.25})));

    private ModelsForTests() {}

    /** A model of one target, one past and one future covariate and one static, untrained. */
    public static Model model(String layers, int lookback, int horizon, Normalizer normalize, Transform transform) {
        Columns columns = new Columns(List.of("load"), List.of("wind"), List.of("holiday"), List.of("height"));
        return model(layers, new WindowSpec(lookback, horizon, 1, normalize), columns, transform);
    }

    /** A model of these columns, untrained. */
    public static Model model(String layers, WindowSpec windows, Columns columns, Transform transform) {
        return model(layers, windows, columns, transform, "1d");
    }

    /** A model of series of this frequency, untrained. */
    public static Model model(
            String layers, WindowSpec windows, Columns columns, Transform transform, String frequency) {
        SeriesSpec defaults = Defaults.series();
        SeriesSpec series = new SeriesSpec(
                Frequency.parse(frequency),
                defaults.gaps(),
                defaults.duplicates(),
                defaults.missing(),
                transform,
                Scale.STANDARD,
                ScaleBy.SERIES,
                defaults.timeZone());
        Preparation preparation = new Preparation(
                "unique_id",
                "ds",
                null,
                columns,
                List.of(),
                series,
                TimeAxis.dates(),
                new FittedScalers(
                        null,
                        scalers(columns.perRow().size()),
                        scaler(columns.statics().size(), 9)));
        NetworkSpec network = new NetworkSpec(layers);
        SortedMap<Integer, Interval> intervals = new TreeMap<>();
        double[] widths = new double[windows.horizon()];
        Arrays.setAll(widths, h -> 1 + h);
        intervals.put(90, Interval.symmetric(90, widths));
        SortedMap<String, String> lineage = new TreeMap<>();
        lineage.put("training.seed", "42");
        return new Model(
                "load",
                new Goal(new Forecasting(), Vocabulary.NONE, "mse", windows),
                preparation,
                List.of(new Member(
                        network,
                        network.build(columns.inputs(), windows.lookback()).initial(42))),
                intervals,
                lineage);
    }

    /**
     * The same model with a number that stands for missing values, a format of times that is not ISO and an asymmetric
     * interval that follows each window.
     */
    public static Model varying(Model model) {
        SortedMap<Integer, Interval> intervals = new TreeMap<>();
        double[] high = model.intervals().get(90).high();
        double[] low = Arrays.stream(high).map(width -> -0.5 * width).toArray();
        intervals.put(90, new Interval(90, low, high, new Variation(4, 2, 0.75), GROUPS));
        Preparation p = model.preparation();
        return new Model(
                model.name(),
                model.goal(),
                new Preparation(
                        p.id(),
                        p.time(),
                        p.wide(),
                        p.columns(),
                        List.of(-999.0),
                        p.series(),
                        new TimeAxis(p.axis().kind(), p.axis().zone(), TimeFormat.parse("dd.MM.yyyy")),
                        p.fitted()),
                model.members(),
                intervals,
                model.lineage());
    }

    /** The same network reading rows prepared otherwise. */
    public static Model with(Model model, SeriesSpec series, Scaler shared) {
        Preparation p = model.preparation();
        return new Model(
                model.name(),
                model.goal(),
                new Preparation(
                        p.id(),
                        p.time(),
                        p.wide(),
                        p.columns(),
                        p.missing(),
                        series,
                        p.axis(),
                        new FittedScalers(
                                shared, p.fitted().bySeries(), p.fitted().statics())),
                model.members(),
                model.intervals(),
                model.lineage());
    }

    private static SortedMap<String, Scaler> scalers(int columns) {
        SortedMap<String, Scaler> scalers = new TreeMap<>();
        scalers.put("north", scaler(columns, 1));
        scalers.put("s\u00fcd \"2\"", scaler(columns, 2));
        return scalers;
    }

    private static Scaler scaler(int columns, int seed) {
        double[] center = new double[columns];
        double[] scale = new double[columns];
        for (int c = 0; c < columns; c++) {
            center[c] = seed + c / 3.0;
            scale[c] = 1 + (seed + c) / 7.0;
        }
        return new Scaler(center, scale);
    }

    /** A chunk of the model's series "north" with so many random rows. */
    public static Chunk chunk(Model model, int rows, long seed) {
        Random random = new Random(seed);
        Columns columns = model.preparation().columns();
        int perRow = columns.perRow().size();
        int targets = columns.targets().size();
        Scaler scaler = model.preparation().fitted().bySeries().get("north");
        float[] values = new float[rows * perRow];
        double[] levels = new double[rows * targets];
        long[] times = new long[rows];
        for (int row = 0; row < rows; row++) {
            times[row] = row * 86_400_000_000L;
            for (int c = 0; c < perRow; c++) {
                values[row * perRow + c] = (float) random.nextGaussian();
            }
            for (int k = 0; k < targets; k++) {
                double before = row == 0 ? 100 : levels[(row - 1) * targets + k];
                levels[row * targets + k] = before + scaler.raw(k, values[row * perRow + k]);
            }
        }
        float[] statics = new float[columns.statics().size()];
        Arrays.fill(statics, 0.5f);
        boolean anchored = model.preparation().series().transform().needsLevel();
        ChunkRows packed = new ChunkRows(0, perRow, values, RowTimes.of(times), anchored ? levels : new double[0]);
        return new Chunk("north", 0, packed, statics, scaler, Cutoffs.NONE);
    }
}
