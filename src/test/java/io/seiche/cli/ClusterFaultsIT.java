package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parts of a standalone cluster leave, lose their files, change or cannot be reached, after chosen rounds of a training:
 * it completes with the bytes of an undisturbed run on one core. All are slow: each build kills an executor of such a
 * cluster, with its shards and shuffled rows, in {@link DeterminismIT}, and writes the table meanwhile in
 * {@link ChangedRowsTest}.
 */
class ClusterFaultsIT {
    private static final List<String> DECOMMISSION = List.of(
            "-Dspark.decommission.enabled=true",
            "-Dspark.storage.decommission.enabled=true",
            "-Dspark.storage.decommission.rddBlocks.enabled=true",
            "-Dspark.storage.decommission.shuffleBlocks.enabled=true");
    /** Executors leave after a second without a task, with the shards and shuffled rows that they hold. */
    private static final List<String> DYNAMIC = List.of(
            "-Dspark.dynamicAllocation.enabled=true",
            "-Dspark.dynamicAllocation.shuffleTracking.enabled=true",
            "-Dspark.dynamicAllocation.shuffleTracking.timeout=1s",
            "-Dspark.dynamicAllocation.minExecutors=0",
            "-Dspark.dynamicAllocation.initialExecutors=1",
            "-Dspark.dynamicAllocation.maxExecutors=2",
            "-Dspark.dynamicAllocation.executorIdleTimeout=1s",
            "-Dspark.dynamicAllocation.cachedExecutorIdleTimeout=1s",
            "-Dspark.dynamicAllocation.schedulerBacklogTimeout=1s",
            "-Dspark.executor.cores=1");

    /**
     * No task runs before both executors are there, and none prefers the executor of its rows, so that each of them shuffles
     * rows of every shard and holds one of the two Spark partitions of shards.
     */
    private static final List<String> BOTH_SHUFFLE = List.of(
            "-Dspark.cores.max=2",
            "-Dspark.scheduler.minRegisteredResourcesRatio=1",
            "-Dspark.scheduler.maxRegisteredResourcesWaitingTime=300s",
            "-Dspark.shuffle.reduceLocality.enabled=false");

    /** The fastest kernels of a JVM that compiles in haste. */
    private static final String KERNELS = "-Dseiche.kernels=plain";

    @TempDir
    private static Path folder;

    private static String expected;
    private static StandaloneCluster cluster;

    private static Path table;

    /** State of the files of shuffled rows after a fault. */
    private enum ShuffleFault {
        DAMAGED,
        DELETED
    }

    /** A fault that a test brings about while the driver waits. */
    private interface Fault {
        void happen(Said said) throws Exception;
    }

    /** The lines of a driver so far. */
    private record Said(Victim driver, List<String> lines) {
        /** Reads the next line; false when there will be none. */
        boolean next() throws IOException {
            return driver.says() && lines.add(driver.line());
        }

        long count(String beginning) {
            return lines.stream().filter(line -> line.startsWith(beginning)).count();
        }

        /** Waits until the driver has said something of the kind. */
        void await(Predicate<Said> wanted) throws IOException {
            while (!wanted.test(this)) {
                assertTrue(next(), driver::log);
            }
        }
    }

    /** As many series as it takes for each of the four Spark partitions of shuffled rows to hold rows of every shard. */
    private static void writeTable() throws IOException {
        List<String> rows = new ArrayList<>(List.of("id,ts,y"));
        for (int row = 0; row < 60; row++) {
            for (int series = 0; series < 18; series++) {
                LocalDate day = LocalDate.of(2024, 1, 1).plusDays(row);
                rows.add("s" + series + "," + day + "," + StrictMath.sin(row / (2.0 + series)));
            }
        }
        Files.write(table, rows);
    }

    private static String[] sets() {
        return new String[] {
            "input.path=" + table,
            "input.where=", // all rows
            "input.id=id",
            "input.time=ts",
            "input.target=y",
            "window.lookback=8",
            "training.batchSize=8",
            "training.epochs=2"
        };
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        table = folder.resolve("table.csv");
        writeTable();
        expected =
                Victim.undisturbed(folder.resolve("undisturbed"), List.of("-Dspark.master=local[1]", KERNELS), sets());
        cluster = new StandaloneCluster(folder.resolve("spark"), 2);
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    private static List<String> options() {
        List<String> all = new ArrayList<>(cluster.options());
        all.addAll(List.of("-Dspark.sql.adaptive.enabled=false", "-Dspark.sql.shuffle.partitions=4", KERNELS));
        all.add("-Dspark.executor.extraJavaOptions=" + String.join(" ", ForkedJvm.SHORT_LIVED) + " " + KERNELS);
        return all;
    }

    /** Trains with faults after these rounds, and returns what the driver said. */
    private static List<String> train(String name, List<String> options, Map<Integer, Fault> faults) throws Exception {
        List<String> all = options();
        all.addAll(options);
        all.add("-Dseiche.pauses="
                + faults.keySet().stream().map(round -> "" + round).collect(Collectors.joining(",")));
        String trained = "";
        int happened = 0;
        try (Victim driver = new Victim(1, folder.resolve(name), all, sets())) {
            Said said = new Said(driver, new ArrayList<>());
            while (said.next()) {
                if (driver.said(VictimDriver.PAUSED)) {
                    faults.get(Integer.parseInt(driver.said())).happen(said);
                    happened++;
                    driver.goOn();
                }
                trained = driver.said(VictimDriver.PUBLISHED) ? driver.said() : trained;
            }
            assertEquals(0, driver.code(), driver::log);
            assertEquals(expected, trained);
            assertEquals(faults.size(), happened);
            return said.lines();
        }
    }

    private static void assertSaid(List<String> said, String beginning, String text) {
        assertTrue(
                said.stream().anyMatch(line -> line.startsWith(beginning) && line.contains(text)),
                () -> String.join("\n", said));
    }

    @Test
    @Tag("slow")
    void decommissionedExecutorsLeaveNoTrace() throws Exception {
        List<String> said = train(
                "decommissioned",
                DECOMMISSION,
                Map.of(
                        2,
                        now -> signal("PWR", cluster.executors().get(0)),
                        20,
                        now -> now.await(all -> all.count(VictimDriver.REMOVED) > 0)));
        assertSaid(said, VictimDriver.REMOVED, "ecommission");
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, "" + process.pid())
                        .inheritIO()
                        .start()
                        .waitFor());
    }

    @Test
    @Tag("slow")
    void dynamicAllocationOfExecutorsLeavesNoTrace() throws Exception {
        Fault idle = now -> now.await(all -> all.count(VictimDriver.ADDED) == all.count(VictimDriver.REMOVED));
        List<String> said = train("allocated", DYNAMIC, Map.of(2, idle, 10, idle));
        assertTrue(
                said.stream()
                                .filter(line -> line.startsWith(VictimDriver.ADDED))
                                .count()
                        >= 3,
                () -> String.join("\n", said));
    }

    /**
     * An executor is killed, so that its shard is made again from what the other one has shuffled, after that was damaged or
     * deleted. The driver's {@code unread} lines show that a task met such a block.
     */
    @ParameterizedTest
    @CsvSource({"lz4, DAMAGED", "zstd, DAMAGED", "lz4, DELETED"})
    @Tag("slow")
    void shuffledRowsThatAreDamagedOrGoneLeaveNoTrace(String codec, ShuffleFault fault) throws Exception {
        List<String> options = new ArrayList<>(BOTH_SHUFFLE);
        options.add("-Dspark.io.compression.codec=" + codec);
        List<String> said = train(codec + "-" + fault, options, Map.of(2, now -> {
            assertEquals(2, cluster.executors().size());
            assertTrue(shuffled(fault) > 0);
            killOne();
        }));
        Set<String> killed = said.stream()
                .filter(line -> line.startsWith(VictimDriver.REMOVED))
                .map(ClusterFaultsIT::executor)
                .collect(Collectors.toSet());
        assertEquals(1, killed.size());
        List<String> unread = said.stream()
                .filter(line -> line.startsWith(VictimDriver.UNREAD) && !killed.contains(executor(line)))
                .filter(line -> fault == ShuffleFault.DELETED || line.contains("corrupt"))
                .toList();
        assertFalse(unread.isEmpty(), () -> String.join("\n", said));
        System.out.println(codec + ": " + unread.get(0));
    }

    /** Returns the number of the executor of a line. */
    private static String executor(String line) {
        return line.split(" ", -1)[1];
    }

    /** Executors are killed, so that their shards are read again, from a table that lacks a row now. */
    @Test
    @Tag("slow")
    void aTableThatIsWrittenMeanwhileIsRefused() throws Exception {
        List<String> rows = Files.readAllLines(table);
        List<String> options = options();
        options.add("-Dseiche.pauses=2");
        try (Victim driver = new Victim(1, folder.resolve("written"), options, sets())) {
            while (driver.says()) {
                if (driver.said(VictimDriver.PAUSED)) {
                    Files.write(table, rows.subList(0, rows.size() - 1));
                    cluster.executors().forEach(ProcessHandle::destroyForcibly);
                    driver.goOn();
                }
                assertFalse(driver.said(VictimDriver.TRAINED), driver::log);
            }
            assertTrue(driver.code() != 0);
            assertTrue(driver.log().contains("DataException: the rows changed during the training"), driver::log);
        } finally {
            Files.write(table, rows);
        }
    }

    private static void killOne() {
        ProcessHandle executor = cluster.executors().get(0);
        executor.destroyForcibly();
        executor.onExit().join();
    }

    /** Applies a fault to the files of shuffled rows, and returns their number. */
    private static int shuffled(ShuffleFault fault) throws IOException {
        try (Stream<Path> all = Files.walk(cluster.local())) {
            List<Path> files = all.filter(file -> file.getFileName().toString().matches("shuffle_.*\\.data"))
                    .toList();
            for (Path file : files) {
                if (fault == ShuffleFault.DAMAGED) {
                    damage(file);
                } else {
                    Files.delete(file);
                }
            }
            return files.size();
        }
    }

    /** Flips the bits of every twentieth byte. */
    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 10; i < bytes.length; i += 20) {
            bytes[i] = (byte) ~bytes[i];
        }
        Files.write(file, bytes);
    }

    @Test
    @Tag("slow")
    void aWorkerStartedAgainWithOtherCoresLeavesNoTrace() throws Exception {
        try {
            train(
                    "cores",
                    List.of(),
                    Map.of(
                            2,
                            now -> cluster.restartWorker(1, 3),
                            10,
                            now -> now.await(all -> all.lines().stream()
                                    .anyMatch(line -> line.startsWith(VictimDriver.ADDED) && line.endsWith(" 3")))));
        } finally {
            cluster.restartWorker(1, 1);
        }
    }

    /** Executors cannot reach the driver for a minute. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("slow")
    void aDriverThatCannotBeReachedForAMinute(boolean refused) throws Exception {
        try (BlockedPort port = new BlockedPort();
                BlockedPort blocks = new BlockedPort()) {
            List<String> options = List.of(
                    "-Dspark.driver.host=" + BlockedPort.HOST,
                    "-Dspark.driver.port=" + port.number(),
                    "-Dspark.driver.blockManager.port=" + blocks.number(),
                    "-Dspark.port.maxRetries=0");
            List<Thread> minute = new ArrayList<>();
            List<String> said = train("blocked-" + refused, options, Map.of(2, now -> {
                for (BlockedPort each : List.of(port, blocks)) {
                    if (refused) {
                        each.refuse();
                    } else {
                        each.drop();
                    }
                }
                Thread after = new Thread(() -> {
                    try {
                        Thread.sleep(60_000);
                        port.unblock();
                        blocks.unblock();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
                after.start();
                minute.add(after);
            }));
            minute.get(0).join();
            if (refused) {
                assertSaid(said, VictimDriver.REMOVED, "");
            }
        }
    }
}
