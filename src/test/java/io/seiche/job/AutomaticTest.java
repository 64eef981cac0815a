package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.cell.Cells;
import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.configuration.Key;
import io.seiche.configuration.Keys;
import io.seiche.network.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticTest {
    private static Map<Key<?>, String> settings(String frequency, int series, int rows, int horizon) {
        int[] lengths = new int[series];
        Arrays.fill(lengths, rows);
        return Automatic.settings(frequency, lengths, horizon, false);
    }

    @ParameterizedTest
    @CsvSource({
        "1h,    7, 17000,  48, 336, 24, 'lags=[24, 168]'",
        "15min, 7, 60000,  48, 384, 24, 'lags=[96, 672]'",
        "10min, 1, 50000,  48, 432, 24, 'lags=[144, 1008]'",
        "1min,  1, 90000,  60, 432, 24, 'lags=[1440]'",
        "1s,    1, 900000, 60, 432, 24, ''",
        "1d,    1,  7000,  30, 196,  7, 'lags=[7, 364, 365]'",
        "1d,   20,   700,  30, 196,  7, 'lags=[7]'",
        "1w,  300,   900,  13, 104,  4, 'lags=[52]'",
        "1w,    7,    90,   8,  24,  4, ''",
        "1mo,   1,   230,  12,  48, 12, 'lags=[12]'",
        "1mo-end, 1, 60,   12,  12, 12, 'lags=[12]'",
        "1q,    4,   100,   4,  24,  4, 'lags=[4]'",
        "rows,  1,  5000,   5,  96,  8, ''",
    })
    void theFrequencyAndTheLengthDecideTheWindows(
            String frequency, int series, int rows, int horizon, int lookback, int segment, String lags) {
        Map<Key<?>, String> settings = settings(frequency, series, rows, horizon);
        assertEquals("" + lookback, settings.get(Keys.LOOKBACK));
        String layers = settings.get(Keys.LAYERS);
        assertTrue(layers.contains("length=" + segment), layers);
        assertTrue(lags.isEmpty() ? !layers.contains("lags") : layers.contains(lags), layers);
        assertEquals(layers, new NetworkSpec(layers).layers().isEmpty() ? "" : layers);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9, 14, 30, 100, 1000, 100_000})
    void everyLengthGivesSettingsThatAConfigurationTakes(int rows) {
        for (String frequency :
                new String[] {"1s", "7min", "1h", "3h", "1d", "2d", "1b", "1w", "1mo", "1q", "1y", "rows", "1step"}) {
            Configuration given =
                    Configuration.of(Map.of("input.time", "ds", "input.target", "y", "window.horizon", 6));
            Configuration all = settled(given, settings(frequency, 3, rows, 6));
            TrainingJob job = TrainingJob.of(all, "any", all.input(null));
            assertTrue(job.windows().minimum() <= job.windows().lookback());
            assertTrue(job.windows().reach() >= job.windows().lookback());
        }
    }

    static List<String> cells() {
        return Cells.names();
    }

    /** Given before the settings are found, or in a grid of {@code tune} after that. */
    @ParameterizedTest
    @MethodSource("cells")
    void theCellThatIsGivenIsInTheLayersInPlaceOfTheUsualOne(String cell) {
        Map<String, Object> table = Map.of("input.time", "ds", "input.target", "y");
        Map<Key<?>, String> settings = settings("1h", 2, 9000, 24);
        Configuration usual = settled(Configuration.of(table), settings);
        Configuration named = settled(Configuration.of(table).with(List.of("network.cell=" + cell)), settings);
        String layers = usual.written(Keys.LAYERS).replace("gru(64)", cell + "(64)");
        assertEquals(
                new NetworkSpec(layers).layers(),
                named.network(named.input(null)).layers());
        assertEquals(named.frozen(), usual.with(List.of("network.cell=" + cell)).frozen());
        assertFalse(named.given(Keys.CELL), "the layers say it");
        assertEquals(
                named.frozen(), Configuration.thaw(named.frozen(), List.of()).frozen());
    }

    @Test
    void unitsAndOptionsOfTheCellAreTaken() {
        Configuration given = Configuration.of(
                Map.of("input.time", "ds", "input.target", "y", "network.cell", "LSTM(32, peephole=true)"));
        Configuration settled = settled(given, settings("1h", 2, 9000, 24));
        assertTrue(settled.written(Keys.LAYERS).startsWith("mean(segments(lstm(32, peephole=true), length=24"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    gruu            | layer gruu is not known; layers are: rnn, lstm
                    dense(3)        | network.cell must be a cell, one of rnn, lstm
                    gru(x)          | units of gru
                    gru, lstm       | ,
                    """)
    void whatIsNoCellIsRefused(String text, String told) {
        String message = assertThrows(
                        ConfigurationException.class, () -> Configuration.of(Map.of("network.cell", text)))
                .getMessage();
        assertTrue(message.startsWith("network.cell") && message.contains(told), message);
    }

    private static Configuration settled(Configuration given, Map<Key<?>, String> settings) {
        Configuration all = given;
        for (Map.Entry<Key<?>, String> setting : settings.entrySet()) {
            all = all.orElse(setting.getKey(), setting.getValue());
        }
        return all;
    }

    @Test
    void aSettingThatIsGivenStays() {
        Configuration given = Configuration.of(
                Map.of("input.time", "ds", "input.target", "y", "training.epochs", 2, "split.validation", 50));
        Configuration all = settled(given, settings("1d", 1, 900, 7));
        assertEquals(2, all.get(Keys.EPOCHS));
        String told = Automatic.describe(all, given);
        assertTrue(told.contains("window.lookback = 196") && !told.contains("training.epochs"), told);
    }

    /** Days with a fifth of the rows missing, and a mark for a missing value in some of the others. */
    @Test
    void marksAndMissingRowsOfATableAreFoundBeforeTheTestRows(@TempDir Path directory) throws IOException {
        Random random = new Random(3);
        StringBuilder table = new StringBuilder("ds,y\n");
        for (int day = 0; day < 400; day++) {
            String value = day == 380 ? "-99999" : day % 100 == 50 ? "-9999" : "" + (day % 7);
            if (random.nextDouble() > 0.2 || value.startsWith("-")) {
                table.append(LocalDate.of(2020, 1, 1).plusDays(day))
                        .append(',')
                        .append(value)
                        .append('\n');
            }
        }
        Path file = Files.writeString(directory.resolve("days.csv"), table);
        Configuration given = Configuration.of(Map.of(
                "input.path", file, "input.time", "ds", "input.target", "y", "window.horizon", 14, "split.test", 30));
        Configuration settled = Automatic.settled(given, SparkForTests.session(), 30);
        assertEquals("[-9999]", settled.written(Keys.MISSING_VALUES), "rows of the test are not looked at");
        assertEquals(List.of(-9999.0), settled.get(Keys.MISSING_VALUES));
        assertTrue(settled.written(Keys.LAYERS).contains("lags=[7]"), "the step is found in spite of missing rows");
        assertTrue(settled.written(Keys.LOSS).endsWith("0.9, minimum=0)"), settled.written(Keys.LOSS));
        Files.writeString(file, table.toString().replace(",6", ",-6"));
        assertTrue(Automatic.settled(given, SparkForTests.session(), 30)
                .written(Keys.LOSS)
                .endsWith("0.9)"));
        Files.writeString(file, table);
        assertEquals(
                List.of(-99999.0, -9999.0),
                Automatic.settled(given.orElse(Keys.NAME, "all"), SparkForTests.session(), 0)
                        .get(Keys.MISSING_VALUES));
    }

    @Test
    void onlyAForecastWithoutLookbackAndLayersIsAutomatic() {
        assertTrue(Automatic.isWanted(Configuration.of(Map.of("window.horizon", 3))));
        assertFalse(Automatic.isWanted(Configuration.of(Map.of("window.lookback", 3))));
        assertFalse(Automatic.isWanted(Configuration.of(Map.of("network.layers", "lstm(4), dense(1)"))));
        assertFalse(Automatic.isWanted(Configuration.of(Map.of("training.task", "next-item"))));
    }
}
