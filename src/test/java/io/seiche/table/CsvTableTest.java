package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.TimeAxis;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV files as spreadsheets, pandas and Spark write them are read as their writers meant them, or refused. */
class CsvTableTest {
    private static final String PLAIN = "shop,day,sold\nnorth,2023-02-01,4\nnorth,2023-02-02,6\n";

    @TempDir
    private Path folder;

    private Source write(String name, String text, Charset charset, String... options) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(charset));
        return source(name, options);
    }

    private Source write(String name, String text, String... options) throws IOException {
        return write(name, text, StandardCharsets.UTF_8, options);
    }

    private Source source(String name, String... options) {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Source.path(folder.resolve(name).toString(), null, all);
    }

    private static List<String> rows(Source source, String... columns) {
        Dataset<Row> table = SeriesTable.read(Tables.spark(), source, Set.of());
        return table
                .select(Arrays.stream(columns).map(SeriesTable::column).toArray(Column[]::new))
                .collectAsList()
                .stream()
                .map(row -> row.mkString("|"))
                .toList();
    }

    private static String refusal(Source source) {
        return refusal(source, "shop", "day", "sold");
    }

    private static String refusal(Source source, String id, String time, String target) {
        Columns columns = new Columns(List.of(target), List.of(), List.of(), List.of());
        return assertThrows(DataException.class, () -> TableReader.read(
                                Tables.spark(),
                                InputSpec.tall(source, id, time, columns),
                                Defaults.series(),
                                Tables.SPLIT,
                                Tables.WINDOWS)
                        .close())
                .getMessage();
    }

    private static void assertSays(String part, String message) {
        assertTrue(message.contains(part), message);
    }

    @Test
    void aQuoteInQuotesIsDoubled() throws IOException {
        String text = "shop,day,sold\n\"Lee's \"\"Deli, Bar\"\" & Co\",2023-02-01,4\n\"\"\"x\"\"\",2023-02-02,5\n";
        assertEquals(List.of("Lee's \"Deli, Bar\" & Co|4", "\"x\"|5"), rows(write("t.csv", text), "shop", "sold"));
        assertEquals(List.of("it's|4"), rows(write("q.csv", "shop,sold\n'it''s',4\n", "quote", "'"), "shop", "sold"));
    }

    @Test
    void aQuoteAfterABackslashIsReadIfAskedFor() throws IOException {
        String text = "shop,day,sold\n\"the \\\"Deli, Bar\\\"\",2023-02-01,4\n";
        assertSays("set input.options.escape = \"\\\\\".", refusal(write("t.csv", text)));
        assertEquals(List.of("the \"Deli, Bar\"|4"), rows(source("t.csv", "escape", "\\"), "shop", "sold"));
    }

    /** The index column that pandas writes has an empty heading. */
    @Test
    void anEmptyHeading() throws IOException {
        Source source = write("t.csv", ",day,sold\n0,2023-02-01,4\n1,2023-02-02,6\n");
        assertEquals(List.of("0|2023-02-01|4", "1|2023-02-02|6"), rows(source, "_c0", "day", "sold"));
        List<ColumnProfile> profiles = ColumnProfile.read(Tables.spark(), source);
        assertEquals(
                List.of("_c0", "day", "sold"),
                profiles.stream().map(ColumnProfile::name).toList());
    }

    @ParameterizedTest
    @CsvSource({"'day,sold,Sold', sold1, Sold2", "'day,sold,sold', sold1, sold2", "'day,,', _c1, _c2"})
    void aHeadingThatIsRepeatedIsNumberedByItsPlace(String header, String second, String third) throws IOException {
        Source source = write("t.csv", header + "\n2023-02-01,4,40\n2023-02-02,6,60\n");
        assertEquals(List.of("4|40", "6|60"), rows(source, second, third));
        if (header.contains("sold")) {
            String message = refusal(source, "", "day", "sold");
            assertSays("name " + second + " or " + third, message);
        }
    }

    @Test
    void headingsThatAreNumberedByTheirOwner() throws IOException {
        Source source = write("t.csv", "x0,x1\n3,4\n");
        assertEquals(List.of("3|4"), rows(source, "x0", "x1"));
        assertFalse(CsvFiles.hasOddHeading(Tables.spark(), source));
    }

    @Test
    void aStreamOfFilesWithOddHeadings() throws IOException {
        Source source = write("t.csv", PLAIN.replace("shop,", ","));
        InputSpec input =
                InputSpec.tall(source, "", "day", new Columns(List.of("sold"), List.of(), List.of(), List.of()));
        TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.DATE, ZoneOffset.UTC);
        String message = assertThrows(
                        DataException.class, () -> RowStream.open(Tables.spark(), input, Defaults.series(), axis))
                .getMessage();
        assertSays("has an empty or repeated heading", message);
    }

    @Test
    void filesWithEmptyHeadingsStillHaveOneHeader() throws IOException {
        write("a.csv", ",day,sold\n0,2023-02-01,4\n");
        write("b.csv", ",day,sold\n0,2023-02-02,6\n");
        Source both = Source.path(folder.toString(), "csv", Map.of());
        assertEquals(2, rows(both, "day", "sold").size());
        write("b.csv", ",sold,day\n0,6,2023-02-02\n");
        assertSays("Header: , sold, day; Schema: , day, sold", refusal(both, "", "day", "sold"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.tsv", "T.TSV", "t.tab", "t.tsv.gz"})
    void tabsOfAFileNamedByThem(String name) throws IOException {
        byte[] text = PLAIN.replace(',', '\t').getBytes(StandardCharsets.UTF_8);
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file) {
            out.write(text);
        }
        assertEquals(List.of("north|4", "north|6"), rows(source(name), "shop", "sold"));
    }

    @Test
    void aSeparatorThatIsNotTheFormats() throws IOException {
        assertSays("set input.options.sep = \";\"", refusal(write("t.csv", PLAIN.replace(',', ';'))));
        assertSays("set input.options.sep = \"\\t\"", refusal(write("u.csv", PLAIN.replace(',', '\t'))));
        assertEquals(List.of("4", "6"), rows(write("v.tsv", PLAIN, "sep", ","), "sold"));
        assertEquals(List.of("4", "6"), rows(write("w.tsv", PLAIN, "Delimiter", ","), "sold"));
    }

    @Test
    void aByteOrderMark() throws IOException {
        assertEquals(List.of("north|4", "north|6"), rows(write("t.csv", "\ufeff" + PLAIN), "shop", "sold"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void anotherEncodingIsNamedAndReadIfAskedFor(String encoding) throws IOException {
        Source source = write("t.csv", PLAIN, Charset.forName(encoding));
        assertSays("which is written in UTF-16; set input.options.encoding = UTF-16", refusal(source));
        assertEquals(List.of("north|4", "north|6"), rows(source("t.csv", "encoding", encoding), "shop", "sold"));
    }

    @Test
    void anIdentifierInAnotherEncoding() throws IOException {
        Source source = write("t.csv", PLAIN.replace("north", "M\u00fcnchen"), StandardCharsets.ISO_8859_1);
        assertSays("nchen\" names a series, but its text is not in UTF-8 (2 such rows); set", refusal(source));
        assertEquals(List.of("M\u00fcnchen", "M\u00fcnchen"), rows(source("t.csv", "encoding", "ISO-8859-1"), "shop"));
    }

    @Test
    void filesOfAnotherKindThanTheirName() throws IOException {
        Path file = folder.resolve("t.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(PLAIN.getBytes(StandardCharsets.UTF_8));
        }
        assertSays("t.csv, which is compressed with gzip; rename it", refusal(source("t.csv")));
        Files.write(file, "PK\3\4 and so on\n1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertSays("which is a ZIP archive or an Excel workbook", refusal(source("t.csv")));
        write("t.parquet", PLAIN);
        assertSays("which is not a Parquet file; set input.format, such as csv", refusal(source("t.parquet")));
        Tables.of("shop string, day string, sold double")
                .coalesce(1)
                .write()
                .parquet(folder.resolve("p").toString());
        Files.writeString(folder.resolve("p").resolve("z.txt"), "hello\n");
        assertSays("contains the file z.txt, which is not a Parquet file; move it", refusal(source("p")));
    }

    @Test
    void theHeaderIsSaidToBeMissing() throws IOException {
        String bare = PLAIN.substring(PLAIN.indexOf('\n') + 1);
        assertSays("set input.options.header = false and name their columns _c0", refusal(write("t.csv", bare)));
        String message = refusal(source("t.csv", "header", "false"));
        assertSays("its columns are: _c0, _c1, _c2; the columns of files without a header", message);
    }

    @Test
    void rowsThatDoNotFitAreCounted() throws IOException {
        String message = refusal(write("t.csv", PLAIN + "north,2023-02-03,7,5\nsouth,2023-02-04,8,5\n"));
        assertSays("t.csv, line 4, has 4 fields under 3 headings: \"north,2023-02-03,7,5\" (2 such rows).", message);
        message = refusal(write("u.csv", "2023-02-01,4\n2023-02-02,6,1\n", "header", "false"), "", "_c0", "_c1");
        assertSays("does not fit its first row: u.csv, line 2, has 3 fields, not 2", message);
    }

    /** Spark infers the type of 5d to be double. */
    @Test
    void inferredNumbersAreNumbers() throws IOException {
        Source source =
                write("t.csv", "day,sold\n2023-02-01,4.5\n2023-02-02,5d\n2023-02-03,6\n", "inferSchema", "true");
        assertSays("\"5d\" in column \"sold\" is not a number", refusal(source, "", "day", "sold"));
        source = write(
                "u.csv",
                "day,sold\n2023-02-01,4.5\n2023-02-02,\n2023-02-03,-\n",
                "INFERSCHEMA",
                "true",
                "nanValue",
                "-");
        assertEquals(List.of("4.5", "null", "NaN"), rows(source, "sold"));
        assertFalse(refusal(source, "", "day", "sold").contains("not a number"));
    }

    @Test
    void aLineThatIsNotJson() throws IOException {
        String good = "{\"day\":\"2023-02-01\",\"sold\":4}\n";
        Source source = write("t.json", good + "{\"day\":\"2023-02-02\",\"sold\":\n" + good.replace("-01", "-03"));
        String message = refusal(source, "", "day", "sold");
        assertSays("has a line that is not a JSON object: t.json, line 2: \"{\"day\":\"2023-02-02\"", message);
        assertEquals(2, rows(source("t.json", "mode", "DROPMALFORMED"), "day").size());
        assertEquals(1, rows(write("u.jsonl", good), "day").size());
        message = refusal(write("v.json", "[\n" + good.strip() + ",\n" + good + "]\n"), "", "day", "sold");
        assertSays("input.options.multiLine = true", message);
        assertEquals(2, rows(source("v.json", "multiLine", "true"), "day").size());
    }
}
