package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.model.Member;
import io.seiche.model.Model;
import io.seiche.series.DataException;
import io.seiche.series.DataFacts;
import io.seiche.series.Span;
import io.seiche.series.SplitSpec;
import io.seiche.table.InputSpec;
import io.seiche.task.Scored;
import io.seiche.task.Task.ScoringSpec;
import io.seiche.training.Division;
import io.seiche.training.Objective;
import io.seiche.training.Scoring;
import io.seiche.training.Shards;
import io.seiche.training.SparkShards;
import org.apache.spark.sql.SparkSession;

/**
 * Scores a stored model on the test span of a table, beside the baselines. Rows are prepared as the model's were, on
 * the model's own scales; a series it has not seen is scaled by its own training rows.
 *
 * @param model the model to score
 * @param input a table like the model's, see {@link Forecasts#input}
 * @param split division of its series; training rows are read by the baselines alone
 * @param evaluation baselines and intervals
 */
public record ScoringJob(Model model, InputSpec input, SplitSpec split, EvaluationSpec evaluation) {
    /**
     * The outcome of a scoring job.
     *
     * @param data facts about the table
     * @param scored scores of the model; the card is present
     */
    public record ScoringOutcome(DataFacts data, Scored scored) {}

    /** The scoring of a model that a configuration describes. */
    public static ScoringJob of(Configuration configuration, Model model) {
        return configuration.placed(() -> new ScoringJob(
                model,
                Forecasts.input(model, configuration.source())
                        .times(configuration.timeFormat())
                        .where(configuration.where()),
                configuration.split(),
                configuration.evaluation()));
    }

    /**
     * Reads and scores.
     *
     * @throws DataException if the table cannot be used, or has no test window
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public ScoringOutcome run(SparkSession spark) throws InterruptedException {
        try (JobData data = JobData.read(model, input, split, spark)) {
            DataFacts facts = data.facts();
            checkTest(facts);
            Objective objective = objective();
            Configuration none = Configuration.defaults();
            int count = Division.of(none.passes(), none.rounds(), objective, facts.windows(Span.TRAIN))
                    .shards();
            try (Shards shards = SparkShards.of(objective, data.chunks(), count)) {
                return new ScoringOutcome(facts, scored(model, evaluation, facts, shards));
            }
        }
    }

    /** Scores a model on shards of chunks that are on its scales. */
    static Scored scored(Model model, EvaluationSpec evaluation, DataFacts facts, Shards shards)
            throws InterruptedException {
        Objective objective = shards.objective();
        return model.task()
                .score(
                        new Scoring(shards, member(model).parameters()),
                        new ScoringSpec(
                                objective.windows(),
                                objective.columns(),
                                objective.loss(),
                                model.preparation().series().transform(),
                                model.vocabulary(),
                                facts,
                                evaluation));
    }

    private static Member member(Model model) {
        return model.only("scoring on a table");
    }

    private Objective objective() {
        return new Objective(
                model.task(),
                member(model).network(),
                model.task().loss(model.loss()),
                model.windows(),
                input.columns());
    }

    private static void checkTest(DataFacts facts) {
        if (facts.windows(Span.TEST) == 0) {
            throw new DataException("there is no test window to score the model on; give split.test rows enough for "
                    + "window.horizon, or more rows");
        }
    }
}
