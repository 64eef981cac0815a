package io.seiche.training;

import io.seiche.network.Network;
import io.seiche.series.DataException;
import io.seiche.training.Worker.ShardResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The training loop: epochs of rounds. A round broadcasts the parameters, runs some steps from them on every shard, and
 * averages the results. An epoch ends when every shard has passed once over its training windows, or over those
 * drawn for the epoch.
 */
public final class Trainer {
    private final TrainingSpec spec;
    private final OptimizerPlan optimizer;
    private final Shards shards;
    private final TrainingListener listener;
    private final EpochWindows windows;
    private final Plan plan;
    private final SyncStrategy sync;
    private final DivergenceCheck divergence;
    private final EarlyStopping stopping;
    private final ParameterMean mean;
    private final double secondsBefore;
    private final List<History.Epoch> epochs;
    private final List<History.Round> rounds;
    private final long started = System.nanoTime();
    private TrainingState now;

    /**
     * Trains from the network's initial parameters.
     *
     * @throws DivergedException if a loss or the parameters leave the finite numbers, or a loss explodes
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static Trained train(TrainingSpec spec, Shards shards, TrainingListener listener)
            throws InterruptedException {
        return train(
                spec, shards, shards.objective().build().initial(spec.passes().seed()), listener);
    }

    /**
     * Trains from given parameters, which are not changed.
     *
     * @throws DivergedException if a loss or the parameters leave the finite numbers, or a loss explodes
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static Trained train(TrainingSpec spec, Shards shards, float[] start, TrainingListener listener)
            throws InterruptedException {
        return resume(spec, shards, Checkpoint.start(start), listener);
    }

    /**
     * Resumes from a checkpoint of a run of the same specification on the same shards. The result is that of an
     * uninterrupted run, bit for bit.
     *
     * @throws IllegalArgumentException if the checkpoint is of another network or optimizer
     * @throws DivergedException if a loss or the parameters leave the finite numbers, or a loss explodes
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static Trained resume(TrainingSpec spec, Shards shards, Checkpoint from, TrainingListener listener)
            throws InterruptedException {
        return new Trainer(spec, shards, from, listener).run();
    }

    /**
     * Runs the first round of a training some times, each time from the initial parameters, and discards the results.
     *
     * @param plan shards, local steps and batches
     * @return the time of each
     * @throws DivergedException if a loss or the parameters leave the finite numbers
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static List<RoundTiming> timeRounds(TrainingSpec spec, Plan plan, Shards shards, int count)
            throws InterruptedException {
        Network network = shards.objective().build();
        OptimizerPlan optimizer = OptimizerPlan.of(spec, network.layout());
        float[] start = network.initial(spec.passes().seed());
        TrainingState begin = new TrainingState(start, new float[optimizer.carried(start.length)]);
        int steps = Math.min(plan.localSteps(), plan.batches());
        SyncStrategy sync = SyncStrategy.of(optimizer, network);
        DivergenceCheck divergence = new DivergenceCheck(spec);
        int[] windows = EpochWindows.of(spec, shards).in(0);
        List<RoundTiming> timings = new ArrayList<>();
        for (int round = 1; round <= count; round++) {
            RoundBatches batches = new RoundBatches(round, 0, 0, steps, plan.batches(), new double[0], windows);
            AggregatedUpdate update = shards.average(begin, sync.work(batches));
            divergence.check(batches, update.summaries());
            timings.add(update.timing());
        }
        return timings;
    }

    /**
     * Returns a fingerprint of the rows of these shards, independent of their order and of the number of shards: 64
     * hexadecimal digits.
     *
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static String fingerprint(Shards shards) throws InterruptedException {
        return Fingerprint.of(shards);
    }

    /**
     * Checks that shards still hold the rows with which a training began. The shards of a lost executor are made again,
     * from a table that others may have written meanwhile, or from shuffled rows in which a disk changed a byte.
     *
     * @param begun their fingerprint at the beginning
     * @throws DataException if they hold other rows
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public static void checkUnchanged(Shards shards, String begun) throws InterruptedException {
        if (!fingerprint(shards).equals(begun)) {
            throw new DataException(
                    "the rows changed during the training: executors were lost, and what was read again"
                            + " in their place is not what they held, since the table was written meanwhile or a disk damaged"
                            + " shuffled rows; nothing was published, run the same command again while nothing writes the table");
        }
    }

    private Trainer(TrainingSpec spec, Shards shards, Checkpoint from, TrainingListener listener)
            throws InterruptedException {
        this.spec = spec;
        this.shards = shards;
        this.listener = listener;
        Network network = shards.objective().build();
        this.optimizer = OptimizerPlan.of(spec, network.layout());
        int parameters = network.layout().size();
        Checkpoint begin = from.rounds() > 0 ? from : from.sized(optimizer, parameters);
        begin.check(optimizer, parameters);
        this.now = begin.now();
        this.secondsBefore = begin.seconds();
        this.epochs = new ArrayList<>(begin.history().epochs());
        this.rounds = new ArrayList<>(begin.history().rounds());
        this.sync = SyncStrategy.of(optimizer, network, begin.outer());
        this.divergence = new DivergenceCheck(spec, begin.firstLoss());
        this.stopping = new EarlyStopping(spec.passes().patience(), epochs, begin.best());
        this.windows = EpochWindows.of(spec, shards);
        this.plan = Plan.of(spec, shards, windows);
        this.mean = new ParameterMean(spec.passes().average(), begin.mean());
        for (int epoch = 0; epoch <= epochs.size(); epoch++) {
            int its = of(epoch).size();
            for (int count = 1; count <= its; count++) {
                mean.restored(done(epoch, count));
            }
        }
    }

    private Trained run() throws InterruptedException {
        listener.onStart(spec, plan);
        while (epochs.size() < spec.passes().epochs() && !stopping.enough()) {
            epoch(epochs.size());
        }
        Checkpoint.Best best = stopping.best();
        Trained trained = new Trained(
                best.parameters(), plan, best.epoch(), seconds(), best.validation(), new History(epochs, rounds));
        listener.onEnd(trained);
        return trained;
    }

    /** Runs the rounds of an epoch, or the remaining ones after a checkpoint. */
    private void epoch(int epoch) throws InterruptedException {
        List<History.Round> itsRounds = of(epoch);
        double before = seconds()
                - itsRounds.stream().mapToDouble(History.Round::seconds).sum();
        double[] losses = losses();
        int[] used = windows.in(epoch);
        int batches = batches(epoch);
        int each = plan.localSteps();
        for (int first = itsRounds.size() * each; first < batches; first += each) {
            int count = Math.min(each, batches - first);
            itsRounds.add(round(
                    new RoundBatches(rounds.size() + 1, epoch, first, count, plan.batches(), losses, used),
                    done(epoch, itsRounds.size() + 1)));
        }
        double trained = seconds() - before;
        Optional<ValidationErrors> validation = Validation.run(shards, mean.or(now.parameters()), divergence);
        RoundBatches last = new RoundBatches(rounds.size(), epoch, batches - 1, 1, plan.batches(), losses, used);
        finish(last, itsRounds, validation, trained, seconds() - before);
    }

    /** Returns the rounds of an epoch, from 0, that have been run. */
    private List<History.Round> of(int epoch) {
        return new ArrayList<>(
                rounds.stream().filter(round -> round.epoch() == epoch + 1).toList());
    }

    /** Returns the batches of an epoch, from 0, on the shard that uses most windows in it. */
    private int batches(int epoch) {
        return spec.passes().batches(Arrays.stream(windows.in(epoch)).max().orElse(0));
    }

    /** Returns the share of the run that is done after so many rounds of an epoch, from 0. */
    private double done(int epoch, int itsRounds) {
        double ofEpoch = Math.min(1, (double) itsRounds * plan.localSteps() / batches(epoch));
        return (epoch + ofEpoch) / spec.passes().epochs();
    }

    /** Broadcast, local steps, average, step. */
    private History.Round round(RoundBatches batches, double done) throws InterruptedException {
        double before = seconds();
        AggregatedUpdate update = shards.average(now, sync.work(batches));
        divergence.check(batches, update.summaries());
        now = sync.merge(batches, now, update.mean());
        divergence.checkMerged(now);
        mean.add(done, now.parameters());
        History.Round round = record(batches, update, before);
        listener.onRound(round);
        listener.onCheckpoint(new Checkpoint(
                now,
                sync.outerState(),
                mean.mean(),
                stopping.memory(),
                divergence.first(),
                seconds(),
                new History(epochs, rounds)));
        return round;
    }

    private History.Round record(RoundBatches batches, AggregatedUpdate update, double before) {
        double loss = 0;
        long used = 0;
        for (ShardResult<LocalUpdate.Summary> result : update.summaries()) {
            loss += result.value().loss();
            used += result.value().windows();
        }
        String sha256 = Trained.sha256(now.parameters());
        RoundTiming timing =
                update.timing().collecting(seconds() - before - update.timing().seconds());
        History.Round round =
                new History.Round(batches.round(), batches.epoch() + 1, loss / used, used, sha256, timing);
        rounds.add(round);
        return round;
    }

    private void finish(
            RoundBatches last,
            List<History.Round> itsRounds,
            Optional<ValidationErrors> validation,
            double trainSeconds,
            double seconds) {
        double loss = 0;
        long used = 0;
        RoundTiming timing = RoundTiming.NOTHING;
        for (History.Round round : itsRounds) {
            loss += round.loss() * round.windows();
            used += round.windows();
            timing = timing.plus(round.timing());
        }
        History.Epoch done = new History.Epoch(
                last.epoch() + 1,
                loss / used,
                validation.map(ValidationErrors::loss).orElse(Double.NaN),
                optimizer.rate(last, last.first()),
                rounds.size(),
                used,
                seconds,
                used / trainSeconds,
                timing);
        epochs.add(done);
        stopping.see(done, mean.or(now.parameters()), validation);
        listener.onEpoch(done);
    }

    private double[] losses() {
        return epochs.stream().mapToDouble(History.Epoch::watched).toArray();
    }

    /** Returns the time of the run so far, in all its processes. */
    private double seconds() {
        return secondsBefore + (System.nanoTime() - started) * 1e-9;
    }
}
