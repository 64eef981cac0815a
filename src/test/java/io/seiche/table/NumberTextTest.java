package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts are numbers by the grammar of numbers, and true and false are 1 and 0 as in a boolean column. */
class NumberTextTest {
    @TempDir
    private Path folder;

    /** The numbers of texts, in their order. */
    private static List<Double> read(String... texts) {
        Object[][] rows = Arrays.stream(texts).map(Tables::row).toArray(Object[][]::new);
        List<Row> read = Tables.of("t string", rows)
                .select(NumberText.of(null).number(functions.col("t")))
                .collectAsList();
        return read.stream().map(row -> (Double) row.get(0)).toList();
    }

    @Test
    void decimalNumbersWithAndWithoutExponent() {
        assertEquals(
                List.of(7.0, -7.0, 7.0, 0.5, -0.5, 7.0, 7e5, 7e-5, 2.5e7, 3.0, 4.0),
                read("7", "-7", "+7", "0.5", "-.5", "7.", "7e5", "7E-5", "2.5e+7", " 3\t", "4\u00a0\r"));
    }

    @Test
    void valuesThatAreNotFinite() {
        assertEquals(
                List.of(Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                read("NaN", "nan", "inf", "-Infinity"));
    }

    @Test
    void trueAndFalseInAnyCase() {
        assertEquals(List.of(1.0, 0.0, 1.0, 0.0, 1.0), read("true", "false", "True", "FALSE", " TRUE "));
    }

    @Test
    void literalsOfProgrammingLanguagesAreNoNumbers() {
        String[] texts = {
            "6d", "6D", "6f", "61F", "6L", "0x1p3", "0x1F", "0b1", "1_000", "1e", "e5", ".", "-", "+", "", "5 d", "1,5",
            "1.5.2", "--5", "- 5", "12%", "$5", "\u0665", "\u22125", "NA", "n/a", "nano", "yes", "t", "truely", "1e5d"
        };
        List<Double> read = read(texts);
        for (int i = 0; i < texts.length; i++) {
            assertNull(read.get(i), texts[i]);
        }
    }

    private static List<Double> readIn(String locale, String... texts) {
        Source source = Source.path("t.csv", "csv", Map.of("locale", locale));
        Object[][] rows = Arrays.stream(texts).map(Tables::row).toArray(Object[][]::new);
        return Tables.of("t string", rows)
                .select(NumberText.of(source).number(functions.col("t")))
                .collectAsList()
                .stream()
                .map(row -> (Double) row.get(0))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-DE | 3,14 | 3.14",
                "de-DE | -1.234.567,5 | -1234567.5",
                "de-de | 1.500 | 1500",
                "de-DE | 1500 | 1500",
                "de-DE | ,5 | 0.5",
                "de-DE | 7, | 7",
                "de-DE | 1,5e3 | 1500",
                "de-DE | inf | Infinity",
                "de-DE | TRUE | 1",
                "fr-FR | 1 234 567,5 | 1234567.5",
                "fr-FR | 1\u00a0234,5 | 1234.5",
                "fr-FR | 1\u202f234,5 | 1234.5",
                "de-CH | 1'234.5 | 1234.5",
                "de-CH | 1\u2019234.5 | 1234.5",
                "en-US | 1,234,567.5 | 1234567.5",
                "en | +12.5 | 12.5",
                "pt-BR | 0,001 | 0.001",
                "es-ES | 12.345 | 12345"
            })
    void separatorsOfALocale(String locale, String text, double expected) {
        assertEquals(List.of(expected), readIn(locale, text));
    }

    /** A number in the notation of another locale is refused, not read as ten or a thousand times as much. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-DE | 1.5",
                "de-DE | 12.34",
                "de-DE | 1,234.5",
                "de-DE | 1.2345,6",
                "de-DE | .500",
                "de-DE | 1.234.5",
                "de-DE | 1,5,5",
                "de-DE | ,",
                "de-DE | 5d",
                "fr-FR | 1 2",
                "fr-FR | 1.5",
                "en-US | 1,5",
                "en-US | 1.234,5",
                "en-US | 12,34",
                "de-CH | 1,5"
            })
    void otherSeparatorsThanThoseOfTheLocale(String locale, String text) {
        assertNull(readIn(locale, text).get(0));
    }

    @Test
    void aTableOfDecimalCommasIsThatOfDecimalPoints() throws IOException {
        Path comma = folder.resolve("comma.csv");
        Path point = folder.resolve("point.csv");
        StringBuilder commas = new StringBuilder("ts;y\n");
        StringBuilder points = new StringBuilder("ts;y\n");
        for (int t = 1; t <= 20; t++) {
            commas.append(t).append(String.format(Locale.GERMANY, ";%,.2f\n", 1234.5 * t));
            points.append(t).append(String.format(Locale.ROOT, ";%.2f\n", 1234.5 * t));
        }
        Files.writeString(comma, commas);
        Files.writeString(point, points);
        try (TableData german = read(
                        Source.path(comma.toString(), "csv", Map.of("sep", ";", "locale", "de-DE")), Tables.target());
                TableData plain = read(Source.path(point.toString(), "csv", Map.of("sep", ";")), Tables.target())) {
            assertEquals(Tables.fingerprint(plain), Tables.fingerprint(german));
        }
        String refused = assertThrows(DataException.class, () -> read(
                                Source.path(comma.toString(), "csv", Map.of("sep", ";")), Tables.target())
                        .close())
                .getMessage();
        assertEquals(
                "\"1.234,50\" in column \"y\" is not a number at 1 (20 such rows); set input.options.locale to the"
                        + " notation: de-DE for 1.234,56, fr-FR for 1 234,56, en-US for 1,234.56. input.sql can convert a"
                        + " column of the catalog: cast(replace(y, ',', '.') as double)",
                refused);
        String other = assertThrows(DataException.class, () -> read(
                                Source.path(point.toString(), "csv", Map.of("sep", ";", "locale", "de-DE")),
                                Tables.target())
                        .close())
                .getMessage();
        assertTrue(
                other.startsWith(
                        "\"1234.50\" in column \"y\", read by input.options.locale = de-DE, is not a number at 1"),
                other);
    }

    private Source csv(String options, String... lines) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, List.of(lines));
        return Source.path(file.toString(), "csv", options.isEmpty() ? Map.of() : Map.of(options, "true"));
    }

    private static TableData read(Source source, Columns columns) {
        return TableReader.read(
                Tables.spark(),
                InputSpec.tall(source, "", "ts", columns),
                Defaults.series(),
                Tables.SPLIT,
                Tables.WINDOWS);
    }

    @Test
    void aDurationAmongNumbersIsRefused() throws IOException {
        Source source = csv("", "ts,y", "2022-05-01,4", "2022-05-02,3d");
        String message = assertThrows(DataException.class, () -> read(source, Tables.target()))
                .getMessage();
        assertTrue(message.startsWith("\"3d\" in column \"y\" is not a number at 2022-05-02;"), message);
    }

    @Test
    void aFlagWrittenAsTextIsReadAsABooleanColumn() throws IOException {
        Columns columns = new Columns(List.of("y"), List.of("open"), List.of(), List.of());
        String[] flags = {"True", "False", "False", "True", "False", "True", "True", "False"};
        String[] lines = new String[flags.length + 1];
        Object[][] rows = new Object[flags.length][];
        lines[0] = "ts,y,open";
        for (int i = 0; i < flags.length; i++) {
            lines[i + 1] = "2022-05-0" + (i + 1) + "," + i * i + "," + flags[i];
            rows[i] = Tables.row("2022-05-0" + (i + 1), (double) (i * i), flags[i].equals("True"));
        }
        InputSpec input = InputSpec.tall(null, "", "ts", columns);
        try (TableData text = read(csv("", lines), columns);
                TableData flagged = Tables.read(Tables.of("ts string, y double, open boolean", rows), input)) {
            assertEquals(Tables.fingerprint(flagged), Tables.fingerprint(text));
        }
        List<ColumnProfile> profiles = ColumnProfile.read(Tables.spark(), csv("", lines));
        assertEquals(ColumnProfile.Holds.NUMBERS, profiles.get(2).holds());
    }
}
