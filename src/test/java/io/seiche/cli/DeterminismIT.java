package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same rows give the same bytes wherever and however Spark runs: cores, executors, partitions, adaptive plans,
 * speculation, files, order of rows, killed executors. {@code SparkShardsTest} shows that another order of summation
 * would be detected.
 */
class DeterminismIT {
    private static final int SERIES = 6;
    private static final int ROWS = 80;

    @TempDir
    private Path folder;

    private final List<String> folders = new ArrayList<>();

    /** Maximum number of executors that are killed, and seconds between two kills. */
    private record Kills(int most, int from, int to) {
        static final Kills NONE = new Kills(0, 1, 2);
        static final Kills ONE = new Kills(1, 2, 4);
        /** More often, little else would be done than starting executors. */
        static final Kills ALWAYS = new Kills(Integer.MAX_VALUE, 15, 45);
    }

    /** The results of a matrix. */
    private record Outcome(Set<String> digests, int trainings, int speculated, int killed) {}

    @BeforeEach
    void writeTheSameRowsInManyWays() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int series = 0; series < SERIES; series++) {
            for (int row = 0; row < ROWS; row++) {
                double y = StrictMath.sin(row / (2.0 + series)) + 0.1 * StrictMath.sin(12.9898 * row + series);
                LocalDate day = LocalDate.of(2024, 1, 1).plusDays(row);
                rows.add(String.format(Locale.ROOT, "s%d,%s,%.6f", series, day, y));
            }
        }
        for (int files : new int[] {1, 10, 100}) {
            folders.add(write(rows, files, "ordered"));
            List<String> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, new Random(files));
            folders.add(write(shuffled, files, "shuffled"));
        }
    }

    private String write(List<String> rows, int files, String name) throws IOException {
        Path table = Files.createDirectory(folder.resolve(name + files));
        for (int file = 0; file < files; file++) {
            List<String> lines = new ArrayList<>(List.of("id,ts,y"));
            for (int row = file; row < rows.size(); row += files) {
                lines.add(rows.get(row));
            }
            Files.write(table.resolve("part" + file + ".csv"), lines);
        }
        return table.toString();
    }

    @Test
    void coresExecutorsPartitionsFilesOrderAndAKillLeaveNoTrace() throws Exception {
        Set<String> digests = new TreeSet<>();
        digests.addAll(
                local("local[1]", folders.subList(0, 1), List.of("1/false")).digests());
        digests.addAll(
                local("local[2]", folders.subList(5, 6), List.of("7/true")).digests());
        Outcome outcome = onACluster(folders.subList(3, 4), List.of("16/true"), Kills.ONE);
        digests.addAll(outcome.digests());
        assertEquals(1, digests.size(), digests::toString);
        assertEquals(1, outcome.killed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"local[1]", "local[2]", "local-cluster", "standalone"})
    @Tag("slow")
    void nothingOfHowSparkRunsLeavesATrace(String master) throws Exception {
        Set<String> digests = new TreeSet<>(
                local("local[1]", folders.subList(0, 1), List.of("1/false")).digests());
        List<String> ways = new ArrayList<>();
        for (int partitions : new int[] {1, 2, 7, 16}) {
            for (boolean speculation : new boolean[] {false, true}) {
                ways.add(new DeterminismDriver.Way(partitions, speculation).toString());
            }
        }
        Outcome outcome =
                switch (master) {
                    case "local-cluster" -> onALocalCluster(folders, ways, Kills.ALWAYS);
                    case "standalone" -> onACluster(folders, ways, Kills.ALWAYS);
                    default -> local(master, folders, ways);
                };
        digests.addAll(outcome.digests());
        System.out.printf(
                "%s: %d trainings, %d speculative tasks, %d executors killed, %d digest%n",
                master, outcome.trainings(), outcome.speculated(), outcome.killed(), digests.size());
        assertEquals(1, digests.size(), digests::toString);
        if (master.equals("standalone")) { // elsewhere Spark knows one host only, and starts no task twice on one
            assertTrue(outcome.speculated() > 0, "nothing was started twice");
        }
        assertTrue(outcome.killed() > 0 || master.startsWith("local["), "nothing was killed");
    }

    private Outcome local(String master, List<String> tables, List<String> ways) throws Exception {
        return run(tables, ways, Map.of(), List.of("-Dspark.master=" + master), driver -> List.of(), Kills.NONE);
    }

    private Outcome onALocalCluster(List<String> tables, List<String> ways, Kills kills) throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        return run(
                tables,
                ways,
                Map.of("SPARK_TESTING", "1", "SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13"),
                List.of(
                        "-Dspark.master=local-cluster[2,1,600]",
                        "-Dspark.testing=1",
                        "-Dspark.test.home=" + home,
                        "-Dspark.testing.memory=2147480000",
                        "-Dspark.executor.memory=500m",
                        "-Dspark.task.maxFailures=100",
                        "-Dspark.stage.maxConsecutiveAttempts=100",
                        "-Dspark.shuffle.io.retryWait=200ms",
                        "-Dspark.deploy.maxExecutorRetries=-1",
                        "-Dspark.executor.extraClassPath=" + ForkedJvm.folders(),
                        "-Dspark.executor.extraJavaOptions=" + String.join(" ", ForkedJvm.SHORT_LIVED),
                        "-Dspark.jars="),
                driver -> driver.children().toList(), // executors all; their command lines are too long to be read
                kills);
    }

    private Outcome onACluster(List<String> tables, List<String> ways, Kills kills) throws Exception {
        try (StandaloneCluster cluster = new StandaloneCluster(folder.resolve("spark"), 2)) {
            return run(tables, ways, Map.of(), cluster.options(), driver -> cluster.executors(), kills);
        }
    }

    /** The digests of every way over every table, in a JVM of its own, some of whose executors are killed. */
    private Outcome run(
            List<String> tables,
            List<String> ways,
            Map<String, String> environment,
            List<String> options,
            Function<Process, List<ProcessHandle>> executors,
            Kills kills)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(String.join(",", tables)));
        arguments.addAll(ways);
        List<String> given = new ArrayList<>(List.of("-Xmx1g"));
        given.addAll(ForkedJvm.SHORT_LIVED);
        given.addAll(options);
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(ForkedJvm.command(DeterminismDriver.class, given, arguments))
                .redirectError(log.toFile());
        builder.environment().putAll(environment);
        Process driver = builder.start();
        List<String> said;
        int killed;
        try (ExecutorKiller killer =
                new ExecutorKiller(() -> executors.apply(driver), kills.most(), 1, kills.from(), kills.to())) {
            said = driver.inputReader().lines().toList();
            killed = killer.killed();
        }
        assertEquals(0, driver.waitFor(), Files.readString(log));
        List<String> digests = said.stream()
                .filter(line -> line.startsWith(DeterminismDriver.DIGEST))
                .toList();
        assertEquals(2 * tables.size() * ways.size(), digests.size());
        int speculated = said.stream()
                .filter(line -> line.startsWith(DeterminismDriver.SPECULATED))
                .mapToInt(line -> Integer.parseInt(line.split(" ", -1)[1]))
                .sum();
        return new Outcome(
                digests.stream().map(line -> line.split(" ", -1)[1]).collect(Collectors.toCollection(TreeSet::new)),
                digests.size(),
                speculated,
                killed);
    }
}
