package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.Configuration;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.Duplicates;
import io.seiche.series.Normalizers;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import io.seiche.text.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of several rows at one time the row is kept that the policy names, whatever the order of the rows. */
class DuplicatesTest {
    private static final List<Object[]> REPORTS = List.of(
            Tables.row(1, 5.0, 1),
            Tables.row(2, 9.0, 1),
            Tables.row(2, 4.0, 12),
            Tables.row(2, 6.0, 3),
            Tables.row(3, 7.0, 1),
            Tables.row(3, 7.0, 1),
            Tables.row(4, 8.0, 1));

    /** Seven rows of four times, at time 2 three reports. */
    private static Dataset<Row> reports(String version) {
        return Tables.of("ts int, y double, n int", REPORTS.toArray(new Object[0][]))
                .selectExpr("ts", "y", version + " as filed");
    }

    private static SeriesSpec series(String duplicates) {
        return Configuration.of(Map.of("series.duplicates", duplicates, "series.scale", "none"))
                .series();
    }

    private static List<Float> read(Dataset<Row> rows, String duplicates) {
        Columns columns = new Columns(List.of("y"), List.of(), List.of(), List.of());
        InputSpec input = InputSpec.tall(null, "", "ts", columns);
        List<Float> values = new ArrayList<>();
        try (TableData data = TableReader.read(
                rows, input, series(duplicates), SplitSpec.none(), new WindowSpec(2, 1, 1, Normalizers.NONE))) {
            for (Chunk chunk : data.chunks().collect()) {
                for (float value : chunk.values()) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"smallest, 4", "largest, 9"})
    void theSmallestOrLargestRow(String policy, float kept) {
        assertEquals(List.of(5f, kept, 7f, 8f), read(reports("n"), policy));
    }

    @Test
    void theSumOrTheMean() {
        assertEquals(List.of(5f, 19f, 14f, 8f), read(reports("n"), "sum"));
        assertEquals(List.of(5f, 19f / 3, 7f, 8f), read(reports("n"), "mean"));
    }

    /** Text is compared as the numbers and times that it holds: 12 is after 3. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "n",
                "cast(n as string)",
                "n / 2.5",
                "cast(n as decimal(20, 2))",
                "date_add(date'2020-01-01', n)",
                "timestamp'2020-01-01 00:00:00' + n * interval 1 second",
                "concat('2020-01-01 ', n, ':00:00')"
            })
    void theLatestByAColumn(String version) {
        assertEquals(List.of(5f, 4f, 7f, 8f), read(reports(version), "latest(by=filed)"));
        assertEquals(List.of(5f, 4f, 7f, 8f), read(reports(version).orderBy("y"), "Latest( by = filed )"));
    }

    @Test
    void noneIsTheLatest() {
        String message = assertThrows(DataException.class, () -> read(reports("n % 2"), "latest(by=filed)"))
                .getMessage();
        assertTrue(message.startsWith("rows have the same value of \"filed\" at 2; correct these rows"), message);
        message = assertThrows(DataException.class, () -> read(reports("nullif(n, 3)"), "latest(by=filed)"))
                .getMessage();
        assertTrue(message.startsWith("column \"filed\" of series.duplicates has no value to order by at 2"), message);
        message = assertThrows(DataException.class, () -> read(reports("n"), "latest(by=Filed)"))
                .getMessage();
        assertTrue(message.contains("column \"Filed\" is not in the table"), message);
    }

    /** Rows of a table have no order. */
    @ParameterizedTest
    @ValueSource(strings = {"first", "last", "LAST", "latest", "latest()", "latest(filed)", "keep"})
    void otherPoliciesAreRefusedWithTheList(String policy) {
        String message =
                assertThrows(Refusal.class, () -> Duplicates.parse(policy)).getMessage();
        assertTrue(
                message.startsWith("series.duplicates must be one of error, smallest, largest, mean, sum,"
                        + " latest(by=column), was \"" + policy + "\""),
                message);
    }

    /** A model of an earlier version has the names that first and last had. */
    @Test
    void aModelOfAnEarlierVersion() {
        Configuration thawed = Configuration.thaw("seiche.series.duplicates = last", List.of());
        assertEquals("largest", thawed.series().duplicates().text());
        assertEquals("smallest", Duplicates.current("first"));
        assertEquals("latest(by=Rev No)", Duplicates.parse("latest(by=Rev No)").text());
    }
}
