package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.cell.Initial;
import io.seiche.math.SplitMix;
import io.seiche.network.NetworkSpec;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The length of the cells' memory: the adding problem, the copy task and parity, each trained here for some minutes.
 * {@code src/docs/long-memory.md} has the command and the results.
 */
@Tag("slow")
class LongMemoryTest {
    private static final double TRIVIAL = 1 / 6.0;

    /** Says what came out, as the page has it. */
    private static void tell(String what, String result, long since) {
        System.out.printf(Locale.ROOT, "%s: %s, %.0f s%n", what, result, (System.nanoTime() - since) * 1e-9);
    }

    private static TrainingForTests spec(double learningRate, String schedule, int batchSize, int epochs) {
        return new TrainingForTests()
                .optimizer("adam")
                .learningRate(learningRate)
                .schedule(schedule)
                .batchSize(batchSize)
                .epochs(epochs)
                .clipNorm(1)
                .shards(1)
                .localSteps(100);
    }

    private static double added(Adding adding, String layers, boolean chrono, TrainingSpec spec)
            throws InterruptedException {
        long since = System.nanoTime();
        Trained trained = adding.train(layers, new Initial(chrono, 1), spec);
        double mse = trained.validation().orElseThrow().mse();
        long windows = trained.history().epochs().stream()
                .mapToLong(History.Epoch::windows)
                .sum();
        tell(
                "adding, T = " + adding.steps() + ", " + layers + (chrono ? ", chrono" : ""),
                String.format(
                        Locale.ROOT,
                        "MSE %.4f after %,d steps",
                        mse,
                        windows / spec.passes().batchSize()),
                since);
        return mse;
    }

    @ParameterizedTest
    @CsvSource({
        "lstm(64), true, 0.003, constant, 8",
        "gru(64), false, 0.003, constant, 5",
        "'gru(64, variant=reset_before)', false, 0.003, constant, 5",
        "janet(64), false, 0.003, constant, 6",
        "slstm(64), false, 0.01, constant, 3",
        "'indrnn(64), indrnn(64)', false, 0.0006, cosine(floor=0.01), 12",
        "'qrnn(64), qrnn(64)', false, 0.003, constant, 6",
        "'sru(64), sru(64)', false, 0.003, constant, 3",
        "'mingru(64), mingru(64)', false, 0.003, constant, 6",
        "'minlstm(64), minlstm(64)', false, 0.003, constant, 5"
    })
    void theAddingProblemIsSolvedOver200Steps(String layers, boolean chrono, double rate, String schedule, int epochs)
            throws InterruptedException {
        double mse = added(
                new Adding(200, 10_000),
                layers,
                chrono,
                spec(rate, schedule, 50, epochs).build());
        assertTrue(mse < 0.01, () -> layers + " is " + mse + " off");
    }

    @ParameterizedTest
    @ValueSource(strings = "rnn(64)")
    void aPlainNetworkLearnsNothingOver200Steps(String layers) throws InterruptedException {
        assertEquals(
                TRIVIAL,
                added(
                        new Adding(200, 10_000),
                        layers,
                        false,
                        spec(0.003, "constant", 50, 8).build()),
                0.03);
    }

    @ParameterizedTest
    @ValueSource(strings = "indrnn(64), indrnn(64)")
    void theAddingProblemIsSolvedOver1000Steps(String layers) throws InterruptedException {
        double mse = added(
                new Adding(1000, 4_800),
                layers,
                false,
                spec(0.0008, "cosine(floor=0.01)", 16, 40).build());
        assertTrue(mse < 0.01, () -> layers + " is " + mse + " off");
    }

    @ParameterizedTest
    @CsvSource({"100, janet(64), 0.005, 12000"})
    void tenSymbolsAreCopiedAfterADelay(int delay, String layers, double rate, int steps) {
        long since = System.nanoTime();
        EveryStep network = new EveryStep(
                new NetworkSpec(layers + ", dense(" + CopyAndParity.COPY_ANSWERS + ", softmax, steps=all)"),
                CopyAndParity.COPY_INPUTS,
                CopyAndParity.copySteps(delay),
                spec(rate, "constant", 32, 1).loss("crossentropy").build());
        EveryStep.Draw draw = random -> CopyAndParity.copy(random, delay, 32);
        SplitMix random = new SplitMix(1);
        network.train(steps - 200, draw, random);
        double loss = network.train(200, draw, random);
        double trivial = CopyAndParity.copyTrivial(delay);
        tell(
                "copy, delay " + delay + ", " + layers,
                String.format(Locale.ROOT, "cross-entropy %.4f of %.4f after %,d steps", loss, trivial, steps),
                since);
        assertTrue(loss < trivial / 4, () -> layers + " is " + loss + " off");
    }

    private static EveryStep parity(String layers) {
        long since = System.nanoTime();
        EveryStep network = new EveryStep(
                new NetworkSpec(layers + ", dense(1, sigmoid, steps=all)"),
                1,
                40,
                spec(0.005, "constant", 64, 1).loss("binary-crossentropy").build());
        network.train(1500, random -> CopyAndParity.parity(random, 3, 40, 64), new SplitMix(1));
        tell(
                "parity, " + layers,
                String.format(
                        Locale.ROOT,
                        "%.1f %% of length 40, %.1f %% of length 256",
                        100 * CopyAndParity.knownParity(network, 40),
                        100 * CopyAndParity.knownParity(network, 256)),
                since);
        return network;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnn(32)", "gru(32)", "lstm(32)"})
    void parityIsLearnedWhereTheStateIsSeen(String layers) {
        assertTrue(CopyAndParity.knownParity(parity(layers), 40) > 0.99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mingru(32)", "minlstm(32)", "qrnn(32)"})
    void parityOfLongSequencesIsBeyondGatesThatDoNot(String layers) {
        assertEquals(0.5, CopyAndParity.knownParity(parity(layers), 256), 0.1);
    }
}
