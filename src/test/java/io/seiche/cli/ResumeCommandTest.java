package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.ForkedJvm;
import io.seiche.SparkForTests;
import io.seiche.configuration.Configuration;
import io.seiche.training.TrainingListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code seiche train} run again resumes, begins anew or ends as before, and reports which. */
class ResumeCommandTest {
    /** Doubles its distance from the answer at every step: the loss has exploded after some good rounds. */
    private static final List<String> DIVERGING = List.of(
            "network.layers=dense(1)",
            "training.optimizer=sgd",
            "training.learningRate=3",
            "training.clipNorm=0",
            "training.localSteps=1");

    @TempDir
    private Path folder;

    @BeforeAll
    static void spark() {
        SparkForTests.session();
    }

    private Run train(List<String> sets) {
        List<String> command = new ArrayList<>(List.of("train", "--conf", "conf/sp500.conf", "--json", "-"));
        List<String> all = new ArrayList<>(List.of(
                "network.layers=lstm(3), dense(1)",
                "training.epochs=1",
                "training.shards=2",
                "evaluation.baselines=[naive]",
                "store.path=" + folder.resolve("models"),
                "report.path=" + folder.resolve("report.html")));
        all.addAll(sets);
        all.forEach(set -> command.addAll(List.of("--set", set)));
        return Run.of(command.toArray(String[]::new));
    }

    private boolean published() {
        return Files.exists(folder.resolve("models/sp500/log"));
    }

    @Test
    void aPublishedRunIsTrainedOnceMoreAndItIsSaid() throws IOException {
        Run first = train(List.of());
        assertEquals(0, first.code(), first.err());
        assertFalse(first.err().contains("seiche: "), first.err());
        Run second = train(List.of());
        assertTrue(second.err().contains("trained and published before: training once more"), second.err());
        JsonNode one = new ObjectMapper().readTree(first.out());
        JsonNode two = new ObjectMapper().readTree(second.out());
        assertEquals(2, two.at("/model/version").asInt());
        assertEquals(0, two.at("/training/resumedAfterRound").asInt(-1));
        assertEquals(one.at("/training/run"), two.at("/training/run"));
        assertEquals(one.at("/training/sha256"), two.at("/training/sha256"));
    }

    @Test
    void aDivergedRunPublishesNothingAndDivergesAgain() {
        Run first = train(DIVERGING);
        assertEquals(ExitCode.DIVERGED.number(), first.code(), first.err());
        assertFalse(published());
        Run again = train(DIVERGING);
        assertEquals(ExitCode.DIVERGED.number(), again.code());
        assertTrue(again.err().contains("seiche: going on with run "), again.err());
        assertEquals(lastLine(first), lastLine(again));
        assertFalse(published());
    }

    @Test
    void anotherConfigurationBeginsAnewAndReportsTheDifferences() {
        train(DIVERGING);
        List<String> tamer = new ArrayList<>(DIVERGING);
        tamer.add("training.learningRate=0.001");
        Run run = train(tamer);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("seiche: beginning anew, not going on with unfinished run "), run.err());
        assertTrue(run.err().contains(": training.learningRate was 3.0, is 0.001"), run.err());
        assertTrue(published());
    }

    @Test
    void otherRowsBeginAnewAndItIsSaid() {
        train(DIVERGING);
        List<String> fewer = new ArrayList<>(DIVERGING);
        fewer.add("input.where=date < '2020-01-01'");
        Run run = train(fewer);
        assertTrue(run.err().contains(": data.fingerprint was "), run.err());
    }

    @Test
    void withoutResumeTheRunBeginsAnew() {
        train(DIVERGING);
        List<String> anew = new ArrayList<>(DIVERGING);
        anew.add("training.resume=false");
        assertFalse(train(anew).err().contains("going on"), "it went on");
    }

    @Test
    void aPoisonedRowStopsTheRunAndNothingIsPublished() throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(Path.of("data/sp500.csv")));
        String date = rows.get(2000).substring(0, rows.get(2000).indexOf(','));
        int columns = rows.get(0).split(",", -1).length;
        rows.set(2000, date + ",9e29".repeat(columns - 1));
        Path table = folder.resolve("poisoned.csv");
        Files.write(table, rows);
        Run run = train(List.of("input.path=" + table, "series.scale=none", "window.normalize=none"));
        assertEquals(ExitCode.DIVERGED.number(), run.code(), run.err());
        assertTrue(lastLine(run).startsWith("seiche: loss "), run.err());
        assertFalse(published());
    }

    private static String lastLine(Run run) {
        return run.err().lines().reduce("", (before, line) -> line);
    }

    /** Checkpoints are far apart, so that the run can resume only from the one written at the signal. */
    @Test
    void aTerminatedRunKeepsItsLastRoundAndGoesOn() throws Exception {
        List<String> arguments = List.of(
                "1",
                "conf/sp500.conf",
                "network.layers=lstm(4), dense(1)",
                "training.epochs=1",
                "training.localSteps=1",
                "training.checkpointEvery=1000",
                "training.math=strict", // the kernels of both JVMs
                "evaluation.baselines=[naive]",
                "store.path=" + folder.resolve("models"));
        List<String> options = new ArrayList<>(List.of("-Xmx600m", "-Dspark.master=local[1]"));
        options.addAll(ForkedJvm.SHORT_LIVED);
        ProcessBuilder builder = new ProcessBuilder(ForkedJvm.command(VictimDriver.class, options, arguments))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Process driver = builder.start();
        int finished = 0;
        try (BufferedReader lines = driver.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(VictimDriver.ROUND)) {
                    finished = Integer.parseInt(line.substring(VictimDriver.ROUND.length()));
                    if (finished == 5) {
                        driver.toHandle().destroy();
                    }
                }
            }
        }
        assertEquals(ExitCode.TERMINATED.number(), driver.waitFor());
        List<String> said = new ArrayList<>();
        VictimDriver.train(
                1,
                Session.open("victim", new SharedOptions(), ZoneOffset.UTC),
                Configuration.read(arguments.get(1), arguments.subList(2, arguments.size())),
                TrainingListener.NONE,
                said::add);
        int resumed = said.stream()
                .filter(line -> line.startsWith(VictimDriver.RESUMED))
                .mapToInt(line -> Integer.parseInt(line.substring(VictimDriver.RESUMED.length())))
                .findFirst()
                .orElseThrow();
        assertTrue(resumed >= 5 && resumed >= finished - 1, "went on after " + resumed + " of " + finished);
        assertTrue(said.stream().anyMatch(line -> line.contains("going on with run ")), said::toString);
    }
}
