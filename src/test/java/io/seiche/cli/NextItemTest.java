package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Next-item models trained from text files and tables, and sampled, by the commands. */
class NextItemTest {
    @TempDir
    private static Path folder;

    private static JsonNode training;

    /** Words drawn at random: what letter comes next depends on three before it, more than a trigram sees. */
    private static String text(int words) {
        Random random = new Random(5);
        String[] known = {"abce ", "xbcf ", "ybcg ", "zbch "};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(known[random.nextInt(known.length)]);
        }
        return text.toString();
    }

    @BeforeAll
    static void train() throws IOException {
        SparkForTests.session();
        Files.writeString(folder.resolve("words.txt"), text(1000));
        Run run = Run.of(arguments("train", "--json", "-", "--set", "input.path=" + folder.resolve("words.txt")));
        assertEquals(0, run.code(), run.err());
        training = new ObjectMapper().readTree(run.out());
    }

    private static String[] arguments(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--conf", "conf/characters.conf"));
        for (String set : List.of(
                "network.layers=embedding(8), gru(24), dense(auto)",
                "training.epochs=8",
                "training.batchSize=4",
                "window.lookback=10",
                "training.learningRate=0.02",
                "store.path=" + folder.resolve("models"),
                "report.path=" + folder.resolve("report.html"))) {
            all.addAll(List.of("--set", set));
        }
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String model() {
        return folder.resolve("models/characters").toString();
    }

    @Test
    void theNetworkSeesFurtherThanATrigram() {
        assertEquals(5000, training.at("/data/rows").asInt());
        assertEquals(500, training.at("/test/items").asInt());
        assertEquals(11, training.at("/test/vocabulary").asInt());
        double network = training.at("/test/perplexity").asDouble();
        double trigram = training.at("/test/baselines/trigram/perplexity").asDouble();
        double unigram = training.at("/test/baselines/unigram/perplexity").asDouble();
        assertTrue(
                network < 0.95 * trigram && trigram < 0.5 * unigram,
                training.at("/test").toString());
        double perfect = Math.pow(4, 1 / 5.0); // one letter of five is drawn, the others follow
        assertTrue(network < 1.1 * perfect && network > 0.97 * perfect, "perplexity " + network);
        assertEquals(Math.log(network), training.at("/test/crossEntropy").asDouble(), 1e-9);
        assertTrue(training.at("/validation/perplexity").isNumber());
    }

    @Test
    void whatIsSampledIsMadeOfTheWordsLearnt() {
        Run run = Run.of("sample", model(), "--length", "60", "--temperature", "0.3", "--prompt", "abce x");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("abce xbcf "), run.out());
        assertEquals(66 + 1, run.out().length());
        String[] same = {"sample", model(), "--length", "60", "--seed", "9"};
        assertEquals(Run.of(same).out(), Run.of(same).out());
    }

    @Test
    void aStoredModelScoresAsItDidWhenItWasTrained() throws IOException {
        Run run = Run.of("evaluate", model(), "--json", "-");
        assertEquals(0, run.code(), run.err());
        JsonNode test = new ObjectMapper().readTree(run.out()).at("/test");
        for (String figure : List.of("/perplexity", "/accuracy", "/baselines/trigram/perplexity")) {
            assertEquals(
                    training.at("/test" + figure).asDouble(), test.at(figure).asDouble(), 1e-6, figure);
        }
    }

    @Test
    void theTableMayHoldShortSequencesAndItemsOfAnyKind() throws IOException {
        StringBuilder csv = new StringBuilder("visit,at,page\n");
        for (int visit = 0; visit < 60; visit++) {
            String[] pages = {"home", visit % 2 == 0 ? "search" : "offers", "item", visit % 2 == 0 ? "cart" : "exit"};
            for (int at = 0; at < 1 + visit % 4; at++) {
                csv.append("v%03d,%d,%s%n".formatted(visit, at, pages[at]));
            }
        }
        csv.append("v900,0,home\nv900,1,never-seen\n");
        Path table = Files.writeString(folder.resolve("visits.csv"), csv.toString());
        Run run = Run.of(arguments(
                "train",
                "--json",
                "-",
                "--set",
                "name=visits",
                "--set",
                "input={path = \"" + table + "\", format = csv, id = visit, time = at, target = page}",
                "--set",
                "split.validation=0",
                "--set",
                "split.test=1",
                "--set",
                "training.epochs=20"));
        assertEquals(0, run.code(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(152, json.at("/data/rows").asInt());
        assertEquals(61, json.at("/test/items").asInt(), "the last page of every visit");
        assertEquals(0, json.at("/data/dropped").size(), "no visit is too short");
        assertTrue(json.at("/test/unknown").asInt() >= 1, json.at("/test").toString());
        Run sampled = Run.of(
                "sample",
                folder.resolve("models/visits").toString(),
                "--prompt",
                "home, offers",
                "--length",
                "1",
                "--temperature",
                "0");
        assertEquals("home\noffers\nitem\n", sampled.out(), sampled.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    network.layers=embedding(8), bidirectional(gru(4)), dense(auto) | reads the items it is asked for
                    network.layers=lstm(4), dense(auto)                             | must begin with an embedding
                    network.layers=embedding(8), lstm(4), dense(3)                  | answers at the last; end it with dense(auto)
                    network.layers=embedding(8), lstm(4), dense(3, steps=all)       | end it with dense(auto)
                    training.loss=mse                                               | training.loss must be softmax-crossentropy
                    window.horizon=2                                                | window.horizon has no meaning with training.task = next-item
                    series.scale=minmax                                             | series.scale has no meaning
                    series.vocabulary=0                                             | series.vocabulary must be 1 item or more
                    training.task=next-itme                                         | did you mean next-item?
                    """)
    void whatCannotBeIsRefused(String set, String message) {
        Run run = Run.of(arguments("train", "--set", "input.path=" + folder.resolve("words.txt"), "--set", set));
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }

    @Test
    void whatTheModelCannotDoIsSaid() {
        Run forecast = Run.of("forecast", model());
        assertEquals(2, forecast.code());
        assertTrue(forecast.err().contains("seiche sample"), forecast.err());
        Run prompt = Run.of("sample", model(), "--prompt", "QUIZ");
        assertEquals(2, prompt.code());
        assertTrue(prompt.err().contains("\"Q\" is not among its 11"), prompt.err());
    }
}
