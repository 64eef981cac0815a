package io.seiche.series;

import io.seiche.Defaults;
import io.seiche.series.SeriesPipeline.PreparedSeries;
import io.seiche.series.SeriesPipeline.SharedFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small synthetic series and their chunks. */
public final class SeriesForTests {
    private static final long DAY = 86_400_000_000L;

    private SeriesForTests() {}

    /** One target, no covariates. */
    public static Columns oneTarget() {
        return new Columns(List.of("y"), List.of(), List.of(), List.of());
    }

    /** A sine of period 12 with a trend, a little different in every series: {@code [rows]}. */
    public static double[] wave(int rows, int series) {
        double[] values = new double[rows];
        for (int t = 0; t < rows; t++) {
            values[t] = 10 + series + 0.01 * t + Math.sin(2 * Math.PI * (t + series) / 12);
        }
        return values;
    }

    /** Daily waves "s0", "s1", ..., cut by these windows, a twentieth for validation and a fifth for test. */
    public static List<Chunk> chunks(int series, int rows, WindowSpec windows) {
        List<Chunk> chunks = new ArrayList<>();
        for (int s = 0; s < series; s++) {
            chunks.addAll(prepare("s" + s, wave(rows, s), windows).chunks());
        }
        return chunks;
    }

    /** One daily series of these values from 1970 on, with everything by default. */
    public static PreparedSeries prepare(String name, double[] values, WindowSpec windows) {
        SeriesPipeline pipeline = new SeriesPipeline(
                oneTarget(),
                Defaults.series(),
                SplitSpec.of(0.05, 0.2),
                windows,
                TimeAxis.dates(),
                new SharedFit(Frequency.AUTO, null, null));
        return pipeline.prepare(rows(oneTarget(), name, days(values.length), values));
    }

    /** The first days of 1970. */
    static long[] days(int count) {
        long[] times = new long[count];
        for (int t = 0; t < count; t++) {
            times[t] = t * DAY;
        }
        return times;
    }

    /** A filled buffer: {@code values[rows][columns]}, one row after the other. */
    static SeriesRows rows(Columns columns, String name, long[] times, double... values) {
        SeriesRows rows = new SeriesRows(columns);
        rows.start(name);
        int width = values.length / Math.max(1, times.length);
        for (int t = 0; t < times.length; t++) {
            rows.add(times[t], Arrays.copyOfRange(values, t * width, (t + 1) * width));
        }
        return rows;
    }
}
