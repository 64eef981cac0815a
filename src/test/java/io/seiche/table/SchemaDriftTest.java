package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.DataException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of one table with different columns are read correctly or refused, never misread. */
class SchemaDriftTest {
    @TempDir
    private Path folder;

    private static Dataset<Row> rows() {
        return Tables.of(
                "id string, ts string, y double, temp double",
                Tables.fourSeries().toArray(new Object[0][]));
    }

    /** Two of the series as they are, the other two with these columns. */
    private void write(String format, String... drifted) {
        String path = folder.resolve("t").toString();
        rows().where("id < 's2'")
                .coalesce(1)
                .write()
                .format(format)
                .option("header", true)
                .save(path);
        rows().where("id >= 's2'")
                .selectExpr(drifted)
                .coalesce(1)
                .write()
                .format(format)
                .option("header", true)
                .mode("append")
                .save(path);
    }

    private TableData read(String format) {
        Source source = Source.path(folder.resolve("t").toString(), format, Map.of());
        InputSpec input = InputSpec.tall(source, "id", "ts", Tables.withTemperature());
        return TableReader.read(Tables.spark(), input, Defaults.series(), Tables.SPLIT, Tables.WINDOWS);
    }

    private String refusal(String format) {
        return assertThrows(DataException.class, () -> read(format).close()).getMessage();
    }

    private static void assertSameRows(TableData read) {
        try (read;
                TableData all = Tables.read(rows(), Tables.input(Tables.withTemperature()))) {
            assertEquals(Tables.fingerprint(all), Tables.fingerprint(read));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "json"})
    void columnsInAnotherOrderAreTheSameColumns(String format) {
        write(format, "temp", "y", "ts", "id");
        assertSameRows(read(format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "json"})
    void aColumnNobodyNamedIsNotLookedAt(String format) {
        write(format, "id", "ts", "y + 1 as wind", "y", "temp");
        assertSameRows(read(format));
    }

    /** CSV has nothing but the places of columns, and a header to hold them against. */
    @Test
    void columnsOfCsvFilesInAnotherOrderAreRefused() {
        write("csv", "id", "ts", "temp", "y");
        String said = refusal("csv"); // which of the two files comes first is not known
        assertTrue(
                said.contains("Header: id, ts, temp, y; Schema: id, ts, y, temp")
                        || said.contains("Header: id, ts, y, temp; Schema: id, ts, temp, y"),
                said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet", "orc", "json"})
    void aColumnThatWasRenamedIsRefused(String format) {
        write(format, "id", "ts", "y", "temp as celsius");
        assertTrue(refusal(format).contains("temp"), refusal(format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "json"})
    void aColumnThatHoldsTextsNowIsRefused(String format) {
        write(format, "id", "ts", "y", "'mild' as temp");
        assertTrue(refusal(format).contains("temp"), refusal(format));
    }
}
