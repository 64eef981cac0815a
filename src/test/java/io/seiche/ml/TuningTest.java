package io.seiche.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.job.TablesForTests;
import io.seiche.series.DataException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkRuntimeException;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The estimator among MLlib's evaluators and tuning, and folds in the order of time. */
final class TuningTest {
    private static final int DAYS = 80;

    private static Dataset<Row> table;

    @BeforeAll
    static void table() {
        table = TablesForTests.waves(DAYS, "north", "south").cache();
    }

    private static RecurrentForecaster forecaster() {
        return new RecurrentForecaster("tuned")
                .setIdCol("unique_id")
                .setLayers("gru(3), dense(1)")
                .setLookback(5)
                .setHorizon(1)
                .setMaxIter(1);
    }

    private static RegressionEvaluator evaluator() {
        return new RegressionEvaluator().setLabelCol("y");
    }

    private static ParamMap[] grid(RecurrentForecaster forecaster) {
        return new ParamGridBuilder()
                .addGrid(forecaster.stepSize(), new double[] {0.001, 0.02})
                .build();
    }

    @Test
    void rowsWithoutAForecastAreSkippedKeptOrRefused() {
        RecurrentForecasterModel model = forecaster().fit(table);
        Dataset<Row> skipped = model.transform(table);
        assertEquals(2 * (DAYS - 5), skipped.count());
        assertTrue(Double.isFinite(evaluator().evaluate(skipped)));
        Dataset<Row> kept =
                model.copy(ParamMap.empty()).setHandleInvalid("keep").transform(table);
        assertEquals(10, kept.filter("prediction is null").count());
        Dataset<Row> error = forecaster().setHandleInvalid("error").fit(table).transform(table);
        String message = assertThrows(SparkRuntimeException.class, () -> error.collectAsList())
                .getMessage();
        assertTrue(message.contains("a row has no forecast") && message.contains("handleInvalid = skip"), message);
        assertThrows(IllegalArgumentException.class, () -> forecaster().setHandleInvalid("drop"));
    }

    /** A random fold leaves no row a full window, so that gaps are bridged. */
    @Test
    void randomFoldsRun() {
        RecurrentForecaster forecaster = forecaster();
        double[] metrics = new TrainValidationSplit()
                .setEstimator(forecaster)
                .setEvaluator(evaluator())
                .setEstimatorParamMaps(grid(forecaster))
                .setTrainRatio(0.75)
                .setSeed(3)
                .fit(table)
                .validationMetrics();
        assertEquals(2, metrics.length);
        assertTrue(Double.isFinite(metrics[0]) && Double.isFinite(metrics[1]));
        double[] means = new CrossValidator()
                .setEstimator(forecaster)
                .setEvaluator(evaluator())
                .setEstimatorParamMaps(new ParamMap[] {ParamMap.empty()})
                .setNumFolds(2)
                .setSeed(3)
                .fit(table.union(table.filter("unique_id = 'north'").withColumn("unique_id", functions.lit("west"))))
                .avgMetrics();
        assertTrue(Double.isFinite(means[0]));
    }

    @Test
    void foldsInTimeTrainOnRowsBeforeThoseThatAreEvaluated() {
        TimeSplit split =
                new TimeSplit(forecaster(), evaluator()).setNumFolds(2).setValidationShare(0.25);
        List<TimeSplit.TimeFold> folds = split.folds(table);
        assertEquals(2, folds.size());
        for (int fold = 0; fold < 2; fold++) {
            TimeSplit.TimeFold one = folds.get(fold);
            assertEquals(2L * (40 + 20 * fold), one.training().count());
            Dataset<Row> evaluated = one.known().filter(one.isValidation());
            assertEquals(40, evaluated.count());
            Row last = one.training().agg(functions.max("ds")).first();
            assertEquals(
                    0, evaluated.filter(functions.col("ds").leq(last.get(0))).count());
        }
    }

    @Test
    void theBestParamsOfFoldsInTimeTrainOnAllRows() {
        RecurrentForecaster forecaster = forecaster();
        TimeSplit.Tuned best = new TimeSplit(forecaster, evaluator())
                .setEstimatorParamMaps(grid(forecaster))
                .setNumFolds(1)
                .fit(table);
        List<Double> metrics = best.avgMetrics();
        int least = metrics.get(0) <= metrics.get(1) ? 0 : 1;
        assertEquals(
                grid(forecaster)[least].get(forecaster.stepSize()),
                best.bestParams().get(forecaster.stepSize()));
        assertEquals(
                forecaster.copy(best.bestParams()).fit(table).model().sha256(),
                best.bestModel().model().sha256());
        TimeSplit few = new TimeSplit(forecaster, evaluator()).setNumFolds(10);
        assertThrows(IllegalArgumentException.class, () -> few.fit(table.filter("ds < '2024-01-08'")));
    }

    /** A Dataset has no path and no configuration. */
    @Test
    void refusalsSpeakOfColumnsAndParams() {
        List<UnaryOperator<Dataset<Row>>> spoilt = List.of(
                rows -> rows.filter("y > 1e6"),
                rows -> rows.withColumn("y", functions.lit("5d")),
                rows -> rows.withColumn("y", functions.lit(null).cast("double")),
                rows -> rows.withColumn("y", functions.lit(1e33)),
                rows -> rows.union(rows),
                rows -> rows.withColumn("y", functions.current_timestamp()),
                rows -> rows.withColumn("unique_id", functions.lit(null).cast("string")));
        RecurrentForecasterModel model = forecaster().fit(table);
        for (UnaryOperator<Dataset<Row>> one : spoilt) {
            Dataset<Row> rows = one.apply(table);
            for (String message : List.of(
                    assertThrows(DataException.class, () -> forecaster().fit(rows))
                            .getMessage(),
                    assertThrows(DataException.class, () -> model.transform(rows))
                            .getMessage(),
                    assertThrows(DataException.class, () -> model.forecast(rows))
                            .getMessage())) {
                assertFalse(message.contains("input.") || message.contains("series."), message);
            }
        }
    }
}
