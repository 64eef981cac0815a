package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.Configuration;
import io.seiche.training.TrainingListener;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The advice after a training follows from what the training shows. */
final class AdviceTest {
    private static Advice after(Map<String, String> settings) throws InterruptedException {
        return adviceAfter(settings).orElseThrow();
    }

    private static Optional<Advice> adviceAfter(Map<String, String> settings) throws InterruptedException {
        Map<String, Object> all = new TreeMap<>(Map.of(
                "name", "waves",
                "input.id", "unique_id",
                "input.time", "ds",
                "input.target", "y",
                "split.validation", "20",
                "split.test", "20",
                "network.layers", "gru(3), dense(1)",
                "training.optimizer", "adam",
                "training.epochs", "2"));
        all.put("input.path", "unread.csv");
        all.putAll(settings);
        TrainingJob job = TrainingJob.of(Configuration.of(all));
        TrainingOutcome outcome = job.run(TablesForTests.waves(120, "north"), TrainingListener.NONE);
        assertFalse(outcome.scored().findings().orElseThrow().importance().isEmpty());
        return Advice.of(job, outcome);
    }

    @Test
    void aWindowShorterThanTwoSeasonsShouldBeLonger() throws Exception {
        Advice advice = after(Map.of("window.lookback", "10"));
        assertEquals("--set window.lookback=14", advice.set());
        assertTrue(advice.reason().contains("two seasons of 7"), advice::reason);
    }

    /** Its lookback goes with its layers, and it normalises windows itself: neither key could be set alone. */
    @Test
    void aNetworkOfWholeWindowsGetsNoAdviceThatIsRefused() throws Exception {
        assertEquals(
                Optional.empty(), adviceAfter(Map.of("window.lookback", "10", "network.layers", "naive(season=3)")));
    }

    @Test
    void aLossThatStillFallsNeedsMoreEpochs() throws Exception {
        assertEquals(
                "--set training.epochs=4",
                after(Map.of("window.lookback", "14", "training.batchSize", "4", "training.learningRate", "0.003"))
                        .set());
    }

    @Test
    void aNetworkOfLevelsThatABaselineBeatsShouldReadChanges() throws Exception {
        assertEquals(
                "--set window.normalize=last",
                after(Map.of("window.lookback", "14", "training.learningRate", "1e-12"))
                        .set());
    }
}
