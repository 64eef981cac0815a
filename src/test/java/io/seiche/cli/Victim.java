package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.ForkedJvm;
import io.seiche.SparkForTests;
import io.seiche.configuration.Configuration;
import io.seiche.training.TrainingListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A {@link VictimDriver} in a JVM of its own, with its output so far. */
final class Victim implements AutoCloseable {
    /** Options of a JVM that needs no other. */
    static final List<String> ONE_CORE = List.of("-Dspark.master=local[1]");

    private static final String CONFIGURATION = "conf/sp500.conf";

    private final Path log;
    private final Process process;
    private final BufferedReader lines;
    private String last = "";

    /**
     * Starts one.
     *
     * @param trainings number of trainings
     * @param store directory of runs and published models
     * @param options of its JVM
     * @param sets further settings of the configuration
     */
    Victim(int trainings, Path store, List<String> options, String... sets) throws IOException {
        log = store.resolveSibling(store.getFileName() + ".log");
        List<String> given = new ArrayList<>(List.of("-Xmx600m"));
        given.addAll(ForkedJvm.SHORT_LIVED);
        given.addAll(options);
        List<String> arguments = new ArrayList<>(List.of("" + trainings, CONFIGURATION));
        arguments.addAll(sets(store, sets));
        process = new ProcessBuilder(ForkedJvm.command(VictimDriver.class, given, arguments))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        lines = process.inputReader();
    }

    private static List<String> sets(Path store, String... sets) {
        List<String> all = new ArrayList<>(List.of(
                "input.where=date >= '2010-01-01'",
                "window.lookback=10",
                "network.layers=lstm(4), dropout(0.2), dense(1)",
                "training.epochs=3",
                "training.shards=3",
                "training.localSteps=1",
                "evaluation.baselines=[naive]",
                "store.keep=1000000",
                "store.path=" + store));
        all.addAll(List.of(sets));
        return all;
    }

    /** Does the same in this JVM, which needs no start. Returns what it says but rounds. */
    static List<String> here(Path store, TrainingListener listener, String... sets) throws InterruptedException {
        SparkForTests.session();
        List<String> said = new ArrayList<>();
        VictimDriver.train(
                1,
                Session.open("victim", new SharedOptions(), ZoneOffset.UTC),
                Configuration.read(CONFIGURATION, sets(store, sets)),
                listener,
                said::add);
        return said;
    }

    /** Returns the SHA-256 of the model of an undisturbed run. */
    static String undisturbed(Path store) throws IOException, InterruptedException {
        return undisturbed(store, ONE_CORE);
    }

    /** The same with options of the JVM and settings of the configuration. */
    static String undisturbed(Path store, List<String> options, String... sets)
            throws IOException, InterruptedException {
        String sha256 = "";
        try (Victim driver = new Victim(1, store, options, sets)) {
            while (driver.says()) {
                sha256 = driver.said(VictimDriver.PUBLISHED) ? driver.said() : sha256;
            }
            assertEquals(0, driver.code(), driver::log);
        }
        assertTrue(sha256.matches("[0-9a-f]{64}"), sha256);
        return sha256;
    }

    /** Waits for the next line; false when there will be none. */
    boolean says() throws IOException {
        last = lines.readLine();
        return last != null;
    }

    /** Returns true if the last line begins so. */
    boolean said(String beginning) {
        return last.startsWith(beginning);
    }

    /** Returns the last line. */
    String line() {
        return last;
    }

    /** Returns the text after a beginning in the last line. */
    String said() {
        return last.substring(last.indexOf(' ') + 1);
    }

    /** Lets a driver that paused go on. */
    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** SIGKILL; what it has said can still be read, which {@link Process#destroyForcibly} would not leave. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Returns its text on standard error. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its exit code, when it has ended. */
    int code() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
