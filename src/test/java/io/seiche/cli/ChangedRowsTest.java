package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code seiche train} and {@code seiche retrain} on a table that another program writes after the first epoch. The shards are
 * held by Spark; those that are lost are made again from the table as it is then.
 */
final class ChangedRowsTest {
    @TempDir
    private Path folder;

    private Path table;

    /** Work that is done after the first epoch. */
    private interface Fault {
        void happen() throws IOException;
    }

    @BeforeAll
    static void spark() {
        SparkForTests.session();
    }

    @BeforeEach
    void copy() throws IOException {
        table = folder.resolve("table.csv");
        Files.copy(Path.of("data/sp500.csv"), table);
    }

    private Run run(String command, String store, Fault fault) {
        List<String> line = new ArrayList<>(List.of(command, "--conf", "conf/sp500.conf", "--json", "-"));
        for (String set : List.of(
                "input.path=" + table,
                "input.where=date >= '2018-01-01'",
                "network.layers=dense(1)",
                "training.epochs=2",
                "training.shards=2",
                "evaluation.baselines=[naive]",
                "store.path=" + folder.resolve(store),
                "report.path=" + folder.resolve(store + ".html"))) {
            line.add("--set");
            line.add(set);
        }
        StringWriter out = new StringWriter();
        StringWriter told = new StringWriter();
        PrintWriter err = new PrintWriter(told) {
            @Override
            public void println(String sentence) {
                super.println(sentence);
                if (sentence.startsWith("epoch 1/")) {
                    try {
                        fault.happen();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        };
        int code = Seiche.run(new PrintWriter(out, true), err, line.toArray(String[]::new));
        return new Run(code, out.toString(), told.toString());
    }

    /** The table loses its last row. */
    private void write() throws IOException {
        List<String> rows = Files.readAllLines(table);
        Files.write(table, rows.subList(0, rows.size() - 1));
    }

    /** All shards are lost, with the shuffled rows that they came from. */
    private static void lose() {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext());
        assertFalse(spark.getPersistentRDDs().isEmpty());
        spark.getPersistentRDDs().values().forEach(held -> {
            held.unpersist(true);
            held.rdd().cleanShuffleDependencies(true);
            held.persist(StorageLevel.MEMORY_AND_DISK());
        });
    }

    private static String parameters(Run run) throws IOException {
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out()).at("/training/sha256").asText();
    }

    private void assertRefused(Run run, String store) {
        assertEquals(ExitCode.DATA.number(), run.code(), run.err());
        assertTrue(run.err().contains("seiche: the rows changed during the training: "), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertEquals("", run.out());
        assertFalse(Files.exists(folder.resolve(store + ".html")));
    }

    @Test
    void rowsReadAgainMustBeThoseThatATrainingBeganWith() throws IOException {
        String expected = parameters(run("train", "undisturbed", () -> {}));
        assertEquals(expected, parameters(run("train", "lost", ChangedRowsTest::lose)));
        Run refused = run("train", "changed", () -> {
            write();
            lose();
        });
        assertRefused(refused, "changed");
        assertFalse(Files.exists(folder.resolve("changed/sp500/log")));
        Run again = run("train", "changed", this::write);
        assertFalse(again.err().contains("going on with run"), again.err());
        assertEquals(0, again.code(), again.err());
    }

    @Test
    void aChallengerOfRowsThatChangedIsRefused() throws IOException {
        Run refused = run("retrain", "retrained", () -> {
            write();
            lose();
        });
        assertRefused(refused, "retrained");
        assertFalse(Files.exists(folder.resolve("retrained/sp500/log")));
    }
}
