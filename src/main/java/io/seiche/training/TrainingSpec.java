package io.seiche.training;

import io.seiche.math.Kernels;
import io.seiche.optimizer.Optimizer;
import io.seiche.optimizer.Optimizers;
import io.seiche.optimizer.OuterOptimizer;
import io.seiche.optimizer.Schedule;
import io.seiche.optimizer.Schedules;
import io.seiche.task.Forecasting;
import io.seiche.task.Task;
import io.seiche.text.Refusal;
import java.io.Serializable;

/**
 * The method of training a network: the keys of {@code training} in a configuration. {@link #DEFAULT} has the
 * documented defaults, {@link #toBuilder} changes some of them.
 *
 * @param task what the network is to answer
 * @param loss what is made small: {@code mse}, {@code huber(0.5)}, ...
 * @param classWeights what a window counts by its class, where classes are told
 * @param optimizer a name of {@link Optimizers} with its options: {@code adam(beta1=0.9)}
 * @param learningRate more than 0
 * @param schedule a name of {@link Schedules} with its options: {@code cosine(floor=0.01)}
 * @param warmup epochs over which the learning rate rises from 0; fractions count, 0 is none
 * @param batchSize windows in a step, on each shard
 * @param epochs passes of every shard over its training windows
 * @param seed of the initial values, the order of the windows and dropout
 * @param shards in how many parts the windows are trained, or {@link #AUTO}
 * @param localSteps steps of a shard in a round, or {@link #AUTO}
 * @param sync what is averaged
 * @param optimizerState what becomes of the optimizer's state after a round
 * @param outer what the round's average does to the parameters: {@code average} or {@code nesterov(momentum=0.9,
 *     learningRate=0.7)}
 * @param clipNorm largest norm of a step's gradient; 0 clips nothing
 * @param l2 penalty on kernels; 0 is none
 * @param regularize in which epochs penalties and dropout act
 * @param patience epochs without improvement of the watched loss (validation, or training where there is none) after
 *     which training stops and the best epoch's parameters are taken; 0 trains all epochs and takes the last
 * @param math with what is calculated
 */
public record TrainingSpec(
        Task task,
        String loss,
        ClassWeights classWeights,
        String optimizer,
        double learningRate,
        String schedule,
        double warmup,
        int batchSize,
        int epochs,
        long seed,
        int shards,
        int localSteps,
        Sync sync,
        OptimizerState optimizerState,
        String outer,
        double clipNorm,
        double l2,
        Regularize regularize,
        int patience,
        Arithmetic math)
        implements Serializable {
    /** For {@code shards} and {@code localSteps}: chosen by {@link Plan} from the work of the network. */
    public static final int AUTO = 0;

    /** Every key at its documented default. */
    public static final TrainingSpec DEFAULT = new TrainingSpec(
            new Forecasting(),
            "mse",
            ClassWeights.NONE,
            "rmsprop",
            0.001,
            "constant",
            0,
            50,
            20,
            42,
            AUTO,
            AUTO,
            Sync.PARAMETERS,
            OptimizerState.AVERAGE,
            "average",
            5,
            0,
            Regularize.ALWAYS,
            0,
            Arithmetic.FAST);

    /**
     * Reads {@code auto} or a number.
     *
     * @param key {@code shards} or {@code localSteps}, for the message
     * @throws IllegalArgumentException if it is neither
     */
    public static int countOrAuto(String key, String text) {
        if (text.equalsIgnoreCase("auto")) {
            return AUTO;
        }
        try {
            int count = Integer.parseInt(text);
            atLeast(key, count, 1, "auto, or 1 or more");
            return count;
        } catch (NumberFormatException notANumber) {
            throw new Refusal("training." + key, "be auto, or 1 or more", text).because(notANumber);
        }
    }

    /** Vector that the shards send to be averaged. */
    public enum Sync {
        /** Each round, the parameters after some local steps. */
        PARAMETERS,
        /** Each step, the gradient of one batch a shard: the same as one large batch. */
        GRADIENTS
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

    /** In which epochs dropout, the l2 penalty and weight decay act. */
    public enum Regularize {
        /** In all. */
        ALWAYS,
        /** In the first, third, fifth, ...; the epochs between are trained without. */
        ALTERNATE;

        /** Returns true if penalties and dropout apply in an epoch, counted from 0. */
        boolean in(int epoch) {
            return this == ALWAYS || epoch % 2 == 0;
        }
    }

    public TrainingSpec {
        String[] texts = {loss, optimizer, schedule, outer};
        Task asked = task;
        loss = Refusal.in("training.loss", () -> asked.loss(texts[0])).name();
        if (!task.weighsClasses() && !classWeights.equals(ClassWeights.NONE)) {
            throw new Refusal("training.classWeights", "be none unless training.task = classify", classWeights.text())
                    .with("training.task");
        }
        optimizer = Refusal.in("training.optimizer", () -> Optimizers.canonical(texts[1]));
        schedule = Refusal.in("training.schedule", () -> Schedules.canonical(texts[2]));
        outer = Refusal.in("training.outer", () -> OuterOptimizer.canonical(texts[3]));
        atLeast("learningRate", learningRate, Double.MIN_VALUE, "more than 0");
        atLeast("warmup", warmup, 0, "0 or more");
        atLeast("batchSize", batchSize, 1, "1 or more");
        atLeast("epochs", epochs, 1, "1 or more");
        atLeast("shards", shards, AUTO, "auto, or 1 or more");
        atLeast("localSteps", localSteps, AUTO, "auto, or 1 or more");
        atLeast("clipNorm", clipNorm, 0, "0 (no clipping) or more");
        atLeast("l2", l2, 0, "0 or more");
        atLeast("earlyStopping.patience", patience, 0, "0 (off) or more");
        if (sync == Sync.GRADIENTS && localSteps > 1) {
            throw new Refusal(
                            "training.localSteps",
                            "be 1 with training.sync = gradients",
                            localSteps,
                            "leave it at auto, or average parameters instead")
                    .with("training.sync");
        }
        if (sync == Sync.GRADIENTS && !outer.equals("average")) {
            throw new Refusal(
                            "training.outer",
                            "be average with training.sync = gradients",
                            outer,
                            "an outer step needs training.sync = parameters")
                    .with("training.sync");
        }
        if (sync == Sync.GRADIENTS && optimizerState == OptimizerState.RESET) {
            throw new Refusal(
                            "training.optimizerState",
                            "be average with training.sync = gradients",
                            "reset",
                            "there is one optimizer, the driver's")
                    .with("training.sync");
        }
    }

    private static void atLeast(String key, double value, double least, String must) {
        if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
            String was = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
            throw new Refusal("training." + key, "be " + must, was);
        }
    }

    /** The optimizer, made. */
    Optimizer rule() {
        return Optimizers.parse(optimizer);
    }

    /** The schedule with its warm-up, made. */
    Schedule rates() {
        Schedule plain = Schedules.parse(schedule);
        return warmup == 0 ? plain : plain.warmup(warmup);
    }

    /** A builder that begins with these values. */
    public TrainingSpecBuilder toBuilder() {
        return new TrainingSpecBuilder(this);
    }
}
