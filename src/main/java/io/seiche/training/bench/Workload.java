package io.seiche.training.bench;

import io.seiche.loss.Losses;
import io.seiche.math.Kernels;
import io.seiche.network.NetworkSpec;
import io.seiche.optimizer.Update.Penalties;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.Span;
import io.seiche.series.WindowSpec;
import io.seiche.task.Forecasting;
import io.seiche.training.ClassWeights;
import io.seiche.training.History;
import io.seiche.training.Objective;
import io.seiche.training.Plan;
import io.seiche.training.Scoring;
import io.seiche.training.Shards;
import io.seiche.training.SparkShards;
import io.seiche.training.Trainer;
import io.seiche.training.TrainingListener;
import io.seiche.training.TrainingSpec;
import io.seiche.training.TrainingSpec.Arithmetic;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A network and the shape of its batches, whose speed can be measured on drawn numbers: by bare threads, each with a
 * network and a batch of its own or several to a batch, or by whole rounds on Spark.
 *
 * @param network its answers are learned against as many targets, by mean squared error
 * @param inputs features of each step
 * @param lookback steps of a window
 * @param batch windows in a training step
 * @param optimizer a name of {@link io.seiche.optimizer.Optimizers} with its options
 * @param mode training or inference
 */
public record Workload(NetworkSpec network, int inputs, int lookback, int batch, String optimizer, Mode mode) {
    /** Operation that is measured. */
    public enum Mode {
        /** Whole training steps: forward, loss, backward, optimizer. */
        TRAIN,
        /** Answers, forward alone. */
        INFER
    }

    private static final double LEARNING_RATE = 0.001;
    private static final int REPEATS = 7;
    private static final int WARM_UP_ROUNDS = 2;
    private static final double LEAST_WARM_UP_SECONDS = 2;
    private static final long SEED = 7;

    /**
     * Checks everything but the network's fit, which {@link #measure} does.
     *
     * @throws IllegalArgumentException if inputs is under 1, or what {@link WindowSpec} and {@link TrainingSpec} refuse
     */
    public Workload {
        if (inputs < 1) {
            throw new IllegalArgumentException("inputs must be 1 or more, was " + inputs);
        }
    }

    /** Returns the objective: forecasts of the next steps of one target; the other inputs are covariates. */
    public Objective objective() {
        int answers = network.outputs(inputs);
        List<String> past = IntStream.range(1, inputs).mapToObj(i -> "x" + i).toList();
        return new Objective(
                network,
                Losses.parse("mse"),
                new WindowSpec(lookback, answers, 1, Normalizers.NONE),
                new Columns(List.of("y"), past, List.of(), List.of()));
    }

    /** Returns the training: nothing but the optimizer's step between a gradient and new parameters. */
    public TrainingSpec training() {
        return new TrainingSpec(
                new Forecasting(),
                "mse",
                ClassWeights.NONE,
                new TrainingSpec.Passes(
                        batch, SEED, 1, 0, new TrainingSpec.Sampling(TrainingSpec.ALL, false), 0, 1, false),
                new TrainingSpec.Rates(optimizer, LEARNING_RATE, "constant", 0),
                Penalties.always(0, 0),
                new TrainingSpec.Rounds(
                        TrainingSpec.AUTO, Sync.PARAMETERS, TrainingSpec.AUTO, OptimizerState.AVERAGE, "average"),
                Arithmetic.FAST);
    }

    /**
     * Measures bare threads without Spark. Each shard steps again and again over a batch in memory.
     *
     * @param threads number of threads, which the shards share
     * @param shards number of shards, at most the threads
     * @param seconds about how long all repeats take together, beside the warm-up of half of that
     * @throws IllegalArgumentException if the network answers at every step
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Throughput measure(int threads, int shards, double seconds) throws InterruptedException {
        return measure(threads, shards, seconds, Math.max(LEAST_WARM_UP_SECONDS, seconds / 2));
    }

    /** The same after a warm-up of so many seconds. */
    Throughput measure(int threads, int shards, double seconds, double warmUp) throws InterruptedException {
        Objective objective = objective();
        List<SyntheticTrainer> trainers = IntStream.range(0, shards)
                .mapToObj(shard -> new SyntheticTrainer(
                        objective, training(), mode, threads * (shard + 1) / shards - threads * shard / shards))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(shards);
        try {
            together(pool, trainers, warmUp);
            List<Double> repeats = new ArrayList<>();
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                repeats.add(together(pool, trainers, seconds / REPEATS));
            }
            return throughput(objective, repeats, threads);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Lets all run for a while; the windows per second of each, by its own clock, added up. */
    private static double together(ExecutorService pool, List<SyntheticTrainer> trainers, double seconds)
            throws InterruptedException {
        List<Callable<Double>> runs = new ArrayList<>();
        trainers.forEach(trainer -> runs.add(() -> trainer.run(seconds)));
        double sum = 0;
        for (Future<Double> run : pool.invokeAll(runs)) {
            try {
                sum += run.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException("a thread of the benchmark failed", failed.getCause());
            }
        }
        return sum;
    }

    /**
     * Measures whole epochs on Spark: rounds of {@code localSteps = auto} with
     * broadcast, local steps and average, batches put together from chunks. Answers are made as forecasts are, {@code
     * batch} playing no part. A bare thread is timed first, to know how many windows to draw.
     *
     * @param count number of shards; 0 for one to each core. Fewer shards than cores share all cores in local mode.
     * @param seconds about how long all repeats take together, were Spark as fast as that thread on each core
     * @throws IllegalArgumentException if the network answers at every step
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Throughput measure(JavaSparkContext spark, int count, double seconds) throws InterruptedException {
        Objective objective = objective();
        int cores = spark.defaultParallelism();
        SyntheticTrainer alone = new SyntheticTrainer(objective, training(), mode, 1);
        alone.run(LEAST_WARM_UP_SECONDS);
        int dealt = count == 0 ? cores : count;
        int batches =
                (int) Math.ceil(cores / (double) dealt * alone.run(seconds / REPEATS) * seconds / REPEATS / batch);
        try (Shards shards = SparkShards.of(
                objective, spark.parallelize(DrawnChunks.onePerShard(objective, dealt, batches * batch)), dealt)) {
            List<Double> epochs = mode == Mode.TRAIN ? train(shards) : answer(shards);
            return throughput(objective, epochs.subList(WARM_UP_ROUNDS, epochs.size()), cores);
        }
    }

    private List<Double> train(Shards shards) throws InterruptedException {
        TrainingSpec training = training();
        TrainingSpec spec = training.with(training.passes().withEpochs(WARM_UP_ROUNDS + REPEATS))
                .with(training.rounds().withShards(shards.count()));
        return Trainer.train(spec, shards, TrainingListener.NONE).history().epochs().stream()
                .map(History.Epoch::samplesPerSecond)
                .toList();
    }

    private List<Double> answer(Shards shards) throws InterruptedException {
        float[] parameters = shards.objective().build().initial(SEED);
        List<Double> rates = new ArrayList<>();
        for (int repeat = 0; repeat < WARM_UP_ROUNDS + REPEATS; repeat++) {
            long start = System.nanoTime();
            long windows = new Scoring(shards, parameters).run(Span.TRAIN);
            rates.add(windows / ((System.nanoTime() - start) * 1e-9));
        }
        return rates;
    }

    private Throughput throughput(Objective objective, List<Double> repeats, int threads) {
        int passes = mode == Mode.TRAIN ? 3 : 1;
        return new Throughput(
                repeats,
                threads,
                objective.parameters(),
                passes * Plan.forwardOperations(objective),
                Kernels.get().name());
    }
}
