package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import io.seiche.store.Aliases;
import io.seiche.store.ModelVersion;
import io.seiche.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nightly retraining on two stations of the Chicago "L": first rows up to a date, then with further rows. */
final class RetrainTest {
    @TempDir
    private static Path begun;

    @TempDir
    private Path folder;

    private Store store;

    @BeforeAll
    static void spark() {
        SparkForTests.session();
    }

    @BeforeEach
    void open() {
        store = Store.open(folder.toString(), "chicago", new Configuration());
    }

    private String[] retrain(String until, String... sets) {
        List<String> line = new ArrayList<>(List.of("retrain", "--conf", "conf/chicago-nightly.conf", "--json", "-"));
        List<String> all = new ArrayList<>(List.of(
                "input.where=date < '" + until + "'",
                "input.wide=[austin, polk]",
                "retrain.span=600",
                "split.validation=30",
                "split.test=60",
                "network.layers=gru(6), dense(7)",
                "training.epochs=2",
                "training.learningRate=0.01",
                "store.path=" + folder,
                "report.path=" + folder.resolve("report.html")));
        all.addAll(List.of(sets));
        for (String set : all) {
            line.add("--set");
            line.add(set);
        }
        return line.toArray(String[]::new);
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private int champion() {
        return store.aliases().champion().map(ModelVersion::version).orElse(0);
    }

    /** The store after a first run, which is the same for all that begin with one. */
    private void served() throws IOException {
        if (!Files.exists(begun.resolve("chicago"))) {
            assertEquals(0, Run.of(retrain("2012-01-01", "store.path=" + begun)).code());
        }
        FileUtils.copyDirectory(begun.toFile(), folder.toFile());
    }

    @Test
    void theFirstRunPublishesAndTheSecondOnTheSameRowsChangesNothing() throws IOException {
        Run first = Run.of(retrain("2012-01-01"));
        assertEquals(0, first.code(), first.err());
        assertTrue(json(first).at("/retrain/promoted").asBoolean());
        assertEquals(1, champion());
        assertEquals(store.aliases().all(), Collections.singletonMap(Aliases.CHAMPION, 1));

        Run second = Run.of(retrain("2012-01-01"));
        assertEquals(ExitCode.KEPT.number(), second.code(), second.err());
        assertEquals(
                "nothing new to learn from", json(second).at("/retrain/reason").asText());
        assertEquals(1, store.versions().size());
    }

    @Test
    void withMoreRowsTheChallengerHasToBeatTheChampionByTheMargin() throws IOException {
        served();
        Run kept = Run.of(retrain("2012-03-01", "retrain.margin=0.9"));
        assertEquals(ExitCode.KEPT.number(), kept.code(), kept.err());
        JsonNode told = json(kept);
        assertEquals(1, told.at("/retrain/champion/version").asInt());
        assertEquals("champion", told.at("/retrain/start").asText());
        assertEquals(
                told.at("/retrain/champion/test/mse").asDouble(),
                told.at("/test/baselines/champion/mse").asDouble());
        assertEquals(
                told.at("/test/windows").asInt(),
                told.at("/retrain/champion/test/windows").asInt());
        assertEquals(1, store.versions().size(), "a challenger that lost is not published");

        Run promoted = Run.of(retrain("2012-03-01", "retrain.margin=0", "training.epochs=8"));
        assertEquals(0, promoted.code(), promoted.err() + promoted.out());
        assertEquals(2, champion());
        ModelVersion version = store.find("");
        assertEquals("1", version.facts().get("retrain.parent"));
        assertEquals("retrain", version.facts().get("command"));
        assertTrue(json(promoted).at("/retrain/challenger/error").asDouble()
                <= json(promoted).at("/retrain/champion/error").asDouble());
    }

    /** The index's test years lie above every level it learns from: repeating the last close is far better. */
    @Test
    void aNetworkWithoutSkillIsNeverServed() throws IOException {
        List<String> line = new ArrayList<>(List.of("retrain", "--conf", "conf/sp500.conf", "--json", "-"));
        for (String set : List.of(
                "network.layers=lstm(4), dense(1)",
                "window.normalize=none",
                "training.epochs=1",
                "store.path=" + folder,
                "report.path=" + folder.resolve("report.html"))) {
            line.add("--set");
            line.add(set);
        }
        Run run = Run.of(line.toArray(String[]::new));
        assertEquals(ExitCode.KEPT.number(), run.code(), run.err());
        assertTrue(json(run).at("/retrain/reason").asText().endsWith("it has no skill"), run.out());
        assertEquals(
                List.of(),
                Store.open(folder.toString(), "sp500", new Configuration()).versions());
    }

    @Test
    void aChallengerOfAChampionThatWasReplacedMeanwhileIsNotPromoted() throws IOException {
        served();
        ModelVersion first = store.find("1");
        store.publish("another", store.read(first), Collections.emptySortedMap());
        StringWriter out = new StringWriter();
        PrintWriter err = new PrintWriter(new StringWriter()) {
            /** Another run promotes a version while this one trains. */
            @Override
            public void println(String line) {
                store.aliases().point(Aliases.CHAMPION, 2, Collections.emptySortedMap());
            }
        };
        int code = Seiche.run(
                new PrintWriter(out, true), err, retrain("2012-03-01", "retrain.margin=0", "training.epochs=8"));
        assertEquals(ExitCode.SUPERSEDED.number(), code, out.toString());
        assertTrue(new ObjectMapper()
                .readTree(out.toString())
                .at("/retrain/superseded")
                .asBoolean());
        assertEquals(2, champion());
        assertEquals(3, store.versions().size(), "it is there to be looked at");
    }

    @Test
    void whatCannotBeComparedIsRefusedBeforeAnythingIsRead() throws IOException {
        served();
        Run run = Run.of(retrain("2012-03-01", "window.lookback=14"));
        assertEquals(ExitCode.USAGE.number(), run.code());
        assertTrue(run.err().contains("must have the same window to be compared"), run.err());
        Run untested = Run.of("retrain", "--conf", "conf/chicago-nightly.conf", "--set", "split.test=null");
        assertEquals(ExitCode.USAGE.number(), untested.code());
        Run margin = Run.of(retrain("2012-03-01", "retrain.margin=2"));
        assertTrue(margin.err().contains("retrain.margin must be a share from 0 to below 1, was 2"), margin.err());
        assertFalse(margin.err().contains("\tat "));
    }
}
