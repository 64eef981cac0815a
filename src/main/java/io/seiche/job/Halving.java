package io.seiche.job;

/**
 * Successive halving (Jamieson and Talwalkar 2016, <a href="https://arxiv.org/abs/1502.07943">Non-stochastic Best Arm
 * Identification</a>): all candidates are trained for a few epochs, the best of them for more, and so on; only those of the
 * last rung are trained in full.
 *
 * @param rungs number of rungs, or {@link #AUTO}
 * @param factor one candidate in so many is kept after a rung, and trained for so many times the epochs
 */
public record Halving(int rungs, int factor) {
    /** As many rungs as leave one or a few candidates for the last one, if the epochs suffice. */
    public static final int AUTO = 0;

    /** @throws IllegalArgumentException if a number is out of its range */
    public Halving {
        if (rungs < AUTO) {
            throw new IllegalArgumentException("--rungs must be 1 or more, was " + rungs);
        }
        if (factor < 2) {
            throw new IllegalArgumentException("--factor must be 2 or more, was " + factor);
        }
    }

    /**
     * Returns the same with the number of rungs decided.
     *
     * @param epochs the fewest epochs of a candidate's training
     */
    Halving of(int candidates, int epochs) {
        int count = 1;
        long share = factor;
        for (int left = candidates; rungs == AUTO && left > 1 && share <= epochs; left = kept(left)) {
            count++;
            share *= factor;
        }
        return rungs == AUTO ? new Halving(count, factor) : this;
    }

    /** Returns the number of so many candidates that go on to the next rung. */
    int kept(int candidates) {
        return (candidates + factor - 1) / factor;
    }

    /** Returns the share of a candidate's epochs that a rung, from 1, trains for, as its denominator. */
    long divisor(int rung) {
        return (long) Math.pow(factor, rungs - rung);
    }

    /** Returns the epochs that a rung, from 1, trains for of so many. */
    int epochs(int rung, int all) {
        return (int) Math.max(1, Math.round((double) all / divisor(rung)));
    }
}
