package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands print and write the same bytes whatever the time zone and the language of the machine. */
class MachineSettingsTest {
    private static final TimeZone ZONE = TimeZone.getDefault();
    private static final Locale LOCALE = Locale.getDefault();

    @TempDir
    private static Path folder;

    private static List<String> usual;

    @BeforeAll
    static void write() throws IOException {
        SparkForTests.session();
        LocalDateTime first = LocalDateTime.of(2023, 2, 20, 0, 0);
        for (String letter : List.of("", "Z")) {
            StringBuilder csv = new StringBuilder("TIME,INPUT\n");
            DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
            for (int hour = 0; hour < 300; hour++) {
                csv.append(form.format(first.plusHours(hour)))
                        .append(letter)
                        .append(',')
                        .append(Math.round(1e4 * Math.sin(hour / 4.0)) / 1e2)
                        .append('\n');
            }
            Files.writeString(folder.resolve("hours" + letter + ".csv"), csv.toString());
        }
        usual = printed("usual");
    }

    @AfterEach
    void restore() {
        TimeZone.setDefault(ZONE);
        Locale.setDefault(LOCALE);
    }

    private static String run(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of(more));
        Run run = Run.of(args.toArray(String[]::new));
        assertEquals(0, run.code(), run.err());
        return run.out();
    }

    /** The settings of a table of clock times in St. John's whose reader infers the types of columns. */
    private static String[] table(String file, String... more) {
        List<String> sets = new ArrayList<>(List.of(
                "input.path=" + folder.resolve(file),
                "input.time=TIME",
                "input.target=INPUT",
                "series.timeZone=America/St_Johns",
                "window.lookback=24",
                "window.horizon=3"));
        sets.addAll(List.of(more));
        return sets.stream().flatMap(set -> Stream.of("--set", set)).toArray(String[]::new);
    }

    /** Everything that the commands print and write, without the paths and durations. */
    private static List<String> printed(String name) throws IOException {
        List<String> all = new ArrayList<>();
        String inferred = "input.options={inferSchema=true}";
        String literals = "input.where=\"TIME >= '2023-02-22' and TIME < timestamp'2023-03-02 12:00:00'\"";
        String quoted = "input.options={timestampFormat=\"yyyy-MM-dd'T'HH:mm:ss'Z'\"}";
        all.add(run("inspect", table("hours.csv")));
        all.add(run("inspect", table("hours.csv", inferred, literals)));
        all.add(run("inspect", table("hoursZ.csv", quoted)));
        Path models = folder.resolve(name);
        run(
                "train",
                table(
                        "hours.csv",
                        inferred,
                        literals,
                        "name=hours",
                        "split.test=0.2",
                        "network.layers=\"gru(2), dense(3)\"",
                        "training.epochs=1",
                        "training.shards=2",
                        "evaluation.intervals=[80]",
                        "store.path=" + models));
        String model = models.resolve("hours").toString();
        all.add(run("forecast", model));
        all.add(run("forecast", model, "--json", "-").replaceAll("\"path\" *: *\"[^\"]*\"", ""));
        Path out = folder.resolve(name + ".csv");
        run("forecast", model, "--out", out.toString(), "--format", "csv");
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv") && Files.isRegularFile(path))
                    .toList()) {
                all.add(Files.readString(file));
            }
        }
        return all;
    }

    @Test
    void timesAreReadAndPrintedInTheZoneOfTheSeries() {
        assertTrue(
                usual.get(0).startsWith("300 rows of 1 series, 2023-02-20 00:00:00 to 2023-03-04 11:00:00"),
                usual.get(0));
        assertTrue(
                usual.get(1).startsWith("204 rows of 1 series, 2023-02-22 00:00:00 to 2023-03-02 11:00:00"),
                usual.get(1));
        assertEquals(usual.get(0), usual.get(2), "a quoted Z is a letter");
        assertTrue(usual.get(3).contains("2023-03-02 12:00:00  2023-03-02 11:00:00"), usual.get(3));
        assertTrue(usual.get(4).contains("2023-03-02T12:00:00.000-03:30"), usual.get(4));
    }

    @ParameterizedTest
    @CsvSource({"Asia/Kolkata, tr", "America/St_Johns, ar"})
    void noByteDependsOnTheMachine(String zone, String language) throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        Locale.setDefault(Locale.forLanguageTag(language));
        List<String> here = printed(language);
        assertEquals(usual, here);
    }
}
