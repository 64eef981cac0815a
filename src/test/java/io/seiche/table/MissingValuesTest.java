package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.Configuration;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.SplitSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers listed in input.missingValues are missing values of targets and covariates, of text columns too. */
class MissingValuesTest {
    @TempDir
    private Path folder;

    private static InputSpec input(Source source, double... missing) {
        Columns columns = new Columns(List.of("level"), List.of("rain"), List.of(), List.of());
        return InputSpec.tall(source, "", "day", columns)
                .missing(Arrays.stream(missing).boxed().toList());
    }

    private Source gauge() throws IOException {
        StringBuilder text = new StringBuilder("day,level,rain\n");
        for (int day = 10; day < 31; day++) {
            text.append("2021-07-").append(day).append(',');
            text.append(day == 20 ? "-9999.0" : day % 7)
                    .append(',')
                    .append(day % 5 == 0 ? 99.9 : 0)
                    .append('\n');
        }
        Path file = folder.resolve("gauge.csv");
        Files.writeString(file, text);
        return Source.path(file.toString(), null, Map.of());
    }

    private static TableData read(InputSpec input, String missing) {
        return TableReader.read(
                Tables.spark(),
                input,
                Configuration.of(Map.of("series.missing", missing)).series(),
                SplitSpec.none(),
                Tables.WINDOWS);
    }

    @Test
    void theyAreMissing() throws IOException {
        try (TableData data = read(input(gauge(), -9999, 99.9), "drop")) {
            assertEquals(1L, data.facts().missing().get("level"));
            assertEquals(5L, data.facts().missing().get("rain"));
            assertEquals(List.of(), data.facts().warnings());
        }
        try (TableData data = read(input(gauge()), "drop")) {
            assertEquals(
                    2, data.facts().warnings().size(), data.facts().warnings().toString());
        }
        String message = assertThrows(DataException.class, () -> read(input(gauge(), -9999), "error"))
                .getMessage();
        assertTrue(message.startsWith("column \"level\" has no value at 2021-07-20"), message);
    }

    @Test
    void theProfileOfTheColumnsLeavesThemOut() throws IOException {
        List<ColumnProfile> columns = ColumnProfile.numbers(Tables.spark(), input(gauge(), -9999, 99.9));
        ColumnProfile level = columns.get(0);
        assertEquals(
                List.of("level", "rain"),
                columns.stream().map(ColumnProfile::name).toList());
        assertEquals(1, level.missing());
        assertEquals(3, level.zeros());
        assertEquals("0.0", level.range().least());
        assertEquals("6.0", level.range().most());
        assertEquals(List.of(0.0, 3.0, 6.0), level.range().quantiles());
        ColumnProfile all = ColumnProfile.read(Tables.spark(), gauge()).get(1);
        assertEquals("-9999.0", all.range().least());
        assertEquals(0, all.missing());
    }
}
