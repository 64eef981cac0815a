package io.seiche.training;

import io.seiche.math.Elementwise;

/**
 * The running mean of the parameters after each round of the last part of a run ({@code training.average}; Polyak and
 * Juditsky 1992): steps at a rate that is not yet small wander around a minimum, and their mean lies nearer to it. A mean
 * does not change after it has been returned; numbers of it below {@link Elementwise#LEAST} are zero.
 */
final class ParameterMean {
    private final double share;
    private float[] mean;
    private int rounds;

    /**
     * Creates one that continues the mean of a checkpoint.
     *
     * @param share of the run that is averaged, 0 for none
     * @param mean so far, {@code [n]}; empty before the first round that counts
     */
    ParameterMean(double share, float[] mean) {
        this.share = share;
        this.mean = mean;
    }

    /** Counts a round that the mean so far contains. */
    void restored(double done) {
        rounds += counts(done) ? 1 : 0;
    }

    /**
     * Adds the parameters after a round, if it counts.
     *
     * @param done share of the run that is done after the round
     */
    void add(double done, float[] parameters) {
        if (!counts(done)) {
            return;
        }
        rounds++;
        float[] next = parameters.clone();
        for (int i = 0; i < mean.length; i++) {
            next[i] = (float) (mean[i] + ((double) parameters[i] - mean[i]) / rounds);
        }
        Elementwise.get().flush(next, 0, next.length);
        mean = next;
    }

    private boolean counts(double done) {
        return 1 - done < share;
    }

    /** Returns the mean, {@code [n]}; empty before the first round that counts. */
    float[] mean() {
        return mean;
    }

    /** Returns the mean, or the present parameters before the first round that counts. */
    float[] or(float[] now) {
        return mean.length == 0 ? now : mean;
    }
}
