package io.seiche.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.Key;
import io.seiche.configuration.Keys;
import io.seiche.job.TablesForTests;
import io.seiche.series.DataException;
import io.seiche.store.ModelReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Dataset<Row> predicted =
                fitted.copy(new ParamMap().put(fitted.handleInvalid(), "keep")).transform(table);
        assertEquals(fitted.transformSchema(table.schema()), predicted.schema());
        List<Row> rows = sorted(predicted);
        assertEquals(2 * DAYS, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(i % DAYS < 14, rows.get(i).isNullAt(rows.get(i).fieldIndex("prediction")), "row " + i);
        }
    }

    /** The prediction of transform for a row equals the forecast of a table that ends before that row. */
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
            assertTrue(forecaster.hasDefault(param) || param.doc().contains("Unset: "), param.name());
        }
        assertTrue(told.contains("warmup: Epochs over which the learning rate rises from 0. Configuration key"), told);
    }

    /** Every key of the list either has a param or is refused with the reason; none is forgotten. */
    @Test
    void everyConfigurationKeyIsAParamOrRefused() {
        for (Key<?> key : Keys.ALL) {
            RecurrentForecaster forecaster = new RecurrentForecaster();
            String value = key.unset().isEmpty() ? "1" : key.unset();
            try {
                forecaster.setConfig(key.path(), value);
            } catch (IllegalArgumentException refused) {
                assertTrue(refused.getMessage().contains(key.path() + " has no meaning for an estimator"), key.path());
                continue;
            }
            assertEquals(
                    1, Stream.of(forecaster.params()).filter(forecaster::isSet).count(), key.path());
        }
    }

    @Test
    void setConfigIsTheSameAsTheSetters() {
        RecurrentForecaster byKeys = new RecurrentForecaster("waves")
                .setConfig(Map.ofEntries(
                        Map.entry("input.id", "unique_id"),
                        Map.entry("input.covariates.past", "wind"),
                        Map.entry("network.layers", "lstm(6), dense(2)"),
                        Map.entry("window.lookback", "14"),
                        Map.entry("window.horizon", "2"),
                        Map.entry("split.validation", "0.2"),
                        Map.entry("training.optimizer", "Adam"),
                        Map.entry("training.learningRate", "1e-2"),
                        Map.entry("training.epochs", "2")))
                .setConfig("training.batchSize", "16")
                .setConfig("training.seed", "7");
        assertEquals(fitted.model().sha256(), byKeys.fit(table).model().sha256());
    }

    @Test
    void keysWithoutSettersReachTheTraining() throws IOException {
        RecurrentForecaster forecaster = forecaster()
                .setConfig("training.warmup", "1")
                .setConfig("training.sync", "Gradients")
                .setConfig("training.math", "strict")
                .setConfig("input.where", "unique_id = 'north'")
                .setConfig("evaluation.baselines", "[naive, drift]")
                .setConfig("evaluation.intervals", "[80]")
                .setConfig("split.test", "5");
        assertEquals(1.0, forecaster.getOrDefault(forecaster.getParam("warmup")));
        assertArrayEquals(new int[] {80}, (int[]) forecaster.getOrDefault(forecaster.getParam("intervals")));
        String path = directory.resolve("estimator").toString();
        forecaster.save(path);
        RecurrentForecasterModel model = RecurrentForecaster.load(path).fit(table);
        assertEquals(Set.of(80), model.model().intervals().keySet());
        assertEquals("gradients", model.model().lineage().get("training.sync"));
        assertEquals("strict", model.model().lineage().get("training.math"));
        assertEquals("1", model.model().lineage().get("data.series"));
        assertTrue(model.metrics().contains("drift") && !model.metrics().contains("ridge"), model.metrics());
    }

    @Test
    void classesArePredictedByName() {
        RecurrentForecasterModel model = forecaster()
                .setHorizon(1)
                .setLayers("lstm(4), dense(1, sigmoid)")
                .setConfig("training.task", "classify")
                .setConfig("input.label", "rise()")
                .setConfig("training.classWeights", "[1, 2]")
                .fit(table);
        Dataset<Row> predicted = model.transform(table);
        assertEquals(model.transformSchema(table.schema()), predicted.schema());
        List<Row> rows = sorted(predicted);
        assertEquals(2 * (DAYS - 14), rows.size());
        assertTrue(List.of("rise", "no rise").contains(rows.get(40).<String>getAs("prediction")));
    }

    @Test
    void aWideTableIsForecastButNotTransformed() {
        Dataset<Row> wide = table.filter("unique_id = 'north'").select("ds", "y", "wind");
        RecurrentForecasterModel model = new RecurrentForecaster("wide")
                .setConfig("input.wide", "[y, wind]")
                .setLayers("lstm(4), dense(1)")
                .setLookback(14)
                .setMaxIter(1)
                .fit(wide);
        assertEquals(2, model.forecast(wide).count());
        assertThrows(IllegalArgumentException.class, () -> model.transform(wide));
    }

    @Test
    void stagesOfEarlierVersionsHoldNumbersWhereTextsAreNow() throws IOException {
        Path saved = directory.resolve("earlier");
        forecaster().setShards(2).save(saved.toString());
        try (Stream<Path> files = Files.list(saved.resolve("metadata"))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(".")) {
                    Files.delete(file); // checksums of what is changed here
                } else {
                    Files.writeString(
                            file,
                            Files.readString(file)
                                    .replace("\"validation\":\"0.2\"", "\"validation\":0.2")
                                    .replace("\"localSteps\":\"auto\"", "\"localSteps\":0")
                                    .replace("\"shards\":\"2\"", "\"shards\":1"));
                }
            }
        }
        assertEquals(
                forecaster().setShards(1).fit(table).model().sha256(),
                RecurrentForecaster.load(saved.toString()).fit(table).model().sha256());
    }

    @Test
    void keysThatAreUnknownOrForOthersAreRefused() {
        RecurrentForecaster forecaster = new RecurrentForecaster();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> forecaster.setConfig("training.warmupp", "1"))
                .getMessage()
                .endsWith("did you mean \"training.warmup\"?"));
        assertEquals(
                "warmup must be a number, was \"long\"",
                assertThrows(IllegalArgumentException.class, () -> forecaster.setConfig("training.warmup", "long"))
                        .getMessage());
        assertEquals(
                "embargo has no meaning with a training span alone: there is no other span to keep apart; give"
                        + " validation or test",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> forecaster.setConfig("split.embargo", "3").fit(table))
                        .getMessage());
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
            forecaster().setTargetCols("load").setPastCols("breeze").setHandleInvalid("keep")
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

    @Test
    void pipelinesSavedWithTheFormerClassNamesLoad() throws Exception {
        Path estimators = directory.resolve("formerPipeline");
        new Pipeline().setStages(new PipelineStage[] {forecaster()}).save(estimators.toString());
        Path models = directory.resolve("formerPipelineModel");
        new Pipeline()
                .setStages(new PipelineStage[] {fitted})
                .fit(table)
                .write()
                .save(models.toString());
        for (Path saved : List.of(estimators, models)) {
            try (Stream<Path> stages = Files.list(saved.resolve("stages"))) {
                for (Path stage : stages.toList()) {
                    inFormerPackage(stage);
                }
            }
        }
        assertEquals(
                "waves", Pipeline.load(estimators.toString()).getStages()[0].uid());
        var again =
                (RecurrentForecasterModel) PipelineModel.load(models.toString()).stages()[0];
        assertEquals(fitted.model().sha256(), again.model().sha256());
    }

    /** A program of 0.1 names the class of that package. */
    @Test
    @SuppressWarnings("deprecation")
    void theFormerNameIsAnEstimatorToo() {
        var former = new io.seiche.forecast.RecurrentForecaster("former");
        RecurrentForecaster set = former.setIdCol("unique_id")
                .setTimeCol("ds")
                .setTargetCols("y")
                .setLookback(7)
                .setLayers("gru(2), dense(1)")
                .setMaxIter(1);
        assertEquals(former.getClass(), set.copy(ParamMap.empty()).getClass());
        assertEquals("former", set.fit(table).uid());
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
                "layers must answer 2 numbers",
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
