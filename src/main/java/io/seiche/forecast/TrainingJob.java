package io.seiche.forecast;

import io.seiche.evaluation.Evaluation;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.model.Model;
import io.seiche.network.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.series.DataFacts;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Span;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.TableData;
import io.seiche.table.TableReader;
import io.seiche.training.Plan;
import io.seiche.training.Problem;
import io.seiche.training.Shards;
import io.seiche.training.SparkShards;
import io.seiche.training.Trained;
import io.seiche.training.Trainer;
import io.seiche.training.TrainingListener;
import io.seiche.training.TrainingSpec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The whole road from a table to a scored model: read, check, cut into windows, deal to shards, train, score on the test
 * span beside the baselines. What becomes of the model is the caller's affair.
 *
 * @param name what the model will be called
 * @param input the table
 * @param series how its rows become series
 * @param split where series are divided
 * @param windows the windows' shape
 * @param network the layers
 * @param training how it learns
 * @param evaluation what it is scored beside
 */
public record TrainingJob(
        String name,
        InputSpec input,
        SeriesSpec series,
        SplitSpec split,
        WindowSpec windows,
        NetworkSpec network,
        TrainingSpec training,
        EvaluationSpec evaluation) {
    /** @throws IllegalArgumentException if the network does not answer as many numbers as horizon, targets and loss want */
    public TrainingJob {
        problem(network, training, windows, input);
    }

    private static Problem problem(NetworkSpec network, TrainingSpec training, WindowSpec windows, InputSpec input) {
        return new Problem(network, Losses.parse(training.loss()), windows, input.columns());
    }

    /**
     * Reads the input's source and trains.
     *
     * @param listener is told how training goes
     * @throws io.seiche.series.DataException if the table cannot be used
     * @throws io.seiche.training.DivergedException if training leaves the finite numbers
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public TrainingOutcome run(SparkSession spark, TrainingListener listener) throws InterruptedException {
        try (TableData data = TableReader.read(spark, input, series, split, windows)) {
            return run(data, listener);
        }
    }

    /** The same on a Dataset in place of the input's source. */
    public TrainingOutcome run(Dataset<Row> rows, TrainingListener listener) throws InterruptedException {
        try (TableData data = TableReader.read(rows, input, series, split, windows)) {
            return run(data, listener);
        }
    }

    private TrainingOutcome run(TableData data, TrainingListener listener) throws InterruptedException {
        DataFacts facts = data.facts();
        Problem problem = problem(network, training, windows, input);
        int count = Plan.of(training, problem, facts.windows(Span.TRAIN)).shards();
        try (Shards shards = SparkShards.of(problem, data.chunks(), count)) {
            Trained trained = Trainer.train(training, shards, listener);
            Evaluation scoring = new Evaluation(
                    evaluation,
                    windows,
                    input.columns(),
                    facts.frequency(),
                    series.transform(),
                    count,
                    facts.windows(Span.TRAIN));
            Scored scored = Scored.of(scoring, shards, trained.parameters(), facts.windows(Span.TEST));
            Model model = Models.of(this, data, trained, scored);
            return new TrainingOutcome(model, facts, trained, scored);
        }
    }
}
