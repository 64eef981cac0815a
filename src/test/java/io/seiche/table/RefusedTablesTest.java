package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that cannot be used is refused with one sentence: the cause, its place and the remedy. */
class RefusedTablesTest {
    @TempDir
    Path folder;

    private static String refusal(Source source, String id, String time, Columns columns, String where) {
        InputSpec input = InputSpec.tall(source, id, time, columns).where(where);
        return assertThrows(DataException.class, () -> TableReader.read(
                                Tables.spark(), input, Defaults.series(), Tables.SPLIT, Tables.WINDOWS)
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
    void aFormatWhosePackageIsMissing() throws IOException {
        Source source = Source.path(csv("ts,y").at(), "delta", Map.of());
        assertStarts(
                "path \"" + source.at() + "\" has a format whose package Spark does not have",
                refusal(source, "", "ts", Tables.target(), ""));
    }

    @Test
    void aColumnThatIsNotThere() throws IOException {
        assertEquals(
                "column \"tss\" is not in the table; its columns are: id, ts, load; did you mean \"ts\"?",
                refusal(csv("id,ts,load", "a,1,2"), "id", "tss", Tables.target(), ""));
    }

    /** Lines above the header, blanks in it, another separator: the remedy is named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            textBlock =
                    """
        # logger 5|ts,y        ! its columns are: # logger 5; if the first lines are comments, set input.options.comment = "#"
        sep=;|ts;y            ! remove the first line, which names the separator for Excel; set input.options.sep = ";"
        Sales of 2021,|ts,y   ! its columns are: Sales of 2021, _c1; if that is a title, remove the lines above the header
        ts;y                  ! its columns are: ts;y; set input.options.sep = ";"
        ts , y                ! its columns are: "ts ", " y"; name it with its blanks, as "ts ", or set input.options.ignoreLeadingWhiteSpace
        """)
    void headersThatAreNotWhatTheySeem(String lines, String expected) throws IOException {
        String message = refusal(csv((lines + "|2021-03-01,6").split("\\|")), "", "ts", Tables.target(), "");
        assertTrue(message.contains(expected), message);
    }

    @Test
    void aFileWithoutALine() throws IOException {
        assertEquals(
                "column \"ts\" is not in the table; it has no columns: its files are empty",
                refusal(csv(), "", "ts", Tables.target(), ""));
    }

    @Test
    void aHeaderAmongTheRows() throws IOException {
        assertEquals(
                "\"ts\" in time column \"ts\" is the header again; leave such rows out by input.where, or remove them",
                refusal(csv("ts,y", "2021-03-01,6", "ts,y", "2021-03-02,7"), "", "ts", Tables.target(), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "1.234,5", "1,234", "1,234,567.8", "-0,5"})
    void commasInNumbers(String number) throws IOException {
        String message = refusal(csv("ts,y", "2021-03-01,\"" + number + "\""), "", "ts", Tables.target(), "");
        assertStarts(
                "\"" + number + "\" in column \"y\" is not a number at 2021-03-01; set input.options.locale", message);
    }

    /** True and false are 1 and 0, except beside numbers that are neither. */
    @Test
    void truthValuesBesideNumbers() throws IOException {
        assertEquals(
                "column \"y\" holds true or false beside numbers such as 6.5 at 2021-03-02 (2 such rows); correct it, or"
                        + " leave such rows out by input.where",
                refusal(
                        csv("ts,y", "2021-03-01,6.5", "2021-03-02,True", "2021-03-03,false"),
                        "",
                        "ts",
                        Tables.target(),
                        ""));
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

    private Source folder(String... namesAndLines) throws IOException {
        for (int i = 0; i < namesAndLines.length; i += 2) {
            Files.writeString(folder.resolve(namesAndLines[i]), namesAndLines[i + 1].replace('|', '\n') + "\n");
        }
        return Source.path(folder.toString(), "csv", Map.of());
    }

    @Test
    void aRowOfMoreFieldsThanTheHeader() throws IOException {
        assertEquals(
                "the table has a row that does not fit its header: t.csv, line 4, has 3 fields"
                        + " under 2 headings: \"2021-03-02,7,25\". A value that contains the separator must be in"
                        + " quotes; a decimal comma needs another separator, set in input.options.sep."
                        + " input.options.mode = DROPMALFORMED leaves out such rows",
                refusal(csv("ts,y", "2021-03-01,6", "", "2021-03-02,7,25"), "", "ts", Tables.target(), ""));
    }

    @Test
    void aRowOfFewerFieldsThanTheHeader() throws IOException {
        String message = refusal(
                csv("ts,y,note", "2021-03-01,6,a", "2021-03-02,7", "2021-03-03,8,b"), "", "ts", Tables.target(), "");
        assertTrue(message.contains("t.csv, line 3, has 2 fields under 3 headings: \"2021-03-02,7\""), message);
    }

    /** Fields are counted even if the columns that differ are not asked for. */
    @Test
    void aLongRowIsShortenedAndItsFileNamed() throws IOException {
        Source source = folder(
                "a.csv",
                "ts,y,note|2021-03-01,6,ok",
                "b.csv",
                "ts,y,note|2021-03-02,7,ok|2021-03-03,8," + "very long ".repeat(30) + ",x");
        String message = refusal(source, "", "ts", Tables.target(), "");
        assertTrue(message.contains("b.csv, line 3, has 4 fields under 3 headings: \"2021-03-03,8,very"), message);
        assertTrue(message.length() < 600, message);
    }

    @Test
    void aLineBreakInQuotesIsReadIfAskedFor() throws IOException {
        Source source = csv("ts,y,note", "2021-03-01,6,\"two", "lines\"", "2021-03-02,7,a", "2021-03-03,8,b,c");
        String lines = refusal(source, "", "ts", Tables.target(), "");
        assertTrue(lines.contains("line 3, has 1 field under 3 headings"), lines);
        Source whole = Source.path(source.at(), "csv", Map.of("multiLine", "true"));
        String message = refusal(whole, "", "ts", Tables.target(), "");
        assertTrue(message.contains("has 4 fields under 3 headings: \"2021-03-03,8,b,c\""), message);
    }

    @Test
    void aLineBreakInQuotesIsKnownAsTheReason() throws IOException {
        Source source = csv("ts,y,note", "2021-03-01,6,\"two", "lines\"", "2021-03-02,7,a");
        String message = refusal(source, "", "ts", Tables.target(), "");
        assertTrue(
                message.contains(
                        "A value in quotes contains a line break: set input.options.multiLine = true, with which"
                                + " all rows fit"),
                message);
    }

    @Test
    void aFileOfOneColumnMore() throws IOException {
        Source source = folder("a.csv", "ts,y|2021-03-01,6", "b.csv", "ts,y,wind|2021-03-02,7,1");
        String message = refusal(source, "", "ts", Tables.target(), "");
        assertTrue(message.contains("has files with different columns: Header: ts, y"), message);
        assertTrue(message.contains("ts, y, wind"), message);
    }

    @Test
    void aFileThatIsNoTable() throws IOException {
        String prose = "Loads of the northern grid, in MW.|Ask the control centre.|";
        for (Source source : List.of(
                folder("README.txt", prose, "z.csv", "ts,y|2021-03-01,6"),
                folder("README.txt", prose.repeat(200), "z.csv", "ts,y|2021-03-01,6"))) {
            String message = refusal(source, "", "ts", Tables.target(), "");
            assertTrue(message.contains("contains the file README.txt, which is no part of the table"), message);
        }
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
                        DataException.class, () -> Tables.read(Tables.of("id string, ts boolean, y double"), input))
                .getMessage();
        assertStarts("time column \"ts\" is of type boolean", message);
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
