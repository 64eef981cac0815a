package io.seiche.training;

import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.training.TrainingSpec.Arithmetic;

/** Trains with {@code training.math = strict} and prints the digest of the parameters. */
final class StrictTraining {
    private StrictTraining() {}

    public static void main(String[] none) throws InterruptedException {
        System.out.println(digest(Arithmetic.STRICT));
    }

    static String digest(Arithmetic math) throws InterruptedException {
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
        try (Shards shards = MemoryShards.of(objective, Waves.chunks(40, 20, 30, 34), 3)) {
            return Trainer.train(spec, shards, TrainingListener.NONE).sha256();
        }
    }
}
