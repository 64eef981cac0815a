package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.model.ModelFormat;
import io.seiche.model.ModelsForTests;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import io.seiche.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands on a store with three versions of one model. */
final class ModelsCommandsTest {
    @TempDir
    private Path folder;

    private String load;

    @BeforeEach
    void publishThreeVersions() {
        Store store = Store.open(folder.toString(), "load", new Configuration());
        for (int version = 1; version <= 3; version++) {
            store.publish(
                    "run-" + version,
                    ModelFormat.write(
                            ModelsForTests.model("lstm(3), dense(1)", version, 1, Normalizers.NONE, Transform.NONE)),
                    new TreeMap<>(Map.of("command", "train", "data.last", "2024-01-0" + version)));
        }
        load = folder + "/load";
    }

    private static JsonNode json(String... args) throws IOException {
        String[] all = IntStream.range(0, args.length + 2)
                .mapToObj(i -> i < args.length ? args[i] : i == args.length ? "--json" : "-")
                .toArray(String[]::new);
        Run run = Run.of(all);
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    private int served() throws IOException {
        for (JsonNode version : json("models", "list", load).get("versions")) {
            if (version.get("served").asBoolean()) {
                return version.get("version").asInt();
            }
        }
        return 0;
    }

    @Test
    void aStoreIsListedByItsPathOrAName() throws IOException {
        JsonNode whole = json("models", "list", folder.toString());
        assertEquals(3, whole.at("/versions").size());
        assertEquals("load", whole.at("/versions/0/name").asText());
        assertEquals("2024-01-01", whole.at("/versions/0/lineage/data.last").asText());
        assertEquals(whole, json("models", "list", load));
        String words = Run.of("models", "list", load).out();
        assertTrue(words.contains("(served: newest)"), words);
    }

    @Test
    void theCardShowsTheLineageOfAVersion() throws IOException {
        JsonNode card = json("models", "show", load + "@2");
        assertEquals("train", card.at("/store/lineage/command").asText());
        assertTrue(card.at("/store/published").asText().startsWith("20"));
    }

    @Test
    void aPromotionChangesWhatReadersAreGivenAndARollbackChangesItBack() throws IOException {
        assertEquals(3, served());
        JsonNode promoted = json("models", "promote", load + "@1");
        assertEquals(3, promoted.get("from").asInt());
        assertEquals(1, promoted.get("to").asInt());
        assertEquals(1, served());
        json("models", "promote", load + "@2");
        assertEquals(1, json("models", "rollback", load).get("to").asInt());
        assertEquals(1, served());
    }

    @Test
    void promotingTheChampionChangesNothingAndReportsIt() {
        Run.of("models", "promote", load + "@2");
        Run again = Run.of("models", "promote", load + "@2");
        assertEquals(0, again.code());
        assertEquals("The champion of load is version 2 already; nothing was changed.\n", again.out());
    }

    @Test
    void anotherAliasCanBePromotedByItsName() throws IOException {
        json("models", "promote", load + "@2", "--alias", "candidate");
        assertEquals(3, served());
        json("models", "promote", load + "@candidate");
        assertEquals(2, served());
    }

    @Test
    void cleanupReportsBeforeItDeletes() throws IOException {
        JsonNode told = json("models", "gc", load, "--keep", "1", "--dry-run");
        assertEquals("[1]", told.get("retired").toString(), "2 is what a rollback would bring back");
        assertEquals(
                told.get("retired"), json("models", "gc", load, "--keep", "1").get("retired"));
        assertEquals(
                "Nothing to clear out.\n",
                Run.of("models", "gc", load, "--keep", "1").out());
        assertEquals(2, json("models", "list", load).at("/versions").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models | 2 | say what: list, show, promote, rollback or gc",
                "models promote LOAD | 2 | say which version: ",
                "models promote LOAD@9 | 5 | version 9 of ",
                "models promote LOAD@2 --alias 7 | 2 | alias must not be a number",
                "models promote LOAD@2 --alias ../x | 2 | alias must be 1 to 64 of a-z 0-9",
                "models rollback LOAD@2 | 2 | to choose a version: seiche models promote",
                "models gc LOAD --keep 0 | 2 | --keep must be 1 or more",
                "models gc LOAD --grace soon | 2 | must be a time such as 30min, 12h or 1d",
                "models gc LOAD/../none | 5 | no model is published at",
                "models rollback LOAD/none | 5 | there is no champion before",
                "models show LOAD@stable | 5 | alias \"stable\" is not in"
            })
    void mistakesEndWithTheirExitCode(String line, int code, String message) {
        Run run = Run.of(line.replace("LOAD", load).split(" ", -1));
        assertEquals(code, run.code(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }
}
