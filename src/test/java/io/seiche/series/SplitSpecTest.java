package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Splits divide where the published protocols do. */
class SplitSpecTest {
    private static SplitBounds bounds(SplitSpec split, int rows) {
        return split.bounds(SeriesForTests.days(rows), rows, TimeAxis.dates());
    }

    @Test
    void sharesAreRounded() {
        assertEquals(new SplitBounds(0, 5311, 6070, 7587, 0), bounds(SplitSpec.of(0.1, 0.2), 7587));
        assertEquals(1021, 5105 - bounds(SplitSpec.of(0.05, 0.2), 5105).validationEnd());
    }

    @Test
    void withTrainingAsRowsTheRestIsUnused() {
        SplitSpec split = new SplitSpec(new Extent.Rows(8640), new Extent.Rows(2880), new Extent.Rows(2880), 0);
        SplitBounds bounds = bounds(split, 17420);
        assertEquals(new SplitBounds(0, 8640, 11520, 14400, 0), bounds);
        assertEquals(2785, bounds.lastCutoff(Span.TEST, 96) - bounds.firstCutoff(Span.TEST) + 1);
    }

    @Test
    void timesDivideToo() {
        SplitSpec split = new SplitSpec(
                new Extent.Since("1970-01-11"),
                new Extent.Since("1970-02-01"),
                new Extent.Since("1970-02-11 00:00:00"),
                2);
        SplitBounds bounds = bounds(split, 100);
        assertEquals(new SplitBounds(10, 31, 41, 100, 2), bounds);
        assertEquals(43, bounds.firstCutoff(Span.TEST));
    }

    @Test
    void ofTheNewestRowsAloneSharesAreOfThem() {
        SplitSpec split = SplitSpec.of(0.1, 0.2).newest(new Extent.Rows(100));
        assertEquals(new SplitBounds(900, 970, 980, 1000, 0), bounds(split, 1000));
        SplitSpec sized = new SplitSpec(new Extent.Rows(50), new Extent.Rows(20), new Extent.Rows(20), 0);
        assertEquals(new SplitBounds(900, 950, 970, 990, 0), bounds(sized.newest(new Extent.Rows(100)), 1000));
        assertEquals(bounds(SplitSpec.of(0.1, 0.2), 50), bounds(split, 50), "a short series is all new");
    }

    @Test
    void aLengthOfTimeTakesTheRowsWithinIt() {
        assertEquals(
                new SplitBounds(70, 95, 100, 100, 0),
                bounds(
                        new SplitSpec(null, new Extent.Lasting("5d"), Extent.NONE, 0).newest(new Extent.Lasting("30d")),
                        100));
        assertEquals(
                bounds(SplitSpec.none().newest(new Extent.Lasting("2w")), 100),
                bounds(SplitSpec.none().newest(new Extent.Rows(14)), 100));
    }

    @Test
    void timesOfRowNumbersAreRefused() {
        SplitSpec split = new SplitSpec(null, Extent.NONE, new Extent.Since("2020-01-01"), 0);
        assertThrows(
                DataException.class,
                () -> split.bounds(new long[] {1, 2}, 2, new TimeAxis(TimeAxis.Kind.NUMBER, ZoneOffset.UTC)));
    }

    @Test
    void partsAreReadFromTheirText() {
        assertEquals(new Extent.Share(0.2), Extent.parse("split.test", "0.2"));
        assertEquals(new Extent.Rows(500), Extent.parse("split.test", "500"));
        assertEquals(new Extent.Lasting("30d"), Extent.parse("split.test", "30d"));
        assertEquals(new Extent.Since("2019-01-01"), Extent.parse("split.test", "2019-01-01"));
        assertEquals(
                new Extent.Since("2019-01-01T12:00:00+02:00"), Extent.parse("split.test", "2019-01-01T12:00:00+02:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-0.1", "-3", "soon", "2019-13-01", "", "NaN", "5parsecs", "99999999999999d"})
    void whatIsNoPartIsRefusedByItsKey(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Extent.parse("split.test", text))
                .getMessage();
        assertTrue(message.startsWith("split.test must be"), message);
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SplitSpec.of(0.5, 0.6));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SplitSpec(new Extent.Rows(5), Extent.NONE, new Extent.Since("2020-01-01"), 0));
        assertThrows(IllegalArgumentException.class, () -> new SplitSpec(null, Extent.NONE, Extent.NONE, -1));
    }
}
