package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.SeriesPipeline.PreparedSeries;
import io.seiche.series.SeriesPipeline.SharedFit;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes of windows, and their classes' independence of rows outside training. */
class LabelTest {
    private static final WindowSpec WINDOWS = new WindowSpec(4, 3, 1, Normalizers.NONE);

    @ParameterizedTest
    @CsvSource({
        "rise(), 100, 100, no rise",
        "rise(), 100, 100.01, rise",
        "rise(), -2, -1, rise",
        "rise(0.01), 100, 101, flat",
        "rise(0.01), 100, 101.01, rise",
        "rise(0.01), 100, 99, flat",
        "rise(0.01), 100, 98.9, fall",
        "rise(0.01), -100, -101.5, fall",
        "above(30), 0, 30, not above 30",
        "above(30), 0, 30.5, above 30",
        "above(-1.5), 0, -1.4, above -1.5"
    })
    void theClassFollowsFromTheLastValueAndTheOneAhead(String text, double last, double value, String expected) {
        Label label = Label.parse(text);
        int position = label.rule().classOf(last, value, label.bound());
        assertEquals(expected, label.classes().get(position));
    }

    @Test
    void aNameIsAColumnAndNothingIsNoLabel() {
        assertEquals(Label.NONE, Label.parse("  "));
        assertFalse(Label.NONE.present());
        Label state = Label.parse("machine state");
        assertTrue(state.isColumn());
        assertEquals(List.of(), state.classes());
        assertEquals(List.of("on", "off"), state.with(List.of("on", "off")).classes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"raise()", "rise(x)", "rise(-0.1)", "above()", "above(NaN)", "rise(0.1, 0.2)"})
    void whatLooksLikeARuleAndIsNoneIsRefused(String text) {
        String said = assertThrows(IllegalArgumentException.class, () -> Label.parse(text))
                .getMessage();
        assertTrue(said.startsWith("input.label must be a column of the table, rise()"), said);
        assertTrue(
                said.endsWith("was \"" + text + "\"" + (text.equals("raise()") ? "; did you mean rise?" : "")), said);
    }

    private static PreparedSeries prepared(Columns columns, SeriesSpec series, SplitSpec split, double[]... rows) {
        SeriesRows buffer = new SeriesRows(columns);
        buffer.start("a");
        for (int row = 0; row < rows.length; row++) {
            buffer.add(row, rows[row]);
        }
        return new SeriesPipeline(
                        columns,
                        series,
                        split,
                        WINDOWS,
                        new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC),
                        new SharedFit(Frequency.parse("rows"), null, null))
                .prepare(buffer);
    }

    private static SeriesSpec transformed(Transform transform) {
        SeriesSpec d = Defaults.series();
        return new SeriesSpec(
                d.frequency(), d.gaps(), d.duplicates(), d.missing(), transform, d.scale(), d.scaleBy(), d.timeZone());
    }

    /** Counted by hand from the table's values, whatever is done to them before the network reads them. */
    @ParameterizedTest
    @EnumSource(Transform.class)
    void everyWindowIsOfTheClassItsOwnRowsSay(Transform transform) {
        Random random = new Random(3);
        double[][] rows = new double[300][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new double[] {50 + 20 * random.nextDouble(), 0};
        }
        Columns columns = new Columns(List.of("y"), List.of(), List.of(), List.of()).with(Label.parse("rise(0.1)"));
        int seen = 0;
        for (Chunk chunk : prepared(columns, transformed(transform), SplitSpec.of(0.2, 0.2), rows)
                .chunks()) {
            for (Span span : Span.values()) {
                for (int i = 0; i < chunk.windows(span); i++, seen++) {
                    int cutoff = chunk.cutoff(span, i);
                    int row = (int) chunk.firstRow() + cutoff;
                    double change = rows[row + 2][0] / rows[row - 1][0] - 1;
                    int expected = change > 0.1 ? 2 : change >= -0.1 ? 1 : 0;
                    Batch batch = new Batch(WINDOWS, columns, Targets.windowClass());
                    batch.start(1);
                    batch.put(0, chunk, cutoff);
                    assertEquals(expected, batch.y()[0], span + " " + row);
                }
            }
        }
        assertTrue(seen > 250, () -> "only the windows of a span's border may be missing");
    }

    /** Other labels, the same inputs and the same scales: a label is never read by the network. */
    @Test
    void aLabelIsNoInput() {
        Label label = Label.parse("state").with(List.of("a", "b", "c"));
        Columns columns = new Columns(List.of("y"), List.of("x"), List.of(), List.of()).with(label);
        Random random = new Random(4);
        double[][] rows = new double[60][];
        double[][] others = new double[60][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new double[] {random.nextGaussian(), random.nextGaussian(), random.nextInt(3)};
            others[row] = new double[] {rows[row][0], rows[row][1], random.nextInt(3)};
        }
        SeriesSpec plain = Defaults.series();
        Chunk chunk =
                prepared(columns, plain, SplitSpec.of(0, 0.2), rows).chunks().get(0);
        Chunk other =
                prepared(columns, plain, SplitSpec.of(0, 0.2), others).chunks().get(0);
        Batch batch = new Batch(WINDOWS, columns, Targets.windowClass());
        Batch otherBatch = new Batch(WINDOWS, columns, Targets.windowClass());
        batch.start(1);
        otherBatch.start(1);
        batch.put(0, chunk, 10);
        otherBatch.put(0, other, 10);
        assertEquals(2, columns.inputs());
        assertArrayEquals(batch.x(), otherBatch.x());
        assertEquals(rows[12][2], batch.y()[0]);
        assertEquals(others[12][2], otherBatch.y()[0]);
    }

    @Test
    void noClassIsMadeUpBetweenTwo() {
        Label label = Label.parse("state").with(List.of("a", "b", "c"));
        Columns columns = new Columns(List.of("y"), List.of(), List.of(), List.of()).with(label);
        SeriesSpec d = Defaults.series();
        SeriesSpec filling = new SeriesSpec(
                d.frequency(),
                d.gaps(),
                Duplicates.parse("mean"),
                Missing.INTERPOLATE,
                d.transform(),
                d.scale(),
                d.scaleBy(),
                d.timeZone());
        double[][] rows = new double[30][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new double[] {row, row % 2 == 0 ? 0 : 2};
        }
        rows[11][1] = Double.NaN;
        Chunk chunk =
                prepared(columns, filling, SplitSpec.none(), rows).chunks().get(0);
        assertEquals(0, chunk.label(11 - (int) chunk.firstRow()), "the last known class stays");
    }
}
