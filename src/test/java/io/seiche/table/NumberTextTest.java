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
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
