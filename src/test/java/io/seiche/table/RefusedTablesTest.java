package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.SeriesSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that cannot be used is refused with one sentence: the cause, its place and the remedy. */
class RefusedTablesTest {
    @TempDir
    Path folder;

    private static String refusal(Source source, String id, String time, Columns columns, String where) {
        InputSpec input = InputSpec.tall(source, id, time, columns).where(where);
        return assertThrows(DataException.class, () -> TableReader.read(
                                Tables.spark(), input, SeriesSpec.defaults(), Tables.SPLIT, Tables.WINDOWS)
                        .close())
                .getMessage();
    }

    private Source csv(String... lines) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, List.of(lines));
        return Source.path(file.toString(), "csv", Map.of());
    }

    private static void assertStarts(String expected, String message) {
        assertTrue(message.startsWith(expected), message);
    }

    @Test
    void aPathThatIsNotThere() {
        assertEquals(
                "path \"nowhere/t.csv\" does not exist; relative paths start where the command runs",
                refusal(Source.path("nowhere/t.csv", null, Map.of()), "", "ts", Tables.target(), ""));
    }

    @Test
    void aTableThatIsNotInTheCatalog() {
        assertStarts(
                "table \"nowhere\" is not in the catalog",
                refusal(Source.table("nowhere"), "", "ts", Tables.target(), ""));
    }

    @Test
    void aFormatThatSparkDoesNotKnow() throws IOException {
        Source source = Source.path(csv("ts,y").at(), "sheet", Map.of());
        assertStarts(
                "path \"" + source.at() + "\" has a format Spark does not know",
                refusal(source, "", "ts", Tables.target(), ""));
    }

    @Test
    void aColumnThatIsNotThere() throws IOException {
        assertEquals(
                "column \"tss\" is not in the table; its columns are: id, ts, load; did you mean \"ts\"?",
                refusal(csv("id,ts,load", "a,1,2"), "id", "tss", Tables.target(), ""));
    }

    @Test
    void textWhereANumberBelongs() throws IOException {
        assertEquals(
                "\"n/a\" in column \"y\" is not a number at 2020-01-02 (2 such rows); correct it, or set"
                        + " input.options.nullValue to the text of a missing value",
                refusal(
                        csv("ts,y", "2020-01-03,n/a", "2020-01-02,n/a", "2020-01-01,1"),
                        "",
                        "ts",
                        Tables.target(),
                        ""));
    }

    @Test
    void aTimeThatCannotBeRead() throws IOException {
        assertStarts(
                "\"yesterday\" in time column \"ts\" cannot be read; dates look like",
                refusal(csv("ts,y", "2020-01-01,1", "yesterday,2"), "", "ts", Tables.target(), ""));
    }

    @Test
    void aRowWithoutTime() throws IOException {
        assertStarts(
                "time column \"ts\" has no value in a row",
                refusal(csv("ts,y", "2020-01-01,1", ",2"), "", "ts", Tables.target(), ""));
    }

    @Test
    void aRowWithoutIdentifier() throws IOException {
        assertStarts(
                "id column \"id\" has no value in a row; leave such rows out by input.where",
                refusal(csv("id,ts,y", "a,2020-01-01,1", ",2020-01-01,2"), "id", "ts", Tables.target(), ""));
    }

    @Test
    void noRows() throws IOException {
        assertStarts("the table has no rows", refusal(csv("ts,y"), "", "ts", Tables.target(), ""));
        assertStarts("the table has no rows", refusal(csv("ts,y", "2020-01-01,1"), "", "ts", Tables.target(), "y > 5"));
    }

    @Test
    void aTargetWithoutValues() throws IOException {
        assertStarts(
                "target \"y\" has no value in any of the 2 rows; name another column in input.target",
                refusal(csv("ts,y", "2020-01-01,", "2020-01-02,"), "", "ts", Tables.target(), ""));
    }

    @Test
    void aPredicateThatIsNone() throws IOException {
        assertStarts(
                "input.where must be a predicate on the table's columns (ts, y), was \"x > 3\": ",
                refusal(csv("ts,y", "2020-01-01,1"), "", "ts", Tables.target(), "x > 3"));
    }

    @Test
    void aColumnOfAnotherType() {
        InputSpec input = Tables.input(Tables.target());
        String message = assertThrows(
                        DataException.class, () -> Tables.read(Tables.of("id string, ts date, y timestamp"), input))
                .getMessage();
        assertStarts("column \"y\" must hold numbers, but is of type timestamp", message);
        message = assertThrows(
                        DataException.class, () -> Tables.read(Tables.of("id string, ts double, y double"), input))
                .getMessage();
        assertStarts("time column \"ts\" is of type double", message);
    }

    @Test
    void staticCovariatesThatChange() {
        Columns columns = new Columns(List.of("y"), List.of(), List.of(), List.of("size"));
        String message = assertThrows(
                        DataException.class,
                        () -> Tables.read(
                                Tables.of(
                                        "id string, ts int, y double, size double",
                                        Tables.row("a", 1, 1.0, 2.0),
                                        Tables.row("a", 2, 1.0, 3.0)),
                                Tables.input(columns)))
                .getMessage();
        assertStarts("static covariate \"size\" is 3.0 but was 2.0 in an earlier row at 2 of series \"a\"", message);
    }

    @Test
    void inputsThatContradictThemselves() {
        assertThrows(IllegalArgumentException.class, () -> Source.of(null, "", null, null, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> Source.of("a", "b", null, null, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> InputSpec.tall(null, "id", " ", Tables.target()));
        assertThrows(IllegalArgumentException.class, () -> InputSpec.tall(null, "y", "ts", Tables.target()));
    }
}
