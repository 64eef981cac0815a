package io.seiche.training;

import java.util.List;
import java.util.Optional;

/**
 * The state of a run after a round, from which it resumes as if it had not been interrupted. The learning rate, the order of
 * windows and dropout are functions of the seed and of the history, and are not part of it.
 *
 * @param now the parameters and the optimizer's state
 * @param outer the outer step's state, {@code [outer slots * n]}
 * @param mean of the parameters after the rounds that are averaged, {@code [n]}; empty where there are none yet
 * @param best the epoch that early stopping would return to; empty where it is off or no epoch is over
 * @param firstLoss loss with which later ones are compared to detect divergence
 * @param seconds the run has taken, in all processes that had a part in it
 * @param history the epochs and rounds so far
 */
public record Checkpoint(
        TrainingState now,
        float[] outer,
        float[] mean,
        Optional<Best> best,
        double firstLoss,
        double seconds,
        History history) {
    /**
     * The best epoch so far.
     *
     * @param epoch from 1
     * @param parameters after it, {@code [n]}
     * @param validation their errors; empty without validation windows
     */
    public record Best(int epoch, float[] parameters, Optional<ValidationErrors> validation) {}

    /** Returns the state before the first round, with these parameters and an empty optimizer state. */
    static Checkpoint start(float[] parameters) {
        TrainingState now = new TrainingState(parameters, new float[0]);
        return new Checkpoint(
                now, new float[0], new float[0], Optional.empty(), Double.NaN, 0, new History(List.of(), List.of()));
    }

    /** Returns the number of completed rounds. */
    public int rounds() {
        return history.rounds().size();
    }

    /** Returns it as a file, see {@link CheckpointFormat}. */
    public byte[] write() {
        return CheckpointFormat.write(this);
    }

    /**
     * Reads the bytes written by {@link #write}.
     *
     * @throws IllegalArgumentException if these are not such bytes
     */
    public static Checkpoint read(byte[] file) {
        return CheckpointFormat.read(file);
    }

    /** Returns this start with zero states of the lengths that the optimizer and the outer step need. */
    Checkpoint sized(OptimizerPlan optimizer, int parameters) {
        TrainingState begin = new TrainingState(now.parameters(), new float[optimizer.carried(parameters)]);
        return new Checkpoint(
                begin, new float[optimizer.outerSize(parameters)], mean, best, firstLoss, seconds, history);
    }

    /** Checks the lengths of its vectors. */
    void check(OptimizerPlan optimizer, int parameters) {
        check("parameters", now.parameters().length, parameters);
        check("numbers of optimizer state", now.state().length, optimizer.carried(parameters));
        check("numbers of outer state", outer.length, optimizer.outerSize(parameters));
        if (mean.length > 0) {
            check("averaged parameters", mean.length, parameters);
        }
        best.ifPresent(b -> check("parameters of the best epoch", b.parameters().length, parameters));
    }

    private static void check(String what, int has, int wanted) {
        if (has != wanted) {
            throw new IllegalArgumentException("what the run begins with has " + has + " " + what + " but it needs "
                    + wanted + "; it is of another network or optimizer");
        }
    }
}
