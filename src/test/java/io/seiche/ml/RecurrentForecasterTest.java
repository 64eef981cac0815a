package io.seiche.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.job.TablesForTests;
import io.seiche.series.DataException;
import io.seiche.store.ModelReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecurrentForecasterTest {
    private static final int DAYS = 60;

    private static Dataset<Row> table;
    private static RecurrentForecasterModel fitted;

    @TempDir
    Path directory;

    private static RecurrentForecaster forecaster() {
        return new RecurrentForecaster("waves")
                .setIdCol("unique_id")
                .setPastCols("wind")
                .setLayers("lstm(6), dense(2)")
                .setLookback(14)
                .setHorizon(2)
                .setValidation(0.2)
                .setOptimizer("adam")
                .setStepSize(0.01)
                .setMaxIter(2)
                .setBatchSize(16)
                .setSeed(7);
    }

    @BeforeAll
    static void fit() {
        table = TablesForTests.waves(DAYS, "north", "south").cache();
        fitted = forecaster().fit(table);
    }

    private static List<Row> sorted(Dataset<Row> rows) {
        return rows.orderBy("unique_id", "ds").collectAsList();
    }

    @Test
    void everyRowWithAFullWindowBeforeItHasItsForecastBesideIt() {
        Dataset<Row> predicted = fitted.transform(table);
        assertEquals(fitted.transformSchema(table.schema()), predicted.schema());
        List<Row> rows = sorted(predicted);
        assertEquals(2 * DAYS, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(i % DAYS < 14, rows.get(i).isNullAt(rows.get(i).fieldIndex("prediction")), "row " + i);
        }
    }

    /** What transform puts beside a row is what forecast says of it when the table ends before that row. */
    @Test
    void aRowsForecastIsMadeFromTheRowsBeforeItAlone() {
        Row beside = sorted(fitted.transform(table)).get(40);
        Row ahead = fitted.forecast(table.filter(functions.col("ds").lt(functions.lit(beside.getAs("ds")))))
                .orderBy("unique_id", "ds")
                .first();
        assertEquals(beside.<Object>getAs("ds"), ahead.<Object>getAs("ds"));
        assertEquals(beside.<Double>getAs("prediction"), ahead.<Double>getAs("y_hat"), 1e-4);
    }

    @Test
    void theModelHoldsTheHistoryOfItsTraining() {
        assertEquals(2, fitted.history().size());
        assertTrue(fitted.history().get(1).loss() < fitted.history().get(0).loss());
        assertTrue(fitted.metrics().contains("\"validationLoss\""));
        assertEquals(fitted.uid(), fitted.parent().uid());
    }

    @Test
    void theSameParamsAndSeedGiveTheSameNetworkAndAnotherSeedAnother() {
        assertEquals(
                fitted.model().sha256(),
                forecaster().fit(table.repartition(4)).model().sha256());
        assertFalse(fitted.model()
                .sha256()
                .equals(forecaster().setSeed(8).fit(table).model().sha256()));
    }

    @Test
    void copiesKeepParamsAndTakeExtraOnes() {
        RecurrentForecaster original = forecaster();
        RecurrentForecaster copy =
                original.copy(new ParamMap().put(original.lookback(), 9).put(original.predictionCol(), "p"));
        assertEquals(9, copy.getOrDefault(copy.lookback()));
        assertEquals(14, original.getOrDefault(original.lookback()));
        assertEquals("lstm(6), dense(2)", copy.getOrDefault(copy.layers()));
        RecurrentForecasterModel model = fitted.copy(new ParamMap().put(fitted.predictionCol(), "p"));
        assertTrue(List.of(model.transform(table).columns()).contains("p"));
        assertEquals(fitted.model().sha256(), model.model().sha256());
    }

    @Test
    void everyParamIsExplained() {
        RecurrentForecaster forecaster = new RecurrentForecaster();
        String told = forecaster.explainParams();
        for (var param : forecaster.params()) {
            assertTrue(told.contains(param.name() + ": "), param.name());
            assertTrue(forecaster.hasDefault(param), param.name());
        }
        assertEquals(34, forecaster.params().length);
    }

    @Test
    void aPipelineWithOtherStagesFitsSavesLoadsAndPredictsTheSame() throws IOException {
        Dataset<Row> holes = table.withColumn(
                "wind",
                functions
                        .when(functions.dayofmonth(functions.col("ds")).equalTo(5), null)
                        .otherwise(functions.col("wind")));
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new Imputer().setInputCols(new String[] {"wind"}).setOutputCols(new String[] {"breeze"}),
            new SQLTransformer().setStatement("SELECT *, y / 10 AS load FROM __THIS__"),
            forecaster().setTargetCols("load").setPastCols("breeze")
        });
        PipelineModel model = pipeline.fit(holes);
        model.save(directory.resolve("model").toString());
        pipeline.save(directory.resolve("pipeline").toString());
        List<Row> expected = sorted(model.transform(holes));
        assertTrue(expected.get(50).<Double>getAs("prediction") < 20);
        assertNull(expected.get(0).getAs("prediction"));
        assertEquals(
                expected,
                sorted(PipelineModel.load(directory.resolve("model").toString()).transform(holes)));
        assertEquals(
                expected,
                sorted(Pipeline.load(directory.resolve("pipeline").toString())
                        .fit(holes)
                        .transform(holes)));
    }

    @Test
    void aSavedModelComesBackWholeAndIsAModelDirectoryToo() throws IOException {
        String path = directory.resolve("saved").toString();
        fitted.copy(new ParamMap().put(fitted.predictionCol(), "p")).save(path);
        RecurrentForecasterModel loaded = RecurrentForecasterModel.load(path);
        assertEquals("p", loaded.getOrDefault(loaded.predictionCol()));
        assertEquals(fitted.history(), loaded.history());
        assertEquals(fitted.metrics(), loaded.metrics());
        assertEquals(sorted(fitted.forecast(table)), sorted(loaded.forecast(table)));
        assertEquals(
                fitted.model().sha256(),
                new ModelReference(path + "/model")
                        .open(new Configuration())
                        .model()
                        .sha256());
        assertThrows(IOException.class, () -> fitted.save(path));
        fitted.write().overwrite().save(path);
    }

    @Test
    void stagesSavedUnderTheirFormerPackageStillLoad() throws IOException {
        Path model = directory.resolve("formerModel");
        fitted.copy(new ParamMap().put(fitted.predictionCol(), "p")).save(model.toString());
        inFormerPackage(model);
        RecurrentForecasterModel loaded = RecurrentForecasterModel.load(model.toString());
        assertEquals("p", loaded.getOrDefault(loaded.predictionCol()));
        assertEquals(fitted.model().sha256(), loaded.model().sha256());
        assertEquals(fitted.uid(), loaded.uid());
        Path estimator = directory.resolve("formerEstimator");
        forecaster().save(estimator.toString());
        inFormerPackage(estimator);
        RecurrentForecaster again = RecurrentForecaster.load(estimator.toString());
        assertEquals("waves", again.uid());
        assertEquals("lstm(6), dense(2)", again.getOrDefault(again.layers()));
        assertArrayEquals(new String[] {"wind"}, again.getOrDefault(again.pastCols()));
    }

    /** Gives a saved stage the class name it had when it was in the package forecast. */
    private static void inFormerPackage(Path saved) throws IOException {
        try (Stream<Path> files = Files.list(saved.resolve("metadata"))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(".")) {
                    Files.delete(file); // checksums of what is changed here
                } else {
                    Files.writeString(
                            file,
                            Files.readString(file).replace("io.seiche.ml.Recurrent", "io.seiche.forecast.Recurrent"));
                }
            }
        }
    }

    @Test
    void severalTargetsArePredictedAsAnArray() {
        Dataset<Row> rows = forecaster()
                .setTargetCols("y", "wind")
                .setPastCols()
                .setLayers("gru(4), dense(4)")
                .setMaxIter(1)
                .fit(table)
                .transform(table);
        assertEquals(
                DataTypes.createArrayType(DataTypes.DoubleType, false),
                rows.schema().apply("prediction").dataType());
        assertEquals(
                2,
                sorted(rows)
                        .get(50)
                        .getList(rows.schema().fieldIndex("prediction"))
                        .size());
    }

    @Test
    void mismatchesAreRefusedBeforeTraining() {
        told(
                IllegalArgumentException.class,
                "predictionCol \"y\" is in the table already",
                forecaster().setPredictionCol("y"),
                table);
        told(
                IllegalArgumentException.class,
                "network.layers must answer 2 numbers",
                forecaster().setLayers("dense(1)"),
                table);
        told(
                DataException.class,
                "column \"load\" is not in the table",
                forecaster().setTargetCols("load"),
                table);
        told(
                IllegalArgumentException.class,
                "timeCol \"ds\" must hold dates, timestamps or whole numbers",
                forecaster(),
                table.withColumn("ds", functions.col("ds").cast("string")));
    }

    private static void told(
            Class<? extends Exception> kind, String message, RecurrentForecaster by, Dataset<Row> rows) {
        String told =
                assertThrows(kind, () -> by.transformSchema(rows.schema())).getMessage();
        assertTrue(told.contains(message), told);
        assertThrows(kind, () -> by.fit(rows));
    }
}
