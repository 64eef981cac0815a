package io.seiche.ml;

import io.seiche.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A choice of params by folds in the order of time, in place of {@code TrainValidationSplit} (one fold) and {@code
 * CrossValidator} (several), whose random folds tear series apart. A fold trains on the rows before a time and is
 * evaluated on the forecasts of the rows from that time on, up to that of the next fold; each is made from the rows before
 * it. The times divide the distinct times of the table:
 *
 * <pre>
 * fold 1   training training training validation
 * fold 2   training training training training   validation
 * </pre>
 */
public final class TimeSplit {
    private final RecurrentForecaster estimator;
    private final Evaluator evaluator;
    private List<ParamMap> maps = List.of(ParamMap.empty());
    private int folds = 3;
    private double share = 0.1;

    /**
     * A fold.
     *
     * @param training the rows before its time
     * @param known the rows up to its end: what forecasts are made from
     * @param isValidation true if a row is evaluated
     */
    public record TimeFold(Dataset<Row> training, Dataset<Row> known, Column isValidation) {}

    /**
     * The result.
     *
     * @param bestModel trained with the best params on the whole table
     * @param bestParams the best params
     * @param avgMetrics the metric of each list of params, the mean over the folds
     */
    public record Tuned(RecurrentForecasterModel bestModel, ParamMap bestParams, List<Double> avgMetrics) {}

    /** Creates a choice with three folds, each evaluated on a tenth of the times. */
    public TimeSplit(RecurrentForecaster estimator, Evaluator evaluator) {
        this.estimator = estimator;
        this.evaluator = evaluator;
    }

    /** Sets the lists of params to choose from; without, the estimator's own params are evaluated. */
    public TimeSplit setEstimatorParamMaps(ParamMap... value) {
        if (value.length == 0) {
            throw new IllegalArgumentException("estimatorParamMaps must hold at least one list of params, had none");
        }
        maps = List.of(value);
        return this;
    }

    /** Sets the number of folds; 3. */
    public TimeSplit setNumFolds(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("numFolds must be 1 or more, was " + value);
        }
        folds = value;
        return this;
    }

    /** Sets the share of the times that each fold is evaluated on; 0.1. */
    public TimeSplit setValidationShare(double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("validationShare must be above 0 and below 1, was " + value);
        }
        share = value;
        return this;
    }

    /**
     * Returns the folds of a table, the earliest first.
     *
     * @throws IllegalArgumentException if the table has too few times
     */
    public List<TimeFold> folds(Dataset<?> table) {
        Dataset<Row> rows = table.toDF();
        Column time = functions.col(Words.backquoted(estimator.getOrDefault(estimator.timeCol())));
        List<Row> times = rows.select(time.as("time"))
                .filter(functions.col("time").isNotNull())
                .distinct()
                .orderBy("time")
                .collectAsList();
        int size = (int) Math.floor(times.size() * share);
        if (size < 1 || times.size() - folds * size < 1) {
            throw new IllegalArgumentException("numFolds * validationShare must leave times to train on, were " + folds
                    + " and " + share + " of " + times.size() + " times");
        }
        List<TimeFold> all = new ArrayList<>();
        for (int fold = folds; fold > 0; fold--) {
            int from = times.size() - fold * size;
            Column before = time.lt(times.get(from).get(0));
            Column until = fold == 1
                    ? time.isNotNull()
                    : time.lt(times.get(from + size).get(0));
            all.add(new TimeFold(rows.filter(before), rows.filter(until), functions.not(before)));
        }
        return all;
    }

    /**
     * Trains with each list of params on each fold, and with the best on the whole table.
     *
     * @throws IllegalArgumentException if params do not fit together, or the table has too few times
     * @throws io.seiche.series.DataException if the table cannot be used
     */
    public Tuned fit(Dataset<?> table) {
        List<TimeFold> all = folds(table);
        double[] metrics = new double[maps.size()];
        for (int m = 0; m < metrics.length; m++) {
            for (TimeFold fold : all) {
                metrics[m] += evaluated(estimator.copy(maps.get(m)), fold) / all.size();
            }
        }
        int best = 0;
        for (int m = 1; m < metrics.length; m++) {
            boolean better = evaluator.isLargerBetter() ? metrics[m] > metrics[best] : metrics[m] < metrics[best];
            best = better || Double.isNaN(metrics[best]) ? m : best;
        }
        return new Tuned(
                estimator.copy(maps.get(best)).fit(table),
                maps.get(best),
                Arrays.stream(metrics).boxed().toList());
    }

    private double evaluated(RecurrentForecaster candidate, TimeFold fold) {
        RecurrentForecasterModel model = candidate.fit(fold.training()).setHandleInvalid(InvalidRows.SKIP);
        return evaluator.evaluate(model.transform(fold.known()).filter(fold.isValidation()));
    }
}
