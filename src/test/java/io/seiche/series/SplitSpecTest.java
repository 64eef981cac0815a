package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Splits divide at the positions of the published protocols. */
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
        SplitSpec split =
                new SplitSpec(new SplitSize.Rows(8640), new SplitSize.Rows(2880), new SplitSize.Rows(2880), 0);
        SplitBounds bounds = bounds(split, 17420);
        assertEquals(new SplitBounds(0, 8640, 11520, 14400, 0), bounds);
        assertEquals(2785, bounds.lastCutoff(Span.TEST, 96) - bounds.firstCutoff(Span.TEST) + 1);
    }

    @Test
    void timesDivideToo() {
        SplitSpec split = new SplitSpec(
                new SplitSize.Since("1970-01-11"),
                new SplitSize.Since("1970-02-01"),
                new SplitSize.Since("1970-02-11 00:00:00"),
                2);
        SplitBounds bounds = bounds(split, 100);
        assertEquals(new SplitBounds(10, 31, 41, 100, 2), bounds);
        assertEquals(43, bounds.firstCutoff(Span.TEST));
    }

    @Test
    void ofTheNewestRowsAloneSharesAreOfThem() {
        SplitSpec split = SplitSpec.of(0.1, 0.2).newest(new SplitSize.Rows(100));
        assertEquals(new SplitBounds(900, 970, 980, 1000, 0), bounds(split, 1000));
        SplitSpec sized = new SplitSpec(new SplitSize.Rows(50), new SplitSize.Rows(20), new SplitSize.Rows(20), 0);
        assertEquals(new SplitBounds(900, 950, 970, 990, 0), bounds(sized.newest(new SplitSize.Rows(100)), 1000));
        assertEquals(bounds(SplitSpec.of(0.1, 0.2), 50), bounds(split, 50), "a short series is all new");
    }

    @Test
    void aLengthOfTimeTakesTheRowsWithinIt() {
        assertEquals(
                new SplitBounds(70, 95, 100, 100, 0),
                bounds(
                        new SplitSpec(null, new SplitSize.TimeLength("5d"), SplitSize.NONE, 0)
                                .newest(new SplitSize.TimeLength("30d")),
                        100));
        assertEquals(
                bounds(SplitSpec.none().newest(new SplitSize.TimeLength("2w")), 100),
                bounds(SplitSpec.none().newest(new SplitSize.Rows(14)), 100));
    }

    @Test
    void timesOfRowNumbersAreRefused() {
        SplitSpec split = new SplitSpec(null, SplitSize.NONE, new SplitSize.Since("2020-01-01"), 0);
        assertThrows(
                DataException.class,
                () -> split.bounds(new long[] {1, 2}, 2, new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC)));
    }

    @Test
    void partsAreReadFromTheirText() {
        assertEquals(new SplitSize.Fraction(0.2), SplitSize.parse("split.test", "0.2"));
        assertEquals(new SplitSize.Rows(500), SplitSize.parse("split.test", "500"));
        assertEquals(new SplitSize.TimeLength("30d"), SplitSize.parse("split.test", "30d"));
        assertEquals(new SplitSize.Since("2019-01-01"), SplitSize.parse("split.test", "2019-01-01"));
        assertEquals(
                new SplitSize.Since("2019-01-01T12:00:00+02:00"),
                SplitSize.parse("split.test", "2019-01-01T12:00:00+02:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-0.1", "-3", "soon", "2019-13-01", "", "NaN", "5parsecs", "99999999999999d"})
    void whatIsNoPartIsRefusedByItsKey(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> SplitSize.parse("split.test", text))
                .getMessage();
        assertTrue(message.startsWith("split.test must be"), message);
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SplitSpec.of(0.5, 0.6));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SplitSpec(new SplitSize.Rows(5), SplitSize.NONE, new SplitSize.Since("2020-01-01"), 0));
        assertThrows(IllegalArgumentException.class, () -> new SplitSpec(null, SplitSize.NONE, SplitSize.NONE, -1));
    }
}
