package io.seiche.training;

import io.seiche.math.Kernels;
import io.seiche.optimizer.Optimizer;
import io.seiche.optimizer.Optimizers;
import io.seiche.optimizer.OuterOptimizer;
import io.seiche.optimizer.Schedule;
import io.seiche.optimizer.Schedules;
import io.seiche.optimizer.Update.Penalties;
import io.seiche.task.Task;
import io.seiche.text.Refusal;
import java.io.Serializable;

/**
 * The way a network is trained: the keys of {@code training} in a configuration, by groups. Defaults are those of the keys;
 * a specification is made by a configuration.
 *
 * @param task the task of the network
 * @param loss the loss that training reduces: {@code mse}, {@code huber(0.5)}, ...
 * @param classWeights weight of a window by its class, for tasks with classes
 * @param passes batches and epochs
 * @param rates the optimizer and its learning rate
 * @param penalties limits on gradients and parameters
 * @param rounds the division of the work among shards
 * @param math kernels that do the arithmetic
 */
public record TrainingSpec(
        Task task,
        String loss,
        ClassWeights classWeights,
        Passes passes,
        Rates rates,
        Penalties penalties,
        Rounds rounds,
        Arithmetic math)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** For {@code shards} and {@code localSteps}: chosen by {@link Plan} from the work of the network. */
    public static final int AUTO = 0;
    /** For {@code windowsPerEpoch}: every training window. */
    public static final int ALL = 0;

    public TrainingSpec {
        String text = loss;
        Task asked = task;
        loss = Refusal.in("training.loss", () -> asked.loss(text)).name();
        if (!task.weighsClasses() && !classWeights.equals(ClassWeights.NONE)) {
            throw new Refusal("training.classWeights", "be none unless training.task = classify", classWeights.text())
                    .with("training.task");
        }
        if (passes.sampling().windowsPerEpoch() != ALL && task.carriesState()) {
            throw new Refusal(
                            "training.windowsPerEpoch",
                            "be all with training.task = " + task.text(),
                            passes.sampling().windowsPerEpoch(),
                            "each window continues the one before it")
                    .with("training.task");
        }
    }

    /** The same with other batches and epochs. */
    public TrainingSpec with(Passes other) {
        return new TrainingSpec(task, loss, classWeights, other, rates, penalties, rounds, math);
    }

    /** The same with other learning rates. */
    public TrainingSpec with(Rates other) {
        return new TrainingSpec(task, loss, classWeights, passes, other, penalties, rounds, math);
    }

    /** The same with another division among shards. */
    public TrainingSpec with(Rounds other) {
        return new TrainingSpec(task, loss, classWeights, passes, rates, penalties, other, math);
    }

    /**
     * Batches and epochs.
     *
     * @param batchSize windows in a step, on each shard
     * @param seed of the initial values, the order of the windows and dropout
     * @param epochs passes of every shard over its training windows, or over those drawn for the epoch
     * @param patience epochs without improvement of the watched loss (validation, or training if there is none) after
     *     which training stops and the best epoch's parameters are taken; 0 trains all epochs and takes the last
     * @param sampling windows of an epoch
     * @param average share of the run, at its end, of whose rounds the mean of the parameters is taken; 0 takes the last
     * @param members networks that are trained of each one written, with the seeds seed, seed + 1, ...
     * @param refit true if all is trained once more, on the rows of training and validation
     */
    public record Passes(
            int batchSize,
            long seed,
            int epochs,
            int patience,
            Sampling sampling,
            double average,
            int members,
            boolean refit)
            implements Serializable {
        private static final long serialVersionUID = 1;

        public Passes {
            Refusal.checkAtLeast("training.batchSize", batchSize, 1, "1 or more");
            Refusal.checkAtLeast("training.epochs", epochs, 1, "1 or more");
            Refusal.checkAtLeast("training.earlyStopping.patience", patience, 0, "0 (off) or more");
            Refusal.checkAtLeast("training.members", members, 0, "0 or more");
            if (refit && patience > 0) {
                throw new Refusal(
                                "training.refit",
                                "be false with training.earlyStopping.patience",
                                "true",
                                "there are no validation rows to stop by in the second training; leave one of them out")
                        .with("training.earlyStopping.patience");
            }
            if (!(average >= 0 && average <= 1)) {
                throw new Refusal("training.average", "be from 0 (off) to 1", average);
            }
            if (average > 0 && patience > 0) {
                throw new Refusal(
                                "training.average",
                                "be 0 with training.earlyStopping.patience",
                                average,
                                "early stopping takes the parameters of the best epoch, not a mean; leave one of them out")
                        .with("training.earlyStopping.patience");
            }
        }

        /** The same of other length. */
        public Passes withEpochs(int other) {
            return new Passes(batchSize, seed, other, patience, sampling, average, members, refit);
        }

        /** The same with batches of other size. */
        public Passes withBatchSize(int other) {
            return new Passes(other, seed, epochs, patience, sampling, average, members, refit);
        }

        /** The same with another seed. */
        public Passes withSeed(long other) {
            return new Passes(batchSize, other, epochs, patience, sampling, average, members, refit);
        }

        /** Returns the number of windows that an epoch uses of so many. */
        public long windows(long all) {
            int drawn = sampling.windowsPerEpoch();
            return drawn == ALL ? all : Math.min(all, drawn);
        }

        /** Returns the number of batches of so many windows; the last of them may be short. */
        int batches(int windows) {
            return (int) (((long) windows + batchSize - 1) / batchSize);
        }
    }

    /**
     * The windows of an epoch.
     *
     * @param windowsPerEpoch windows of all shards together that are drawn for an epoch, or {@link #ALL}
     * @param signFlips true if each window is used with flipped sign in one of every two epochs
     */
    public record Sampling(int windowsPerEpoch, boolean signFlips) implements Serializable {
        private static final long serialVersionUID = 1;

        public Sampling {
            Refusal.checkAtLeast("training.windowsPerEpoch", windowsPerEpoch, ALL, "all, or 1 or more");
        }
    }

    /**
     * The optimizer and its learning rate.
     *
     * @param optimizer a name of {@link Optimizers} with its options: {@code adam(beta1=0.9)}
     * @param learningRate more than 0
     * @param schedule a name of {@link Schedules} with its options: {@code cosine(floor=0.01)}
     * @param warmup epochs over which the learning rate rises from 0; fractions count, 0 is none
     */
    public record Rates(String optimizer, double learningRate, String schedule, double warmup) implements Serializable {
        private static final long serialVersionUID = 1;

        public Rates {
            String[] texts = {optimizer, schedule};
            optimizer = Refusal.in("training.optimizer", () -> Optimizers.canonical(texts[0]));
            schedule = Refusal.in("training.schedule", () -> Schedules.canonical(texts[1]));
            Refusal.checkAtLeast("training.learningRate", learningRate, Double.MIN_VALUE, "more than 0");
            Refusal.checkAtLeast("training.warmup", warmup, 0, "0 or more");
        }

        /** The same with a warm-up of other length, in epochs. */
        public Rates withWarmup(double other) {
            return new Rates(optimizer, learningRate, schedule, other);
        }

        /** Returns a new optimizer. */
        Optimizer newOptimizer() {
            return Optimizers.parse(optimizer);
        }

        /** Returns the schedule, after the warm-up. */
        Schedule newSchedule() {
            Schedule plain = Schedules.parse(schedule);
            return warmup == 0 ? plain : plain.warmup(warmup);
        }
    }

    /**
     * The division of the work among shards, whose steps are averaged once a round.
     *
     * @param shards parts that the windows are divided into, or {@link #AUTO}
     * @param sync vector that the shards send to be averaged
     * @param localSteps steps of a shard in a round, or {@link #AUTO}
     * @param optimizerState treatment of the optimizer's state after a round
     * @param outer effect of the round's average on the parameters: {@code average} or {@code nesterov(momentum=0.9,
     *     learningRate=0.7)}
     */
    public record Rounds(int shards, Sync sync, int localSteps, OptimizerState optimizerState, String outer)
            implements Serializable {
        private static final long serialVersionUID = 1;

        public Rounds {
            String text = outer;
            outer = Refusal.in("training.outer", () -> OuterOptimizer.canonical(text));
            Refusal.checkAtLeast("training.shards", shards, AUTO, "auto, or 1 or more");
            Refusal.checkAtLeast("training.localSteps", localSteps, AUTO, "auto, or 1 or more");
            if (sync == Sync.GRADIENTS) {
                checkGradients(localSteps, optimizerState, outer);
            }
        }

        private static void checkGradients(int localSteps, OptimizerState optimizerState, String outer) {
            if (localSteps > 1) {
                throw new Refusal(
                                "training.localSteps",
                                "be 1 with training.sync = gradients",
                                localSteps,
                                "leave it at auto, or average parameters instead")
                        .with("training.sync");
            }
            if (!outer.equals("average")) {
                throw new Refusal(
                                "training.outer",
                                "be average with training.sync = gradients",
                                outer,
                                "an outer step needs training.sync = parameters")
                        .with("training.sync");
            }
            if (optimizerState == OptimizerState.RESET) {
                throw new Refusal(
                                "training.optimizerState",
                                "be average with training.sync = gradients",
                                "reset",
                                "there is one optimizer, the driver's")
                        .with("training.sync");
            }
        }

        /** Returns true if options ask for something that averages of gradients at every step do not have. */
        boolean averagesAfterSteps() {
            return localSteps > 1 || !outer.equals("average") || optimizerState == OptimizerState.RESET;
        }

        /** The same with another vector to be averaged. */
        public Rounds withSync(Sync other) {
            return new Rounds(shards, other, localSteps, optimizerState, outer);
        }

        /** The same with the shards of a plan. */
        public Rounds withShards(int other) {
            return new Rounds(other, sync, localSteps, optimizerState, outer);
        }

        /** The same with the local steps of a plan. */
        public Rounds withLocalSteps(int other) {
            return new Rounds(shards, sync, other, optimizerState, outer);
        }
    }

    /**
     * Reads {@code auto} or a number.
     *
     * @param key {@code shards} or {@code localSteps}, for the message
     * @throws Refusal if it is neither
     */
    public static int countOrAuto(String key, String text) {
        return countOr("auto", AUTO, key, text);
    }

    /**
     * Reads {@code all} or a number of windows.
     *
     * @throws Refusal if it is neither
     */
    public static int windowsPerEpoch(String text) {
        return countOr("all", ALL, "windowsPerEpoch", text);
    }

    private static int countOr(String word, int itsValue, String key, String text) {
        if (text.equalsIgnoreCase(word)) {
            return itsValue;
        }
        String must = word + ", or 1 or more";
        try {
            int count = Integer.parseInt(text);
            Refusal.checkAtLeast("training." + key, count, 1, must);
            return count;
        } catch (NumberFormatException notANumber) {
            throw new Refusal("training." + key, "be " + must, text).because(notANumber);
        }
    }

    /** Vector that the shards send to be averaged. */
    public enum Sync {
        /** Each round, the parameters after some local steps. */
        PARAMETERS,
        /** Each step, the gradient of one batch per shard: the same as one large batch. */
        GRADIENTS,
        /** Gradients of each batch's parts if steps are heavy beside rounds, else parameters ({@link Division}). */
        AUTO
    }

    /** Treatment of the optimizer's state (moments) after a round. */
    public enum OptimizerState {
        /** It is averaged like the parameters. */
        AVERAGE,
        /** Every round begins with none. */
        RESET
    }

    /** Kernels that do the arithmetic. */
    public enum Arithmetic {
        /** The fastest kernels of each machine: the same bits wherever those are the same. */
        FAST {
            @Override
            Kernels kernels() {
                return Kernels.get();
            }
        },
        /**
         * Additions and multiplications in one order, in plain Java: the same bits on any machine, at a third to half
         * of the speed.
         */
        STRICT {
            @Override
            Kernels kernels() {
                return Kernels.strict();
            }
        };

        /** Returns the kernels that multiply matrices. */
        abstract Kernels kernels();
    }
}
