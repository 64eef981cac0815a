package io.seiche.training;

import io.seiche.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What steps and rounds take on a cluster as it is now: some rounds of a training, timed, their results thrown away. It is
 * made for somebody to read who then writes a number into a configuration; no training looks at it, since the same
 * configuration must always come to the same parameters.
 *
 * @param localSteps steps of a shard in each of the timed rounds
 * @param round where the time of the middle one went
 * @param recommended local steps with which rounds take about a twentieth of the time, yet four rounds an epoch remain
 */
public record RoundMeasurement(int localSteps, RoundTiming round, int recommended) {
    private static final int WARM_UP = 3;
    private static final int TIMED = 7;

    /**
     * Times rounds as a training would begin with.
     *
     * @param plan how the training goes on these shards
     * @throws DivergedException if a loss or the parameters leave the finite numbers
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static RoundMeasurement of(TrainingSpec spec, Plan plan, Shards shards) throws InterruptedException {
        Network network = shards.problem().build();
        OptimizerPlan learning = OptimizerPlan.of(spec, network);
        float[] start = network.initial(spec.seed());
        TrainingState begin = new TrainingState(start, new float[learning.carried(start.length)]);
        int batches = plan.batches();
        int steps = Math.min(plan.localSteps(), batches);
        SyncStrategy merging = SyncStrategy.of(learning, network);
        DivergenceCheck guard = new DivergenceCheck(spec);
        List<RoundTiming> rounds = new ArrayList<>();
        for (int round = 1; round <= WARM_UP + TIMED; round++) {
            RoundBatches turn = new RoundBatches(round, 0, 0, steps, batches, new double[0]);
            AggregatedUpdate arrival = shards.average(begin, merging.work(turn));
            guard.check(turn, arrival.tallies());
            if (round > WARM_UP) {
                rounds.add(arrival.spent());
            }
        }
        rounds.sort(Comparator.comparingDouble(RoundTiming::seconds));
        RoundTiming usual = rounds.get(TIMED / 2);
        int worth = (int) Math.ceil(Plan.WORTH * beside(usual) * steps / working(usual));
        return new RoundMeasurement(steps, usual, Plan.enoughRounds(worth, batches));
    }

    /** Seconds of one local step. */
    public double stepSeconds() {
        return working(round) / localSteps;
    }

    /** Seconds a round takes beside its local steps. */
    public double besideSeconds() {
        return beside(round);
    }

    /** What part of the time such rounds take beside their steps. */
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
