package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.model.Model;
import io.seiche.model.ModelsForTests;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import io.seiche.table.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ForecastsTest {
    private static final Columns COLUMNS = new Columns(List.of("y"), List.of("wind"), List.of(), List.of());

    private static Model model(Transform transform) {
        return ModelsForTests.model(
                "lstm(4), dense(3)", new WindowSpec(10, 3, 1, Normalizers.LAST), COLUMNS, transform);
    }

    @Test
    void everySeriesIsContinuedFromItsLastRow() {
        Dataset<Row> table = TablesForTests.waves(40, "north", "south");
        Dataset<Row> shorter = table.filter("unique_id = 'north' or ds < date'2024-02-01'");
        try (Forecasts forecasts = Forecasts.of(model(Transform.NONE), shorter)) {
            assertEquals(
                    List.of("unique_id", "ds", "cutoff", "y_hat", "y_hat_lo_90", "y_hat_hi_90"),
                    List.of(forecasts.rows().columns()));
            List<Row> rows = forecasts.rows().orderBy("unique_id", "ds").collectAsList();
            assertEquals(6, rows.size());
            assertEquals("north", rows.get(0).getString(0));
            assertEquals(LocalDate.of(2024, 2, 10), rows.get(0).getDate(1).toLocalDate());
            assertEquals(LocalDate.of(2024, 2, 9), rows.get(0).getDate(2).toLocalDate());
            assertEquals(LocalDate.of(2024, 2, 3), rows.get(5).getDate(1).toLocalDate());
            for (Row row : rows) {
                assertEquals(row.getDouble(3), (row.getDouble(4) + row.getDouble(5)) / 2, 1e-6);
                assertTrue(row.getDouble(4) < row.getDouble(5));
            }
        }
    }

    /** Rows after the first are read by a job of the shuffle, whose failure is refused data as well. */
    @Test
    void aRowThatDoesNotFitItsHeaderIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("waves.csv");
        StringBuilder lines = new StringBuilder("unique_id,ds,y,wind\n");
        for (int day = 0; day < 40; day++) {
            lines.append("north," + LocalDate.of(2024, 1, 1).plusDays(day) + "," + day % 7 + ",1\n");
        }
        Files.writeString(file, lines + "north,2024-02-10,3,25,1\n");
        Source source = Source.path(file.toString(), "csv", Map.of());
        Model model = model(Transform.NONE);
        DataException refused = assertThrows(DataException.class, () -> Forecasts.of(
                        model, SparkForTests.session(), Forecasts.input(model, source), null)
                .close());
        assertTrue(refused.getMessage().contains("waves.csv, line 42, has 5 fields under 4 headings"));
    }

    /** A forecast is a function of the last lookback rows; rows before them make no difference. */
    @ParameterizedTest
    @EnumSource(names = {"NONE", "LOG", "DIFFERENCE", "RETURN"})
    void aSeriesCutToItsLastRowsIsContinuedTheSame(Transform transform) {
        Dataset<Row> table = TablesForTests.waves(40, "north");
        Dataset<Row> tail = table.filter("ds >= date_sub(date'2024-02-09', 10)");
        assertEquals(hats(model(transform), table), hats(model(transform), tail));
    }

    private static List<Row> hats(Model model, Dataset<Row> table) {
        try (Forecasts forecasts = Forecasts.of(model, table)) {
            return forecasts.rows().orderBy("ds").collectAsList();
        }
    }

    @ParameterizedTest
    @CsvSource({"date,date", "timestamp,timestamp", "timestamp_ntz,timestamp_ntz", "string,date"})
    void theForecastsTimesAreOfTheTablesKind(String type, String expected) {
        Dataset<Row> table = TablesForTests.waves(20, "north")
                .withColumn("ds", functions.col("ds").cast(type));
        try (Forecasts forecasts = Forecasts.of(model(Transform.NONE), table)) {
            assertEquals(
                    expected, forecasts.rows().schema().apply("ds").dataType().typeName());
            List<Row> days = forecasts
                    .rows()
                    .select(functions.col("ds").cast("string").substr(1, 10).as("day"))
                    .orderBy("day")
                    .collectAsList();
            assertEquals("[2024-01-21]", days.get(0).toString());
            assertEquals("[2024-01-23]", days.get(2).toString());
        }
    }

    @Test
    void rowNumbersAreContinuedAsNumbers() {
        Model numbered = ModelsForTests.model(
                "lstm(4), dense(3)", new WindowSpec(10, 3, 1, Normalizers.LAST), COLUMNS, Transform.NONE, "rows");
        Dataset<Row> table = TablesForTests.waves(20, "north")
                .withColumn("ds", functions.datediff(functions.col("ds"), functions.lit("2024-01-01")));
        try (Forecasts forecasts = Forecasts.of(numbered, table)) {
            assertEquals(
                    DataTypes.LongType, forecasts.rows().schema().apply("ds").dataType());
            assertEquals(
                    "[20,19]",
                    forecasts
                            .rows()
                            .orderBy("ds")
                            .select("ds", "cutoff")
                            .first()
                            .toString());
        }
    }

    @Test
    void aSeriesThatCannotBeContinuedIsNamedAndTheOthersAre() {
        Dataset<Row> table =
                TablesForTests.waves(30, "long", "short").filter("unique_id = 'long' or ds < date'2024-01-06'");
        try (Forecasts forecasts = Forecasts.of(model(Transform.NONE), table)) {
            assertEquals(1, forecasts.series());
            assertEquals(1, forecasts.refused());
            assertEquals(Map.of("short", "it has 5 rows, the model reads 10"), forecasts.refusals());
            assertEquals(3, forecasts.rows().count());
        }
        String told = assertThrows(
                        DataException.class,
                        () -> Forecasts.of(model(Transform.NONE), table.filter("unique_id = 'short'")))
                .getMessage();
        assertTrue(told.contains("it has 5 rows"), told);
    }

    @Test
    void severalTargetsAreDistinguishedByAColumn() {
        Columns two = new Columns(List.of("y", "wind"), List.of(), List.of(), List.of());
        Model model = ModelsForTests.model(
                "lstm(4), dense(6)", new WindowSpec(10, 3, 1, Normalizers.NONE), two, Transform.NONE);
        try (Forecasts forecasts = Forecasts.of(model, TablesForTests.waves(20, "north"))) {
            assertEquals(
                    "[[wind,3], [y,3]]",
                    forecasts
                            .rows()
                            .groupBy("target")
                            .count()
                            .orderBy("target")
                            .collectAsList()
                            .toString());
        }
    }
}
