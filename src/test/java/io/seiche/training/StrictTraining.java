package io.seiche.training;

import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.training.TrainingSpec.Arithmetic;
import java.util.Arrays;

/**
 * Trains with {@code training.math = strict} on series of as many windows as the arguments say, and prints the digest of
 * the parameters.
 */
final class StrictTraining {
    /** Windows of each series whose digest is recorded. */
    static final int[] WINDOWS = {90, 70, 80, 131};

    private StrictTraining() {}

    public static void main(String[] windows) throws InterruptedException {
        System.out.println(digest(
                Arithmetic.STRICT,
                Arrays.stream(windows).mapToInt(Integer::parseInt).toArray()));
    }

    static String digest(Arithmetic math, int... windows) throws InterruptedException {
        Objective waves = Waves.objective("dense(1)");
        Objective objective = new Objective(
                waves.task(),
                new NetworkSpec("lstm(20), dropout(0.2), gru(12), qrnn(9), dense(1)"),
                Losses.parse("huber(0.5)"),
                waves.windows(),
                waves.columns(),
                math);
        TrainingSpec spec = Waves.spec()
                .optimizer("adam")
                .schedule("cosine")
                .batchSize(32)
                .epochs(2)
                .math(math)
                .build();
        try (Shards shards = MemoryShards.of(objective, Waves.chunks(windows), 3)) {
            return Trainer.train(spec, shards, TrainingListener.NONE).sha256();
        }
    }
}
