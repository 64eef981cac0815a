package io.seiche.training;

import io.seiche.network.Network;
import io.seiche.series.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Training: epochs of rounds, each of which broadcasts the parameters, lets every shard take some steps from there, and
 * averages where they arrived. An epoch is over when every shard has passed once over its training windows.
 */
public final class Trainer {
    private final TrainingSpec spec;
    private final Learning learning;
    private final Shards shards;
    private final TrainingListener listener;
    private final Plan plan;
    private final Merging merging;
    private final Guard guard;
    private final EarlyStopping stopping;
    private final List<History.Epoch> epochs = new ArrayList<>();
    private final List<History.Round> rounds = new ArrayList<>();
    private Vectors now;

    /**
     * Trains from the network's initial parameters.
     *
     * @throws DivergedException if a loss or the parameters leave the finite numbers, or a loss explodes
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static Trained train(TrainingSpec spec, Shards shards, TrainingListener listener)
            throws InterruptedException {
        return train(spec, shards, shards.problem().build().initial(spec.seed()), listener);
    }

    /**
     * Trains from parameters given, which are left as they are.
     *
     * @throws DivergedException if a loss or the parameters leave the finite numbers, or a loss explodes
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static Trained train(TrainingSpec spec, Shards shards, float[] start, TrainingListener listener)
            throws InterruptedException {
        return new Trainer(spec, shards, start, listener).run();
    }

    /**
     * A number that tells the rows of these shards from any others, whatever their order and the number of shards: 64
     * hexadecimal digits.
     *
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static String fingerprint(Shards shards) throws InterruptedException {
        return Fingerprint.of(shards);
    }

    private Trainer(TrainingSpec spec, Shards shards, float[] start, TrainingListener listener)
            throws InterruptedException {
        this.spec = spec;
        this.shards = shards;
        this.listener = listener;
        Network network = shards.problem().build();
        this.learning = Learning.of(spec, network);
        this.now = new Vectors(start, new float[learning.carried(start.length)]);
        this.merging = Merging.of(learning, network);
        this.guard = new Guard(spec);
        this.stopping = new EarlyStopping(spec.patience());
        this.plan = Plan.of(spec, shards);
        if (plan.windows() == 0) {
            throw new DataException("no series has a training window; shorten window.lookback or window.horizon, or"
                    + " leave more rows to training (split)");
        }
    }

    private Trained run() throws InterruptedException {
        long start = System.nanoTime();
        int each = plan.localSteps();
        int batches = plan.batches();
        listener.onStart(spec, plan);
        Optional<ValidationErrors> validation = Optional.empty();
        Optional<ValidationErrors> best = validation;
        for (int epoch = 0; epoch < spec.epochs() && !stopping.enough(); epoch++) {
            long begun = System.nanoTime();
            int firstRound = rounds.size();
            double[] losses =
                    epochs.stream().mapToDouble(History.Epoch::watched).toArray();
            for (int first = 0; first < batches; first += each) {
                int count = Math.min(each, batches - first);
                round(new Turn(rounds.size() + 1, epoch, first, count, batches, losses));
            }
            double trained = seconds(begun);
            validation = Validation.run(shards, now.parameters(), guard);
            finish(epoch, rounds.subList(firstRound, rounds.size()), validation, trained, seconds(begun));
            best = stopping.bestEpoch() == epoch + 1 ? validation : best;
        }
        Trained trained = new Trained(
                stopping.best(), plan, stopping.bestEpoch(), seconds(start), best, new History(epochs, rounds));
        listener.onEnd(trained);
        return trained;
    }

    /** Broadcast, local steps, average, step. */
    private void round(Turn turn) throws InterruptedException {
        long begun = System.nanoTime();
        Arrival arrival = shards.average(now, merging.work(turn));
        guard.check(turn, arrival.tallies());
        now = merging.merge(turn, now, arrival.mean());
        record(turn, arrival, begun);
    }

    private void record(Turn turn, Arrival arrival, long begun) {
        double loss = 0;
        long used = 0;
        for (Answer<Steps.Tally> answer : arrival.tallies()) {
            loss += answer.value().loss();
            used += answer.value().windows();
        }
        String sha256 = Trained.sha256(now.parameters());
        Spent spent =
                arrival.spent().collecting(seconds(begun) - arrival.spent().seconds());
        History.Round round = new History.Round(turn.round(), turn.epoch() + 1, loss / used, used, sha256, spent);
        rounds.add(round);
        listener.onRound(round);
    }

    private void finish(
            int epoch,
            List<History.Round> itsRounds,
            Optional<ValidationErrors> validation,
            double trainSeconds,
            double seconds) {
        double loss = 0;
        long used = 0;
        Spent spent = Spent.NOTHING;
        for (History.Round round : itsRounds) {
            loss += round.loss() * round.windows();
            used += round.windows();
            spent = spent.plus(round.spent());
        }
        Turn last = new Turn(rounds.size(), epoch, 0, plan.batches(), plan.batches(), losses());
        History.Epoch done = new History.Epoch(
                epoch + 1,
                loss / used,
                validation.map(ValidationErrors::loss).orElse(Double.NaN),
                learning.rate(last, plan.batches() - 1),
                rounds.size(),
                used,
                seconds,
                used / trainSeconds,
                spent);
        epochs.add(done);
        stopping.see(done, now.parameters());
        listener.onEpoch(done);
    }

    private double[] losses() {
        return epochs.stream().mapToDouble(History.Epoch::watched).toArray();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }
}
