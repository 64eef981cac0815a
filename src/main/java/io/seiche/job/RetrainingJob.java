package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.evaluation.ChampionGate;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.evaluation.Scorecard;
import io.seiche.model.Model;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Span;
import io.seiche.table.TableData;
import io.seiche.task.Scored;
import io.seiche.training.ExecutorMachine;
import io.seiche.training.Objective;
import io.seiche.training.Shards;
import io.seiche.training.SparkShards;
import io.seiche.training.Trained;
import io.seiche.training.Trainer;
import io.seiche.training.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Trains a challenger on the newest rows, from the champion's parameters or anew, and scores it beside the champion and the
 * baselines on the same test windows; the champion on its own scales. The caller publishes the challenger or not.
 *
 * @param job the training of the challenger
 * @param spec rows, start and margin of the retraining
 * @param champion the model in service; empty without one
 * @param learned the {@linkplain #FINGERPRINT fingerprint} of the rows from which there is nothing left to learn, if
 *     any
 */
public record RetrainingJob(TrainingJob job, RetrainingSpec spec, Optional<Served> champion, Optional<String> learned) {
    /** Fact of a model's lineage: a fingerprint of the training rows. */
    public static final String FINGERPRINT = "data.fingerprint";

    /**
     * The model in service.
     *
     * @param version its number
     */
    public record Served(int version, Model model) {}

    /**
     * The outcome of a retraining.
     *
     * @param challenger as trained; its card has the champion beside the baselines, and the gate's reason
     * @param champion the champion's card
     * @param gate the decision and its reason
     * @param warm true if training started from the champion's parameters
     */
    public record RetrainingOutcome(
            TrainingOutcome challenger, Optional<ForecastScorecard> champion, ChampionGate gate, boolean warm) {}

    /**
     * The retraining that a configuration describes.
     *
     * @param champion the model in service, if any
     * @param learned the fingerprint of the rows from which there is nothing left to learn, if any
     */
    public static RetrainingJob of(Configuration configuration, Optional<Served> champion, Optional<String> learned) {
        return configuration.placed(() ->
                new RetrainingJob(TrainingJob.of(configuration), RetrainingSpec.of(configuration), champion, learned));
    }

    /**
     * Checks that the two can be compared.
     *
     * @throws IllegalArgumentException naming what is not the same
     */
    public RetrainingJob {
        job.training().task().checkRetraining();
        job = job.with(job.split().newest(spec.span()));
        Optional<Columns> found =
                champion.map(served -> served.model().preparation().columns());
        job = found.isPresent() ? job.withFound(found.get()) : job;
        champion.ifPresent(new Comparability(job)::check);
    }

    /** The properties that must be equal for two models to forecast the same windows. */
    private record Comparability(TrainingJob job) {
        void check(Served served) {
            Model model = served.model();
            same(served, "task", model.task(), job.training().task());
            same(served, "window", model.windows(), job.windows());
            same(served, "columns", model.preparation().columns(), job.input().columns());
            same(served, "series", known(model.preparation().series()), known(job.series()));
        }

        /** Returns the policies with the frequency of the configuration, which may leave it to be inferred. */
        private SeriesSpec known(SeriesSpec series) {
            return series.with(job.series().frequency());
        }

        private static void same(Served served, String what, Object theirs, Object ours) {
            if (!theirs.equals(ours)) {
                throw new IllegalArgumentException("the champion (version " + served.version()
                        + ") and the configuration"
                        + " must have the same " + what + " to be compared on the same windows; the champion has "
                        + theirs + ", configured is " + ours
                        + "; for a new kind of model run: seiche train, then seiche models promote");
            }
        }
    }

    /**
     * Reads the input's source, trains and compares.
     *
     * @param listener of the training
     * @return empty when there is nothing new to learn from
     * @throws DataException if the table cannot be used, or has no test window
     * @throws io.seiche.training.DivergedException if training leaves the finite numbers
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public Optional<RetrainingOutcome> run(SparkSession spark, TrainingListener listener) throws InterruptedException {
        try (JobData data = JobData.read(job, spark)) {
            return new RetrainingJob(job.sized(data), spec, champion, learned).run(spark, data, listener);
        }
    }

    private Optional<RetrainingOutcome> run(SparkSession spark, JobData data, TrainingListener listener)
            throws InterruptedException {
        try (Shards shards = job.shards(data)) {
            if (data.facts().windows(Span.TEST) == 0) {
                throw new DataException("there is no test window to compare challenger and champion on; give split.test"
                        + " rows enough for window.horizon, or more rows");
            }
            String fingerprint = Trainer.fingerprint(shards);
            if (learned.filter(fingerprint::equals).isPresent()) {
                return Optional.empty();
            }
            Optional<ForecastScorecard> theirs = champion.isEmpty()
                    ? Optional.empty()
                    : Optional.of(score(spark, data.table(), champion.get().model(), shards.count()));
            RetrainingOutcome outcome = outcome(challenger(data, shards, fingerprint, listener), theirs);
            Trainer.checkUnchanged(shards, fingerprint);
            return Optional.of(outcome);
        }
    }

    private ForecastScorecard score(SparkSession spark, TableData data, Model model, int count)
            throws InterruptedException {
        Objective objective = new Objective(
                model.task(),
                model.only("scoring on a table").network(),
                model.task().loss(model.loss()),
                job.windows(),
                job.input().columns(),
                job.training().math());
        EvaluationSpec alone = new EvaluationSpec(job.evaluation().season(), List.of(), List.of());
        try (Shards shards = SparkShards.of(objective, JobData.onScales(spark, data, model), count)) {
            Scored scored = ScoringJob.scored(model, alone, data.facts(), shards);
            return scored.card().flatMap(Scorecard::forecasts).orElseThrow();
        }
    }

    private TrainingOutcome challenger(JobData data, Shards shards, String fingerprint, TrainingListener listener)
            throws InterruptedException {
        if (!warm()) {
            Map<String, String> fresh = Map.of(FINGERPRINT, fingerprint, "training.start", "fresh");
            return job.sized(data).train(data, shards, Optional.empty(), fresh, listener);
        }
        Served served = champion.orElseThrow();
        Trained trained = Trainer.train(
                job.training(), shards, served.model().members().get(0).parameters(), listener);
        SortedMap<String, String> origin =
                new TreeMap<>(Models.lineage(job.training(), trained, ExecutorMachine.of(shards)));
        origin.put(FINGERPRINT, fingerprint);
        origin.put("training.start", "the champion, version " + served.version());
        return job.outcome(data, shards, trained, origin);
    }

    /** Returns true if training starts from the champion's parameters, which needs the same network. */
    private boolean warm() {
        return spec.warm()
                && !job.network().readsWholeWindows()
                && champion.map(served -> served.model().members())
                        .filter(members ->
                                members.size() == 1 && members.get(0).network().equals(job.network()))
                        .isPresent();
    }

    private RetrainingOutcome outcome(TrainingOutcome trained, Optional<ForecastScorecard> theirs) {
        ForecastScorecard own =
                trained.scored().card().flatMap(Scorecard::forecasts).orElseThrow();
        ChampionGate gate = ChampionGate.of(own, theirs, spec.measure(), spec.margin());
        ForecastScorecard beside = theirs.map(card -> own.beside(
                        "champion",
                        "the champion, version " + champion.orElseThrow().version(),
                        card))
                .orElse(own)
                .noting((gate.promoted() ? "promoted: " : "not promoted: ") + gate.reason());
        Scored scored = new Scored(
                Optional.of(beside),
                trained.scored().scorer(),
                trained.scored().drawn(),
                trained.scored().findings());
        TrainingOutcome challenger = new TrainingOutcome(trained.model(), trained.data(), trained.trained(), scored);
        return new RetrainingOutcome(challenger, theirs, gate, warm());
    }
}
