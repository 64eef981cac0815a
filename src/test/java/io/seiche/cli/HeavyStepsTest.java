package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps so heavy that {@code training.sync = auto} divides each batch among shards. */
class HeavyStepsTest {
    @TempDir
    Path folder;

    private static JsonNode json(Run run) throws IOException {
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    private static Run heavySteps(String command, Path out, String... settings) {
        List<String> all = new ArrayList<>(List.of(command, "--conf", "conf/sp500.conf", "--json", "-"));
        for (String setting : List.of(
                "store.path=" + out,
                "network.layers=lstm(128), dense(1)",
                "window.lookback=100",
                "training.windowsPerEpoch=1024",
                "training.epochs=1")) {
            all.addAll(List.of("--set", setting));
        }
        for (String setting : settings) {
            all.addAll(List.of("--set", setting));
        }
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void heavyStepsAreDividedAmongShardsAndTrainWhatTheChoiceSpelledOutTrains() throws IOException {
        Path out = folder.resolve("heavy");
        String[] auto = {"training.sync=auto", "training.batchSize=1024"};
        JsonNode plan = json(heavySteps("plan", out, auto)).at("/training");
        assertEquals("gradients", plan.at("/sync").asText(), plan::toString);
        assertEquals(2, plan.at("/shards").asInt());
        assertEquals(512, plan.at("/batchSize").asInt());
        Run chosen = heavySteps("train", out, auto);
        assertTrue(
                chosen.err()
                        .contains("training.sync = auto: gradients: "
                                + plan.at("/syncReason").asText()),
                chosen.err());
        Run spelledOut =
                heavySteps("train", out, "training.sync=gradients", "training.shards=2", "training.batchSize=512");
        assertEquals(
                json(spelledOut).at("/training/sha256").asText(),
                json(chosen).at("/training/sha256").asText());
    }
}
