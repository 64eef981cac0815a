package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.seiche.Defaults;
import io.seiche.series.DataException;
import io.seiche.series.SeriesFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers of series keep their text, wherever they are written. */
class IdentifierTest {
    private static final List<String> IDS = List.of(
            "007",
            "7",
            "7.0",
            "1e3",
            "1000",
            "-0",
            "NaN",
            "true",
            "null",
            "2024-01-31",
            "2024-01-31 00:00:00.0",
            "123456789012345678901234567890",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            " kept ",
            "north/south",
            "a=b",
            "50%",
            "%2F",
            "it's, \"quoted\"",
            "Zürich 🚋",
            "x".repeat(200));

    @TempDir
    Path folder;

    private static Dataset<Row> rows(List<String> ids) {
        List<Object[]> rows = new ArrayList<>();
        for (String id : ids) {
            for (int t = 0; t < 4; t++) {
                rows.add(Tables.row(id, t, 0.5 * t));
            }
        }
        return Tables.of("shop string, t int, y double", rows.toArray(new Object[0][]));
    }

    private static Set<String> series(Source source) {
        return series(source, "shop");
    }

    private static Set<String> series(Source source, String id) {
        InputSpec input = InputSpec.tall(source, id, "t", Tables.target());
        TreeSet<String> names = new TreeSet<>();
        try (TableData data =
                TableReader.read(Tables.spark(), input, Defaults.series(), Tables.SPLIT, Tables.WINDOWS)) {
            data.facts().listed().series().stream().map(SeriesFacts::series).forEach(names::add);
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "parquet", "orc"})
    void directoriesOfPartitionsAreText(String format) {
        String path = folder.resolve(format).toString();
        rows(IDS)
                .write()
                .format(format)
                .options(FileFormat.writerOptions(format))
                .partitionBy("shop")
                .save(path);
        assertEquals(new TreeSet<>(IDS), series(Source.path(path, format, Map.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my shop", "shop^2", "%5Bshop", "été"})
    void aColumnOfPartitionsMayHaveAnyName(String name) {
        String path = folder.resolve("a b=c").resolve("t").toString();
        rows(List.of("007", "7"))
                .withColumnRenamed("shop", name)
                .write()
                .partitionBy(name)
                .save(path);
        assertEquals(Set.of("007", "7"), series(Source.path(path, "parquet", Map.of()), name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "parquet"})
    void columnsOfFilesAreText(String format) {
        List<String> ids = new ArrayList<>(IDS);
        ids.add("y".repeat(1000));
        String path = folder.resolve(format).toString();
        rows(ids)
                .write()
                .format(format)
                .options(FileFormat.writerOptions(format))
                .save(path);
        assertEquals(new TreeSet<>(ids), series(Source.path(path, format, Map.of())));
    }

    /** Numbers alone, for which a reader would infer a type. */
    @ParameterizedTest
    @CsvSource({"inferSchema, csv", "allowComments, json"})
    void typesThatAReaderInfersAreNotThoseOfIdentifiers(String option, String format) throws IOException {
        Path file = folder.resolve("t." + format);
        StringBuilder lines = new StringBuilder(format.equals("csv") ? "shop,t,y\n" : "");
        for (String id : List.of("7", "1e3", "12345678901234567890", "1.50")) {
            for (int t = 0; t < 4; t++) {
                lines.append(
                        format.equals("csv")
                                ? id + "," + t + ",1\n"
                                : "{\"shop\": " + id + ", \"t\": " + t + ", \"y\": 1}\n");
            }
        }
        Files.writeString(file, lines.toString());
        assertEquals(
                new TreeSet<>(List.of("7", "1e3", "12345678901234567890", "1.50")),
                series(Source.path(file.toString(), format, Map.of(option, "true"))));
    }

    @Test
    void forecastsHaveTheTextOfTheTable() {
        String path = folder.resolve("out").toString();
        rows(IDS).write().format("csv").options(FileFormat.writerOptions("csv")).save(path);
        List<String> read = Tables.spark()
                .read()
                .option("header", true)
                .option("escape", "\"")
                .csv(path)
                .select("shop")
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        assertEquals(new TreeSet<>(IDS), new TreeSet<>(read));
    }

    @ParameterizedTest
    @CsvSource({"null, has no value in a row (2 such rows)", "'', is empty in a row (2 such rows)"})
    void rowsWithoutAnIdentifierAreRefusedWithTheirNumber(String id, String what) {
        Dataset<Row> table = rows(List.of("a"))
                .withColumn(
                        "shop",
                        functions.expr("case when t < 2 then " + (id.isEmpty() ? "''" : id) + " else shop end"));
        InputSpec input = InputSpec.tall(null, "shop", "t", Tables.target());
        String message = assertThrows(DataException.class, () -> Tables.read(table, input))
                .getMessage();
        assertEquals("id column \"shop\" " + what + "; leave such rows out by input.where", message);
    }

    /** Bytes that are no text would all be the replacement character, so that two series had one name. */
    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc"})
    void bytesThatAreNotTextAreRefused(String format) {
        String path = folder.resolve(format).toString();
        rows(List.of("FE01", "FF01"))
                .withColumn("shop", functions.unhex(functions.col("shop")))
                .write()
                .format(format)
                .save(path);
        Source source = Source.path(path, format, Map.of());
        String message = assertThrows(DataException.class, () -> series(source)).getMessage();
        assertEquals(
                "\"FE01\" are the bytes of id column \"shop\" in a row, which are not text in UTF-8 (8 such rows)"
                        + "; write identifiers as text in the files, or convert them by input.sql from a table of the"
                        + " catalog: hex(k)",
                message);
    }

    @Test
    void bytesOfTextAreText() {
        String path = folder.resolve("bytes").toString();
        rows(List.of("west", "wést"))
                .withColumn("shop", functions.col("shop").cast("binary"))
                .write()
                .parquet(path);
        assertEquals(Set.of("west", "wést"), series(Source.path(path, "parquet", Map.of())));
    }

    /** The records (a, "b, c") and ("a, b", c) have the same text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "struct(shop as a, 1 as b) | struct<a:string,b:int>; name a column of text or numbers in input.id, such as"
                        + " its field shop.a",
                "array(shop) | array<string>; name a column of text or numbers in input.id",
                "map('a', shop) | map<string,string>; name a column of text or numbers in input.id"
            })
    void recordsAndListsAreNoIdentifiers(String expression, String expected) {
        String path = folder.resolve("odd").toString();
        rows(List.of("a", "b"))
                .selectExpr(expression + " as shop", "t", "y")
                .write()
                .parquet(path);
        Source source = Source.path(path, "parquet", Map.of());
        assertEquals(
                "column \"shop\" tells series apart, but is of type " + expected,
                assertThrows(DataException.class, () -> series(source)).getMessage());
    }

    /** Spark would read 7 for every row, whatever the file has. */
    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "parquet", "orc"})
    void aColumnInTheFilesAndInTheNamesOfTheirDirectoriesIsRefused(String format) {
        String path = folder.resolve(format).toString();
        rows(List.of("8", "9"))
                .write()
                .format(format)
                .options(FileFormat.writerOptions(format))
                .save(path + "/shop=7");
        Source source = Source.path(path, format, Map.of());
        assertEquals(
                "path \"" + path + "\" has column \"shop\" in its files and in the names of its directories, and Spark"
                        + " would read the latter; set input.options.recursiveFileLookup = true to read that of the files,"
                        + " or remove it from them",
                assertThrows(DataException.class, () -> series(source)).getMessage());
        assertEquals(Set.of("8", "9"), series(Source.path(path, format, Map.of("recursiveFileLookup", "true"))));
    }
}
