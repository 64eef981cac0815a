package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of calendar steps from the file to the forecast, which continues the times as the table writes them. */
class CalendarTablesTest {
    private static final DateTimeFormatter MONTHS = DateTimeFormatter.ofPattern("yyyyMM", Locale.ROOT);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void session() {
        SparkForTests.session();
    }

    private static LocalDate monthEnd(int t) {
        LocalDate month = LocalDate.of(2017, 5, 1).plusMonths(t);
        LocalDate end = month.withDayOfMonth(month.lengthOfMonth());
        return end.minusDays(Math.max(0, end.getDayOfWeek().getValue() - 5));
    }

    static Stream<Arguments> tables() {
        LocalDateTime start = LocalDateTime.of(2022, 3, 1, 0, 0);
        IntFunction<String> hours = t -> {
            String text = start.plusHours(6L * t).toString().replace('T', ' ');
            return text.endsWith("00:00") ? text.substring(0, 10) : text + ":00";
        };
        IntFunction<String> months = t -> MONTHS.format(LocalDate.of(2015, 7, 1).plusMonths(t));
        IntFunction<String> seconds = t -> Long.toString(1_650_000_000L + 3600L * t);
        return Stream.of(
                Arguments.of("months", months, "1mo", List.of("202007", "202008")),
                Arguments.of("seconds", seconds, "1h", List.of("1650216000", "1650219600")),
                Arguments.of("hours", hours, "6h", List.of("2022-03-16T00:00:00.000", "2022-03-16T06:00:00.000")),
                Arguments.of(
                        "ends",
                        (IntFunction<String>) t -> monthEnd(t).toString(),
                        "1bmo-end",
                        List.of("2022-05-31", "2022-06-30")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void forecastsContinueTheTable(String name, IntFunction<String> times, String frequency, List<String> next)
            throws IOException {
        Path table = folder.resolve(name + ".csv");
        Files.write(
                table,
                IntStream.range(-1, 60)
                        .mapToObj(t -> t < 0 ? "at,load" : times.apply(t) + "," + (5 + t % 6))
                        .toList());
        Run trained = Run.of(
                "train",
                "--json",
                "-",
                "--set",
                "name=" + name,
                "--set",
                "input.path=" + table,
                "--set",
                "input.time=at",
                "--set",
                "input.target=load",
                "--set",
                "split.test=0.2",
                "--set",
                "window.lookback=6",
                "--set",
                "window.horizon=2",
                "--set",
                "network.layers=\"gru(2), dense(2)\"",
                "--set",
                "training.epochs=1",
                "--set",
                "store.path=" + folder.resolve("models"));
        assertEquals(0, trained.code(), trained.err());
        String model = folder.resolve("models").resolve(name).toString();
        assertTrue(Run.of("inspect", model).out().matches("(?s).*frequency\\s+" + frequency + "\\b.*"));
        Run run = Run.of("forecast", model, "--json", "-");
        assertEquals(0, run.code(), run.err());
        JsonNode rows = new ObjectMapper().readTree(run.out()).at("/forecasts");
        List<String> found = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.at("/ds").asText())
                .toList();
        assertEquals(next, found);
    }
}
