package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.Keys;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.evaluation.Season;
import io.seiche.job.MemberTraining.TrainedNetwork;
import io.seiche.loss.Loss;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.DataFacts;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Span;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import io.seiche.store.RunIdentity;
import io.seiche.table.InputSpec;
import io.seiche.table.TableReader;
import io.seiche.task.Scored;
import io.seiche.task.Task;
import io.seiche.task.Task.ScoringSpec;
import io.seiche.text.Reason;
import io.seiche.text.Refusal;
import io.seiche.training.BatchMemory;
import io.seiche.training.Checkpoint;
import io.seiche.training.Division;
import io.seiche.training.ExecutorMachine;
import io.seiche.training.History;
import io.seiche.training.Objective;
import io.seiche.training.Plan;
import io.seiche.training.Scoring;
import io.seiche.training.Shards;
import io.seiche.training.SparkShards;
import io.seiche.training.Trained;
import io.seiche.training.Trainer;
import io.seiche.training.TrainingListener;
import io.seiche.training.TrainingSpec;
import io.seiche.training.TrainingSpec.Sync;
import io.seiche.training.bench.RoundMeasurement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The complete job from a table to a scored model: read, check, cut into windows, distribute to shards, train, score on the
 * test span beside the baselines. The caller publishes the model.
 *
 * @param name name of the model
 * @param table the table, and the way its rows become windows
 * @param network the layers
 * @param training the method of training
 * @param evaluation baselines and intervals
 */
public record TrainingJob(
        String name, TableSpec table, NetworkSpec network, TrainingSpec training, EvaluationSpec evaluation) {
    /**
     * A table and the way its rows become windows.
     *
     * @param input the table
     * @param series policies that turn its rows into series
     * @param split division of the series
     * @param windows the windows' shape
     * @param vocabulary maximum number of items that a next-item network distinguishes
     */
    public record TableSpec(InputSpec input, SeriesSpec series, SplitSpec split, WindowSpec windows, int vocabulary) {
        public TableSpec {
            if (vocabulary < 1) {
                throw new Refusal("series.vocabulary", "be 1 item or more", vocabulary);
            }
        }

        private TableSpec with(InputSpec other) {
            return new TableSpec(other, series, split, windows, vocabulary);
        }

        private TableSpec with(SplitSpec other) {
            return new TableSpec(input, series, other, windows, vocabulary);
        }

        private TableSpec with(WindowSpec other) {
            return new TableSpec(input, series, split, other, vocabulary);
        }
    }

    /** @throws IllegalArgumentException if the network does not answer what the task asks */
    public TrainingJob {
        InputSpec input = table.input();
        SeriesSpec series = table.series();
        WindowSpec windows = table.windows();
        training.task().check(input.columns(), input.isWide());
        training.task().check(series, windows, training.task().loss(training.loss()));
        if (training.passes().members() == 0) {
            NetworkSpec asked = network;
            network = asked.withoutCells().orElseThrow(() -> new Refusal(
                            "training.members",
                            "be 1 or more with network.layers = "
                                    + asked.unfitted().layers(),
                            0,
                            "0 trains no network with a cell, and there is no other")
                    .with("network.layers"));
        }
        NetworkSpec unsized = training.task().unsized(network);
        objective(fitted(unsized, training, windows, input.columns()), training, windows, input.columns());
        int context = network.reach(windows.lookback()) - windows.lookback();
        table = table.with(windows.context(Math.max(windows.context(), context)));
    }

    /** Creates a job of values, not items. */
    public TrainingJob(
            String name,
            InputSpec input,
            SeriesSpec series,
            SplitSpec split,
            WindowSpec windows,
            NetworkSpec network,
            TrainingSpec training,
            EvaluationSpec evaluation) {
        this(name, new TableSpec(input, series, split, windows, 1), network, training, evaluation);
    }

    /** The table. */
    public InputSpec input() {
        return table.input();
    }

    /** The policies that turn rows into series. */
    public SeriesSpec series() {
        return table.series();
    }

    /** The division of the series. */
    public SplitSpec split() {
        return table.split();
    }

    /** The shape of the windows. */
    public WindowSpec windows() {
        return table.windows();
    }

    /** The job that a configuration describes. */
    public static TrainingJob of(Configuration configuration) {
        return of(configuration, configuration.name(), configuration.input());
    }

    /**
     * The job that a configuration describes, under a name and for an input of its own.
     *
     * @param input its source may be null if the job runs on a Dataset
     */
    public static TrainingJob of(Configuration configuration, String name, InputSpec input) {
        NetworkSpec network = configuration.network(input);
        return configuration.placed(() -> new TrainingJob(
                name,
                new TableSpec(
                        input,
                        configuration.series(),
                        configuration.split(),
                        configuration.window(),
                        configuration.get(Keys.VOCABULARY)),
                network,
                configuration.training(network, input),
                configuration.evaluation()));
    }

    /** Returns the job for the items, columns and number of windows that were found in the table. */
    TrainingJob sized(JobData data) {
        Task task = training.task();
        Columns columns = data.table().pipeline().columns();
        NetworkSpec sized =
                task.fitted(task.sized(network, data.vocabulary()), windows(), columns, task.loss(training.loss()));
        TrainingSpec divided =
                training.rounds().sync() == Sync.AUTO ? division(sized, data).applyTo(training) : training;
        return withFound(columns).with(sized, divided);
    }

    /** Returns the same job with another division of the series. */
    TrainingJob with(SplitSpec otherSplit) {
        return new TrainingJob(name, table.with(otherSplit), network, training, evaluation);
    }

    /** Returns the same job with what was found in a table for equal columns: see {@link Columns#withFound}. */
    TrainingJob withFound(Columns found) {
        InputSpec known = input().with(input().columns().withFound(found));
        return new TrainingJob(name, table.with(known), network, training, evaluation);
    }

    /** Returns the same job with another evaluation. */
    TrainingJob with(EvaluationSpec other) {
        return new TrainingJob(name, table, network, training, other);
    }

    /** Returns the same job with another network and training. */
    TrainingJob with(NetworkSpec otherNetwork, TrainingSpec otherTraining) {
        return new TrainingJob(name, table, otherNetwork, otherTraining, evaluation);
    }

    private static NetworkSpec fitted(NetworkSpec network, TrainingSpec training, WindowSpec windows, Columns columns) {
        Task task = training.task();
        return network.needsFitting() ? task.fitted(network, windows, columns, task.loss(training.loss())) : network;
    }

    /** Returns a network with the sizes that this job decides, before its table is read. */
    NetworkSpec fitted(NetworkSpec other) {
        return fitted(other, training, windows(), input().columns());
    }

    private static Objective objective(
            NetworkSpec network, TrainingSpec training, WindowSpec windows, Columns columns, double... classWeights) {
        Loss loss = training.task().loss(training.loss(), classWeights);
        return new Objective(training.task(), network, loss, windows, columns, training.math());
    }

    /**
     * Reads the input's source and trains.
     *
     * @param listener of the training
     * @throws io.seiche.series.DataException if the table cannot be used
     * @throws io.seiche.training.DivergedException if training leaves the finite numbers
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public TrainingOutcome run(SparkSession spark, TrainingListener listener) throws InterruptedException {
        try (JobData data = JobData.read(this, spark)) {
            return sized(data).run(data, listener);
        }
    }

    /**
     * Reads, trains and scores, resuming the same run of an earlier process.
     *
     * @param kept the storage of the run; the caller ends it once the model is published
     * @throws io.seiche.series.DataException if the table cannot be used
     * @throws io.seiche.store.StorageException if the store cannot be read, or the run not be begun there
     * @throws io.seiche.training.DivergedException if training leaves the finite numbers
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public TrainingOutcome run(SparkSession spark, KeptRun kept, TrainingListener listener)
            throws InterruptedException {
        try (JobData data = JobData.read(this, spark)) {
            TrainingJob sized = sized(data);
            if (training.rounds().sync() == Sync.AUTO) {
                kept.tell("training.sync = auto: "
                        + division(sized.network(), data).syncText());
            }
            return sized.run(data, kept, listener);
        }
    }

    private TrainingOutcome run(JobData data, KeptRun kept, TrainingListener listener) throws InterruptedException {
        Plan.check(data.facts().windows(Span.TRAIN));
        try (Shards shards = shards(data)) {
            String kernels = Models.kernels(ExecutorMachine.of(shards));
            if (kernels.contains(" and ")) {
                kept.tell("executors multiply with different kernels (" + kernels + "), so that another run may come to"
                        + " other bytes; training.math = strict comes to the same on any machine");
            }
            Season.known(evaluation, data.facts().frequency())
                    .flatMap(repeats -> repeats.strideWarning(windows().stride()))
                    .ifPresent(kept::tell);
            RunIdentity identity = RunFacts.of(this, shards, kernels);
            Optional<Checkpoint> from = kept.begin(identity);
            String rows = identity.facts().get(RetrainingJob.FINGERPRINT);
            Map<String, String> origin =
                    new TreeMap<>(Map.of("training.run", identity.id(), RetrainingJob.FINGERPRINT, rows));
            from.ifPresent(then -> origin.put("training.resumedAfterRound", "" + kept.rounds()));
            TrainingOutcome outcome = network.readsWholeWindows()
                    ? members(data, shards, origin, listener, kept::train)
                    : train(data, shards, from, origin, kept.and(listener));
            kept.checkUnchanged(shards);
            return outcome;
        }
    }

    /** The same on a Dataset in place of the input's source. */
    public TrainingOutcome run(Dataset<Row> rows, TrainingListener listener) throws InterruptedException {
        try (JobData data = JobData.of(TableReader.open(rows, input(), series(), windows()), split())) {
            return sized(data).run(data, listener);
        }
    }

    /**
     * Reads the input's source and scores a network that was trained elsewhere, in place of training one. Scales and
     * intervals are found on training and validation rows as they are in training.
     *
     * @param parameters in the order of the network's layout
     * @param origin facts about their origin, by dotted names: for the model's lineage
     * @throws io.seiche.series.DataException if the table cannot be used
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public TrainingOutcome adopt(SparkSession spark, float[] parameters, Map<String, String> origin)
            throws InterruptedException {
        long begun = System.nanoTime();
        try (JobData data = JobData.of(TableReader.open(spark, input(), series(), windows()), split())) {
            TrainingJob sized = sized(data);
            try (Shards shards = sized.shards(data)) {
                Plan plan = Plan.untrained(shards.count());
                double seconds = (System.nanoTime() - begun) / 1e9;
                Trained untrained =
                        new Trained(parameters, plan, 0, seconds, Optional.empty(), new History(List.of(), List.of()));
                return sized.outcome(data, shards, untrained, origin);
            }
        }
    }

    /**
     * The plan and expected cost of a run.
     *
     * @param data facts about the table
     * @param training with what it leaves to {@code training.sync = auto}
     * @param division the shards and what they average, with the reasons
     * @param plan local steps, windows, as {@link #run} takes them
     * @param measured duration of a round here; empty where none was measured
     * @param memory of one task
     * @param objective the network, sized by what was seen, and the columns it reads
     */
    public record Outlook(
            DataFacts data,
            TrainingSpec training,
            Division division,
            Plan plan,
            Optional<RoundMeasurement> measured,
            BatchMemory memory,
            Objective objective) {}

    /**
     * Reads the input's source and returns what {@link #run} would do with it.
     *
     * @param measure true to run and time some rounds
     * @throws io.seiche.series.DataException if the table cannot be used
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public Outlook plan(SparkSession spark, boolean measure) throws InterruptedException {
        try (JobData data = JobData.read(this, spark)) {
            TrainingJob sized = sized(data);
            try (Shards shards = sized.shards(data)) {
                TrainingSpec divided = sized.training();
                Objective objective = shards.objective();
                Plan plan = Plan.of(divided, shards);
                Optional<RoundMeasurement> measured =
                        measure ? Optional.of(RoundMeasurement.of(divided, plan, shards)) : Optional.empty();
                BatchMemory memory = BatchMemory.of(divided, objective);
                return new Outlook(data.facts(), divided, division(objective, data), plan, measured, memory, objective);
            }
        }
    }

    /** Trains on a table that has been read and that this job is {@link #sized} for, and scores. */
    TrainingOutcome run(JobData data, TrainingListener listener) throws InterruptedException {
        try (Shards shards = shards(data)) {
            return train(data, shards, listener);
        }
    }

    /** Trains on shards. */
    TrainingOutcome train(JobData data, Shards shards, TrainingListener listener) throws InterruptedException {
        return train(data, shards, Optional.empty(), Map.of(), listener);
    }

    /**
     * Trains on shards and scores.
     *
     * @param from checkpoint of an earlier process; not used by networks that read whole windows
     * @param origin for the lineage of the model
     */
    TrainingOutcome train(
            JobData data,
            Shards shards,
            Optional<Checkpoint> from,
            Map<String, String> origin,
            TrainingListener listener)
            throws InterruptedException {
        if (network.readsWholeWindows()) {
            return members(data, shards, origin, listener, Trainer::train);
        }
        Trained trained = inMemory(shards, () -> stepped(shards, from, listener));
        SortedMap<String, String> lineage = Models.lineage(training, trained, ExecutorMachine.of(shards));
        lineage.putAll(origin);
        return outcome(data, shards, trained, lineage);
    }

    private TrainingOutcome members(
            JobData data,
            Shards shards,
            Map<String, String> origin,
            TrainingListener listener,
            MemberTraining.NetworkTraining each)
            throws InterruptedException {
        return inMemory(shards, () -> new MemberTraining(this, origin, listener, each).run(data, shards));
    }

    /**
     * Trains on shards without a refit, and does not score.
     *
     * @param from checkpoint of a shorter training; not used by networks that read whole windows
     */
    TrainedNetwork fit(JobData data, Shards shards, Optional<Checkpoint> from, TrainingListener listener)
            throws InterruptedException {
        return inMemory(
                shards,
                () -> network.readsWholeWindows()
                        ? new MemberTraining(this, Map.of(), listener, Trainer::train).fit(data, shards)
                        : new TrainedNetwork(network, stepped(shards, from, listener)));
    }

    private Trained stepped(Shards shards, Optional<Checkpoint> from, TrainingListener listener)
            throws InterruptedException {
        return from.isPresent()
                ? Trainer.resume(training, shards, from.get(), listener)
                : Trainer.train(training, shards, listener);
    }

    /** Work on shards that may take too much memory. */
    private interface ShardsWork<T> {
        T run() throws InterruptedException;
    }

    private <T> T inMemory(Shards shards, ShardsWork<T> work) throws InterruptedException {
        BatchMemory memory = BatchMemory.of(training, shards.objective());
        shards.check(memory);
        try {
            return work.run();
        } catch (RuntimeException failure) {
            throw Reason.isOutOfMemory(failure) ? shards.tooLarge(memory, failure) : failure;
        }
    }

    /** Distributes a table that has been read to shards. */
    Shards shards(JobData data) {
        Objective objective = objective(data);
        Shards shards = SparkShards.of(
                objective, data.chunks(), division(objective, data).shards());
        data.chunksTaken();
        return shards;
    }

    /** Returns the division of this training with a network of known sizes on a table that has been read. */
    private Division division(NetworkSpec sized, JobData data) {
        Columns columns = data.table().pipeline().columns();
        return division(objective(sized, training, windows(), columns), data);
    }

    /** Returns the division of this training on a table that has been read. */
    Division division(Objective objective, JobData data) {
        return Division.of(training, objective, data.facts().windows(Span.TRAIN));
    }

    /** Returns the learning problem on a table that has been read. */
    Objective objective(JobData data) {
        Columns columns = data.table().pipeline().columns();
        Objective objective = objective(
                fitted(network, training, windows(), columns), training, windows(), columns, classWeights(data));
        data.checkTargets(objective.loss());
        return objective;
    }

    /** Returns the weight of a training window of each class; none if values are forecast. */
    private double[] classWeights(JobData data) {
        if (!training.task().weighsClasses()) {
            return new double[0];
        }
        data.checkClasses();
        return training.classWeights().weights(data.table().trainingClasses());
    }

    /** Returns the outcome of a trained network on a table's test windows. */
    TrainingOutcome outcome(JobData data, Shards shards, Trained trained, Map<String, String> origin)
            throws InterruptedException {
        DataFacts facts = data.facts();
        Objective objective = shards.objective();
        Scored scored = training.task().score(new Scoring(shards, trained.parameters()), scoring(objective, data));
        return new TrainingOutcome(Models.of(this, data, trained, scored, origin), facts, trained, scored);
    }

    /** Returns the data and settings of scoring. */
    ScoringSpec scoring(Objective objective, JobData data) {
        return new ScoringSpec(
                objective.windows(),
                objective.columns(),
                objective.loss(),
                series().transform(),
                data.vocabulary(),
                data.facts(),
                evaluation);
    }
}
