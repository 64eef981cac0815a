package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks are a function of the set of rows: independent of row order, files, format and partitions. */
class SameChunksTest {
    private static final String SCHEMA = "id string, ts string, y double, temp double";
    private static SortedSet<String> expected;

    @TempDir
    Path folder;

    private static Dataset<Row> table() {
        return Tables.of(SCHEMA, Tables.fourSeries().toArray(new Object[0][]));
    }

    @BeforeAll
    static void readInOrder() {
        try (TableData data = Tables.read(table(), Tables.input(Tables.withTemperature()))) {
            expected = Tables.fingerprint(data);
        }
        assertTrue(expected.size() > 8, "several chunks: " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet", "orc", "json"})
    void whateverTheFormat(String format) {
        String path = folder.resolve("t").toString();
        table().coalesce(1).write().format(format).option("header", true).save(path);
        InputSpec input = InputSpec.tall(Source.path(path, format, Map.of()), "id", "ts", Tables.withTemperature());
        try (TableData data =
                TableReader.read(Tables.spark(), input, Defaults.series(), Tables.SPLIT, Tables.WINDOWS)) {
            assertEquals(expected, Tables.fingerprint(data));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "10, 7"})
    void whateverTheOrderFilesAndPartitions(int files, int partitions) {
        List<Object[]> rows = new ArrayList<>(Tables.fourSeries());
        Collections.shuffle(rows, new Random(files));
        String path = folder.resolve("t").toString();
        Tables.of(SCHEMA, rows.toArray(new Object[0][]))
                .repartition(files)
                .write()
                .parquet(path);
        String before = Tables.spark().conf().get("spark.sql.shuffle.partitions");
        Tables.spark().conf().set("spark.sql.shuffle.partitions", partitions);
        InputSpec input = InputSpec.tall(Source.path(path, null, Map.of()), "id", "ts", Tables.withTemperature());
        try (TableData data =
                TableReader.read(Tables.spark(), input, Defaults.series(), Tables.SPLIT, Tables.WINDOWS)) {
            assertEquals(expected, Tables.fingerprint(data));
        } finally {
            Tables.spark().conf().set("spark.sql.shuffle.partitions", before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cast(ts as date)", "cast(cast(ts as timestamp_ntz) as timestamp_ntz)"})
    void whateverHoldsTheTimes(String time) {
        Dataset<Row> typed = table().selectExpr("id", time + " as ts", "y", "temp");
        try (TableData data = Tables.read(typed, Tables.input(Tables.withTemperature()))) {
            assertEquals(expected, Tables.fingerprint(data));
        }
    }

    @Test
    void whateverTheTimeZoneOfTheSession() {
        String before = Tables.spark().conf().get("spark.sql.session.timeZone");
        Tables.spark().conf().set("spark.sql.session.timeZone", "America/Sao_Paulo");
        try (TableData data = Tables.read(table(), Tables.input(Tables.withTemperature()))) {
            assertEquals(expected, Tables.fingerprint(data));
        } finally {
            Tables.spark().conf().set("spark.sql.session.timeZone", before);
        }
    }

    @Test
    void aSqlQueryAndACatalogTableAreReadAlike() {
        table().createOrReplaceTempView("four_series");
        for (Source source : List.of(Source.sql("select * from four_series"), Source.table("four_series"))) {
            InputSpec input = InputSpec.tall(source, "id", "ts", Tables.withTemperature());
            try (TableData data =
                    TableReader.read(Tables.spark(), input, Defaults.series(), Tables.SPLIT, Tables.WINDOWS)) {
                assertEquals(expected, Tables.fingerprint(data));
            }
        }
    }
}
