package io.seiche.training.bench;

import io.seiche.training.Plan;
import io.seiche.training.RoundTiming;
import io.seiche.training.Shards;
import io.seiche.training.Trainer;
import io.seiche.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The time of steps and rounds on a cluster, measured in some rounds of a training whose results are discarded. It
 * helps a user to choose numbers for a configuration. No training reads it, since the same configuration must always
 * give the same parameters.
 *
 * @param localSteps steps of a shard in each of the timed rounds
 * @param round timing of the median round
 * @param recommended local steps with which rounds take about a twentieth of the time, with four rounds per epoch or more
 */
public record RoundMeasurement(int localSteps, RoundTiming round, int recommended) {
    private static final int WARM_UP = 3;
    private static final int TIMED = 7;

    /**
     * Times rounds as a training would begin with.
     *
     * @param plan shards, local steps and batches
     * @throws DivergedException if a loss or the parameters leave the finite numbers
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static RoundMeasurement of(TrainingSpec spec, Plan plan, Shards shards) throws InterruptedException {
        List<RoundTiming> rounds = new ArrayList<>(
                Trainer.timeRounds(spec, plan, shards, WARM_UP + TIMED).subList(WARM_UP, WARM_UP + TIMED));
        rounds.sort(Comparator.comparingDouble(RoundTiming::seconds));
        RoundTiming median = rounds.get(TIMED / 2);
        int steps = Math.min(plan.localSteps(), plan.batches());
        int recommended = Plan.localSteps(beside(median), working(median) / steps, plan.batches());
        return new RoundMeasurement(steps, median, recommended);
    }

    /** Seconds of one local step. */
    public double stepSeconds() {
        return working(round) / localSteps;
    }

    /** Seconds a round takes beside its local steps. */
    public double besideSeconds() {
        return beside(round);
    }

    /** Returns the fraction of the time that rounds with a number of steps spend on anything but the steps. */
    public double share(int stepsARound) {
        return besideSeconds() / (besideSeconds() + stepsARound * stepSeconds());
    }

    private static double working(RoundTiming round) {
        return round.compute() + round.idle();
    }

    private static double beside(RoundTiming round) {
        return round.broadcast() + round.collect();
    }
}
