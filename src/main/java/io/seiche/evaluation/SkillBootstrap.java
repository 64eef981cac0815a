package io.seiche.evaluation;

import io.seiche.math.SplitMix;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A bootstrap of the skill of forecasters over others. The unit that is drawn is a window: one series at one origin, with all
 * its steps. Each replicate weighs a window by a draw from the Poisson distribution with
 * mean 1 (Chamandy et al. 2012, <a href="https://research.google/pubs/pub43157/">Estimating Uncertainty for Massive Data
 * Streams</a>), so that windows are added one by one and sums of different shards can be merged. The draws are a function
 * of seed, series and origin alone.
 */
final class SkillBootstrap implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int REPLICATES = 500;
    private static final double TAIL = 0.025;
    /** Fewest windows from which an interval is given. */
    private static final int FEWEST = 5;
    /** Cumulative probabilities of the Poisson distribution with mean 1, from 0 on. */
    private static final double[] POISSON = new double[12];

    static {
        double probability = StrictMath.exp(-1);
        double sum = 0;
        for (int k = 0; k < POISSON.length; k++) {
            sum += probability;
            POISSON[k] = sum;
            probability /= k + 1;
        }
    }

    private final long seed;
    private final int columns;
    private final double[] sums; // [REPLICATES][columns]
    private long windows;

    /**
     * Without windows.
     *
     * @param columns number of errors of a window: one of each forecaster, for each metric; 0 for no skill
     */
    SkillBootstrap(long seed, int columns) {
        this.seed = seed;
        this.columns = columns;
        sums = new double[REPLICATES * columns];
    }

    /**
     * Adds a window.
     *
     * @param errors a number for each column, summed over the window
     */
    void add(String series, int origin, double[] errors) {
        SplitMix draws = new SplitMix(SplitMix.mix(SplitMix.mix(seed, series.hashCode()), origin));
        for (int at = 0; at < sums.length; at += columns) {
            int weight = poisson(draws.nextDouble());
            for (int column = 0; column < columns && weight > 0; column++) {
                sums[at + column] += weight * errors[column];
            }
        }
        windows++;
    }

    private static int poisson(double uniform) {
        int k = 0;
        while (k < POISSON.length - 1 && uniform >= POISSON[k]) {
            k++;
        }
        return k;
    }

    void merge(SkillBootstrap other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        windows += other.windows;
    }

    /** Returns the ends of the central 95 % of the skill of one column over another; null where there are too few windows. */
    double[] interval(int column, int over) {
        double[] skills = new double[REPLICATES];
        int known = 0;
        for (int at = 0; at < sums.length; at += columns) {
            double skill = 1 - sums[at + column] / sums[at + over];
            if (Double.isFinite(skill)) {
                skills[known++] = skill;
            }
        }
        if (windows < FEWEST || known < REPLICATES * 9 / 10) {
            return null;
        }
        Arrays.sort(skills, 0, known);
        int cut = (int) (TAIL * known);
        return new double[] {skills[cut], skills[known - 1 - cut]};
    }
}
