package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.SeriesPipeline.SharedFit;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that stand for a missing value are refused or warned of before training. */
class SentinelsTest {
    /** Twenty values between 0 and 7. */
    private static double[] depths() {
        double[] values = new double[20];
        Arrays.setAll(values, i -> i % 8);
        return values;
    }

    private static SeriesRows rows(double... values) {
        long[] times = LongStream.range(0, values.length).toArray();
        return SeriesForTests.rows(SeriesForTests.oneTarget(), "buoy", times, values);
    }

    private static String found(double... values) {
        return Sentinels.of(rows(values), values.length).stream()
                .map(one -> Suspect.text(one.value()) + " x " + one.rows())
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource({
        "-9999, -9999 x 1",
        "-999.9, -999.9 x 1",
        "9999.99, 9999.99 x 1",
        "-99, -99 x 1",
        "99, 99 x 1",
        "32767, 32767 x 1",
        "-2147483648, -2147483648 x 1",
        "-9223372036854775808, -9.223372036854776E18 x 1",
        "18446744073709551615, 1.8446744073709552E19 x 1",
        "-1, ''",
        "12, ''",
        "1000, ''",
        "NaN, ''"
    })
    void aUsualMarkAmongSmallNumbers(double mark, String expected) {
        double[] values = depths();
        values[11] = mark;
        assertEquals(expected, found(values));
    }

    @Test
    void severalMarks() {
        double[] values = depths();
        values[2] = -9999;
        values[9] = -9999;
        values[12] = 9999;
        values[14] = -999;
        assertEquals("-9999 x 2, -999 x 1, 9999 x 1", found(values));
    }

    /** A number that is no usual mark must repeat, since a single one may be an outlier. */
    @Test
    void anotherNumberThatRepeats() {
        double[] values = depths();
        values[4] = 1e20;
        assertEquals("", found(values));
        values[7] = 1e20;
        values[15] = 1e20;
        assertEquals("1.0E20 x 3", found(values));
    }

    @Test
    void numbersOfTheColumnsSize() {
        double[] values = depths();
        Arrays.setAll(values, i -> 900 + 20 * i % 250);
        values[3] = 999;
        values[5] = 9999 / 4.0;
        assertEquals("", found(values));
        Arrays.fill(values, 20);
        values[3] = 99;
        assertEquals("99 x 1", found(values));
        assertEquals("", found(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5000, 0));
    }

    private static DataFacts facts(SeriesRows... series) {
        FactsTally tally = new FactsTally(SeriesForTests.oneTarget());
        TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC);
        SeriesPipeline pipeline = new SeriesPipeline(
                SeriesForTests.oneTarget(),
                Defaults.series(),
                SplitSpec.none(),
                new WindowSpec(3, 1, 1, Normalizers.NONE),
                axis,
                new SharedFit(Frequency.ROWS, null, null));
        for (SeriesRows rows : series) {
            tally.add(pipeline.prepare(rows).facts());
        }
        tally.check(axis);
        return tally.facts(axis);
    }

    @Test
    void theWarningNamesTheRemedy() {
        double[] values = depths();
        values[2] = -9999;
        assertEquals(
                List.of("column \"y\" is -9999 in 2 rows of 2 series, the first \"buoy\", far from its other values; if"
                        + " that stands for a missing value, set input.missingValues = [-9999]"),
                facts(rows(values), rows(values)).warnings());
        assertEquals(List.of(), facts(rows(depths())).warnings());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MAX_VALUE, -Double.MAX_VALUE, Float.MAX_VALUE, 1e30, -9.96921e36})
    void aNumberBeyondAllMeasurementsIsRefused(double absurd) {
        double[] values = depths();
        values[6] = absurd;
        String message =
                assertThrows(DataException.class, () -> facts(rows(values))).getMessage();
        assertEquals(
                "column \"y\" is " + absurd
                        + " at 6 of series \"buoy\", which is beyond all measurements; list the number"
                        + " in input.missingValues if it stands for a missing value, or bring the column to another unit"
                        + " by input.sql",
                message);
        values[6] = 9e29;
        assertTrue(facts(rows(values)).rows() > 0);
    }
}
