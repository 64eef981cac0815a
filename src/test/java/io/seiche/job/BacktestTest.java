package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.evaluation.BacktestScores;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.evaluation.Fallback;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.job.Backtest.Origins;
import io.seiche.job.Backtest.Refit;
import io.seiche.model.Model;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.Duplicates;
import io.seiche.series.Frequency;
import io.seiche.series.Gaps;
import io.seiche.series.Missing;
import io.seiche.series.Normalizers;
import io.seiche.series.Scale;
import io.seiche.series.ScaleBy;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSize;
import io.seiche.series.SplitSpec;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.training.TrainingListener;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backtest forecasts every series at every origin from the rows before it, and scores what a training would score. */
final class BacktestTest {
    private static final int DAYS = 120;
    private static final int HORIZON = 4;

    private static TrainingJob job(int validation, int test, int embargo) {
        return job(validation, test, embargo, Gaps.BREAK, "mse", 1);
    }

    private static TrainingJob job(int validation, int test, int embargo, Gaps gaps, String loss, int blocks) {
        return new TrainingJob(
                "waves",
                InputSpec.tall(
                        null, "unique_id", "ds", new Columns(List.of("y"), List.of("wind"), List.of(), List.of())),
                new SeriesSpec(
                        Frequency.AUTO,
                        gaps,
                        Duplicates.ERROR,
                        Missing.ERROR,
                        Transform.NONE,
                        Scale.STANDARD,
                        ScaleBy.SERIES,
                        ZoneId.of("UTC")),
                new SplitSpec(null, new SplitSize.Rows(validation), new SplitSize.Rows(test), embargo),
                new WindowSpec(14, HORIZON, 1, Normalizers.NONE),
                new NetworkSpec("gru(4), dense(" + HORIZON * blocks + ")"),
                new TrainingForTests()
                        .loss(loss)
                        .optimizer("adam")
                        .learningRate(0.01)
                        .batchSize(16)
                        .epochs(2)
                        .shards(2)
                        .build(),
                new EvaluationSpec(7, Baselines.all(), List.of(80)));
    }

    private static Backtest backtest(int windows, int step, Refit refit, TrainingJob job) {
        return new Backtest(new Origins(windows, step), refit, job, Optional.empty(), Fallback.SEASONAL_NAIVE);
    }

    private static Dataset<Row> waves() {
        return TablesForTests.waves(DAYS, "north", "south");
    }

    /** Forecast rows by series, origin and step. */
    private static Map<String, List<Object>> rows(Backtest.BacktestOutcome outcome) {
        Map<String, List<Object>> rows = new TreeMap<>();
        for (Row row : outcome.rows().collectAsList()) {
            List<Object> cells = new ArrayList<>();
            for (String column : row.schema().fieldNames()) {
                cells.add(row.getAs(column));
            }
            String key = row.getAs("unique_id") + "/" + row.getAs("origin") + "/" + row.getAs("step");
            assertEquals(null, rows.put(key, cells), () -> key + " is there twice");
        }
        return rows;
    }

    private static Map<String, List<Object>> rows(Backtest backtest, Dataset<Row> table) throws InterruptedException {
        try (Backtest.BacktestOutcome outcome = backtest.run(table, origin -> TrainingListener.NONE)) {
            return rows(outcome);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void oneOriginScoresWhatATrainingScoresOnTheSameRows(int embargo) throws Exception {
        TrainingOutcome trained = job(20, HORIZON + embargo, embargo).run(waves(), TrainingListener.NONE);
        ForecastScorecard card = (ForecastScorecard) trained.scored().card().orElseThrow();
        try (Backtest.BacktestOutcome outcome =
                backtest(1, HORIZON, Refit.ONCE, job(20, 0, embargo)).run(waves(), origin -> TrainingListener.NONE)) {
            BacktestScores scores = outcome.scores();
            assertEquals(2, scores.windows());
            same(card.network().metrics(), scores.model());
            assertEquals(Baselines.names(), scores.baselines());
            for (String baseline : Baselines.names()) {
                same(card.baseline(Baselines.of(baseline)).orElseThrow().metrics(), scores.baseline(baseline));
                double skill = card.baseline(Baselines.of(baseline))
                        .orElseThrow()
                        .skill()
                        .mse();
                assertEquals(skill, scores.squaredSkill(baseline).value(), 1e-6 * (1 + Math.abs(skill)));
            }
            assertEquals(
                    card.intervals().get(0).coverage(), scores.coverage().get(0).coverage(), 1e-9);
            assertEquals(
                    card.intervals().get(0).meanWidth(),
                    scores.coverage().get(0).meanWidth(),
                    1e-6);
            Model model = outcome.origins().get(0).trained().orElseThrow().model();
            assertEquals(trained.model().sha256(), model.sha256());
        }
    }

    /** Actual values of a training are packed as floats; season-scaled metrics divide by other rows. */
    private static void same(Metrics expected, Metrics actual) {
        assertEquals(expected.points(), actual.points());
        for (Metric metric : List.of(Metric.MSE, Metric.MAE, Metric.RMSE, Metric.SMAPE, Metric.WAPE, Metric.BIAS)) {
            assertEquals(
                    expected.get(metric),
                    actual.get(metric),
                    1e-5 * Math.abs(expected.get(metric)) + 1e-6,
                    metric::text);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 2", "2, 9, 0"})
    void aFoldIsTheTrainingOnATableThatEndsAtItsOrigin(int windows, int step, int embargo) throws Exception {
        Backtest backtest = backtest(windows, step, Refit.EVERY, job(20, 0, embargo));
        try (Backtest.BacktestOutcome outcome = backtest.run(waves(), origin -> TrainingListener.NONE)) {
            Set<String> different = new HashSet<>();
            for (Backtest.Origin origin : outcome.origins()) {
                int known = DAYS - Math.max(step, HORIZON) - (windows - origin.number()) * step;
                Dataset<Row> before = waves().filter(functions
                        .col("ds")
                        .lt(Date.valueOf(
                                LocalDate.of(2024, 1, 1).plusDays(known).toString())));
                TrainingOutcome alone = job(20, embargo, embargo).run(before, TrainingListener.NONE);
                Model model = origin.trained().orElseThrow().model();
                assertEquals(alone.model().sha256(), model.sha256());
                for (String series : List.of("north", "south")) {
                    assertArrayEquals(
                            alone.model().preparation().scaler(series).center(),
                            model.preparation().scaler(series).center());
                    assertArrayEquals(
                            alone.model().preparation().scaler(series).scale(),
                            model.preparation().scaler(series).scale());
                }
                assertEquals(
                        Arrays.toString(alone.model().intervals().get(80).low()),
                        Arrays.toString(model.intervals().get(80).low()));
                assertEquals(
                        alone.model().intervals().get(80).variation(),
                        model.intervals().get(80).variation());
                different.add(model.sha256());
            }
            assertEquals(windows, different.size(), "origins differ");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Refit.class,
            names = {"ONCE", "EVERY"})
    void noRowAfterTheCutoffInfluencesAForecast(Refit refit) throws Exception {
        Backtest backtest = backtest(3, HORIZON, refit, job(20, 0, 0, Gaps.INTERPOLATE, "mse", 1));
        // A gap ends with the first row after the first cutoff: it must not be filled from that row.
        String gap = "ds in (date'2024-04-16', date'2024-04-17')";
        Dataset<Row> table = waves().filter("not (" + gap + ")");
        Map<String, List<Object>> before = rows(backtest, table);
        int origin = 2; // rows between the cutoffs of the second and the third origin change, and those after
        int last = DAYS - 1 - (4 - origin) * HORIZON;
        String after = "datediff(ds, date'2024-01-01') > " + last;
        Dataset<Row> changed = table.withColumn("y", functions.expr("if(" + after + ", y * 3 + 50, y)"))
                .withColumn("wind", functions.expr("if(" + after + ", 7, wind)"));
        Map<String, List<Object>> others = rows(backtest, changed);
        assertEquals(before.keySet(), others.keySet());
        for (Map.Entry<String, List<Object>> each : before.entrySet()) {
            boolean same = Integer.parseInt(each.getKey().split("/", -1)[1]) <= origin;
            assertEquals(same, forecast(each.getValue()).equals(forecast(others.get(each.getKey()))), each.getKey());
        }
    }

    /** A row without the actual value. */
    private static List<Object> forecast(List<Object> row) {
        List<Object> cells = new ArrayList<>(row);
        cells.remove(3);
        return cells;
    }

    @ParameterizedTest
    @EnumSource(Fallback.class)
    void everySeriesHasEveryOriginAndStepOnceWithAForecastOrTheReason(Fallback fallback) throws Exception {
        Dataset<Row> table = waves().union(waves().filter("unique_id = 'north' and ds >= date'2024-04-14'")
                        .withColumn("unique_id", functions.lit("new")))
                .union(waves().filter("unique_id = 'north' and ds >= date'2024-04-25'")
                        .withColumn("unique_id", functions.lit("newest")))
                .union(waves().filter("unique_id = 'north' and ds <> date'2024-04-17'")
                        .withColumn("unique_id", functions.lit("broken")))
                .union(waves().filter("unique_id = 'north' and ds < date'2024-03-20'")
                        .withColumn("unique_id", functions.lit("silent")));
        List<String> ids = List.of("north", "south", "new", "newest", "broken", "silent");
        Backtest backtest =
                new Backtest(new Origins(2, HORIZON), Refit.ONCE, job(20, 0, 0), Optional.empty(), fallback);
        try (Backtest.BacktestOutcome outcome = backtest.run(table, origin -> TrainingListener.NONE)) {
            Map<String, List<Object>> rows = rows(outcome);
            assertEquals(ids.size() * 2 * HORIZON, rows.size());
            List<Row> all = outcome.rows().collectAsList();
            for (Row row : all) {
                String id = row.getAs("unique_id");
                boolean known = List.of("north", "south", "silent").contains(id);
                assertEquals(known, row.getAs("reason") == null, row::toString);
                boolean answered = known || (fallback != Fallback.NONE && row.getAs("cutoff") != null);
                assertEquals(answered, row.getAs("y_hat") != null, row::toString);
                assertEquals(!known && answered, row.getAs("fallback") != null, row::toString);
                if (answered && row.getAs("y_hat_lo_80") != null) {
                    assertTrue((double) row.getAs("y_hat_lo_80") <= (double) row.getAs("y_hat"));
                    assertTrue((double) row.getAs("y_hat_hi_80") >= (double) row.getAs("y_hat"));
                }
            }
            assertEquals(6, outcome.scores().windows());
            assertEquals(
                    12,
                    outcome.scores().windows()
                            + outcome.scores().fallbacks()
                            + outcome.scores().unanswered());
        }
    }

    /** Rows without a value: of one series before the first origin, of another between the cutoffs, of a third at the end. */
    private static Dataset<Row> holed() {
        String hole =
                "(unique_id = 'early' and ds = date'2024-04-18') or (unique_id = 'middle' and ds = date'2024-04-23')"
                        + " or (unique_id = 'late' and ds = date'2024-04-28')";
        return TablesForTests.waves(DAYS, "north", "south", "early", "middle", "late")
                .withColumn("y", functions.expr("if(" + hole + ", null, y)"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Refit.class,
            names = {"ONCE", "EVERY"})
    void seriesThatPoliciesRefuseFallBackFromThenOnAndDoNotStopTheOthers(Refit refit) throws Exception {
        try (Backtest.BacktestOutcome outcome =
                backtest(2, HORIZON, refit, job(20, 0, 0)).run(holed(), origin -> TrainingListener.NONE)) {
            List<Row> rows = outcome.rows().collectAsList();
            Map<String, Double> values = new HashMap<>();
            holed().collectAsList()
                    .forEach(row -> values.put(row.getAs("unique_id") + "@" + row.getAs("ds"), row.getAs("y")));
            assertEquals(5 * 2 * HORIZON, rows.size());
            for (Row row : rows) {
                String id = row.getAs("unique_id");
                int origin = row.getAs("origin");
                boolean refused = id.equals("early") || (id.equals("middle") && origin == 2);
                assertEquals(refused, row.getAs("reason") != null, row::toString);
                assertEquals(refused ? "seasonal-naive" : null, row.getAs("fallback"), row::toString);
                assertTrue(Double.isFinite((double) row.getAs("y_hat")), row::toString);
                // Rows without a value do not move the cutoffs of their series.
                assertEquals(
                        origin == 1 ? "2024-04-21" : "2024-04-25",
                        row.getAs("cutoff").toString());
                String ds = row.getAs("ds").toString();
                boolean unknown = (id.equals("middle") && ds.equals("2024-04-23"))
                        || (id.equals("late") && ds.equals("2024-04-28"));
                assertEquals(unknown, row.getAs("y") == null, row::toString);
                if (refused && !ds.equals("2024-04-25") && !ds.equals("2024-04-30")) {
                    Double aWeekBefore =
                            values.get(id + "@" + LocalDate.parse(ds).minusDays(7));
                    assertEquals(aWeekBefore, row.getAs("y_hat"), row::toString);
                }
            }
            assertEquals(7, outcome.scores().windows());
            assertEquals(3, outcome.scores().fallbacks());
        }
    }

    @Test
    void valuesThatPoliciesFillInAreNotScored() throws Exception {
        TrainingJob job = job(20, 0, 0, Gaps.FORWARD_FILL, "mse", 1);
        Dataset<Row> table = waves().filter("not (unique_id = 'north' and ds in (date'2024-04-27', date'2024-04-28'))");
        try (Backtest.BacktestOutcome outcome =
                backtest(1, HORIZON, Refit.ONCE, job).run(table, origin -> TrainingListener.NONE)) {
            assertEquals(2, outcome.rows().filter("y is null").count());
            assertEquals(2L * HORIZON - 2, outcome.scores().model().points());
        }
    }

    /** Of one series and origin, the scale is mae / mase. */
    @Test
    void theScaleOfErrorsIsThatOfRowsOfTheTableHoweverGapsAreFilled() throws Exception {
        Dataset<Row> table = waves().filter(
                        "unique_id = 'north' and not (ds >= date'2024-03-01' and ds < date'2024-03-20'"
                                + " and day(ds) % 3 = 0)");
        List<Double> scales = new ArrayList<>();
        for (Gaps gaps : List.of(Gaps.FORWARD_FILL, Gaps.MASK)) {
            try (Backtest.BacktestOutcome outcome = backtest(1, HORIZON, Refit.ONCE, job(20, 0, 0, gaps, "mse", 1))
                    .run(table, origin -> TrainingListener.NONE)) {
                scales.add(outcome.scores().model().get(Metric.MAE)
                        / outcome.scores().model().get(Metric.MASE));
            }
        }
        assertEquals(scales.get(0), scales.get(1), 1e-9 * scales.get(0));
    }

    @Test
    void aTableThatPoliciesRefuseWhollyIsRefused() {
        Dataset<Row> table = waves().withColumn("y", functions.expr("if(ds = date'2024-03-01', null, y)"));
        DataException refused = assertThrows(DataException.class, () -> backtest(1, HORIZON, Refit.ONCE, job(20, 0, 0))
                .run(table, origin -> TrainingListener.NONE));
        assertTrue(refused.getMessage().contains("set series.missing"), refused::getMessage);
    }

    @Test
    void theFallbackRepeatsTheLastSeason() throws Exception {
        Dataset<Row> table = waves().union(waves().filter("unique_id = 'north' and ds >= date'2024-04-14'")
                .withColumn("unique_id", functions.lit("new")));
        Map<String, Double> values = new TreeMap<>();
        table.filter("unique_id = 'new'")
                .collectAsList()
                .forEach(row -> values.put(row.getAs("ds").toString(), row.getAs("y")));
        try (Backtest.BacktestOutcome outcome =
                backtest(1, HORIZON, Refit.ONCE, job(20, 0, 0)).run(table, origin -> TrainingListener.NONE)) {
            for (Row row : outcome.rows().filter("unique_id = 'new'").collectAsList()) {
                assertEquals("seasonal-naive", row.getAs("fallback"));
                Date ds = row.getAs("ds");
                assertEquals(values.get(ds.toLocalDate().minusDays(7).toString()), (double) row.getAs("y_hat"));
                assertEquals(values.get(ds.toString()), (double) row.getAs("y"));
            }
        }
    }

    @Test
    void theSameRowsInAnotherOrderAndPartitionsGiveTheSameBytes() throws Exception {
        Backtest backtest = backtest(2, HORIZON, Refit.EVERY, job(20, 0, 0));
        Dataset<Row> table = TablesForTests.waves(DAYS, "a", "b", "c", "d", "e", "f", "g");
        try (Backtest.BacktestOutcome one = backtest.run(table, origin -> TrainingListener.NONE);
                Backtest.BacktestOutcome two = backtest.run(table.repartition(7), origin -> TrainingListener.NONE)) {
            assertEquals(rows(one), rows(two));
            assertEquals(one.scores().model(), two.scores().model());
            assertEquals(one.scores().absoluteSkill("naive"), two.scores().absoluteSkill("naive"));
            BacktestScores.SkillInterval skill = one.scores().absoluteSkill("naive");
            assertTrue(skill.low() <= skill.value() && skill.value() <= skill.high(), skill::toString);
        }
    }

    @Test
    void aStoredModelForecastsAsTheTrainingThatMadeItDoes() throws Exception {
        TrainingJob job = job(20, 0, 0);
        try (Backtest.BacktestOutcome once =
                backtest(2, HORIZON, Refit.ONCE, job).run(waves(), origin -> TrainingListener.NONE)) {
            Model model = once.origins().get(0).trained().orElseThrow().model();
            Backtest stored =
                    new Backtest(new Origins(2, HORIZON), Refit.NONE, job, Optional.of(model), Fallback.SEASONAL_NAIVE);
            assertEquals(rows(once), rows(stored, waves()));
        }
    }

    @Test
    void quantileLevelsAreIntervals() throws Exception {
        TrainingJob job = job(20, 0, 0, Gaps.BREAK, "quantile(0.1, 0.5, 0.9, 0.25, 0.75)", 5);
        Backtest backtest = backtest(1, HORIZON, Refit.ONCE, job);
        try (Backtest.BacktestOutcome outcome = backtest.run(waves(), origin -> TrainingListener.NONE)) {
            assertEquals(
                    List.of(
                            "unique_id",
                            "ds",
                            "cutoff",
                            "y",
                            "y_hat",
                            "y_hat_lo_50",
                            "y_hat_hi_50",
                            "y_hat_lo_80",
                            "y_hat_hi_80",
                            "origin",
                            "step",
                            "fallback",
                            "reason"),
                    List.of(outcome.rows().columns()));
            ForecastScorecard card =
                    (ForecastScorecard) job(20, HORIZON, 0, Gaps.BREAK, "quantile(0.1, 0.5, 0.9, 0.25, 0.75)", 5)
                            .run(waves(), TrainingListener.NONE)
                            .scored()
                            .card()
                            .orElseThrow();
            assertEquals(
                    card.network().metrics().get(Metric.PINBALL),
                    outcome.scores().model().get(Metric.PINBALL),
                    1e-5);
            assertEquals(
                    card.network().metrics().get(Metric.WQL),
                    outcome.scores().model().get(Metric.WQL),
                    1e-6);
        }
    }

    @Test
    void intervalsOfADistributionAreItsQuantiles() throws Exception {
        TrainingJob job = job(20, 0, 0, Gaps.BREAK, "student-t", 3);
        try (Backtest.BacktestOutcome outcome =
                backtest(1, HORIZON, Refit.ONCE, job).run(waves(), origin -> TrainingListener.NONE)) {
            for (Row row : outcome.rows().collectAsList()) {
                double before = Double.NEGATIVE_INFINITY;
                for (String column : List.of(
                        "y_hat_lo_95",
                        "y_hat_lo_90",
                        "y_hat_lo_80",
                        "y_hat_lo_60",
                        "y_hat_lo_40",
                        "y_hat_lo_20",
                        "y_hat",
                        "y_hat_hi_20",
                        "y_hat_hi_95")) {
                    double end = row.getDouble(row.fieldIndex(column));
                    assertTrue(end > before, column);
                    before = end;
                }
                double low = row.<Double>getAs("y_hat") - row.<Double>getAs("y_hat_lo_95");
                double high = row.<Double>getAs("y_hat_hi_95") - row.<Double>getAs("y_hat");
                assertEquals(1, low / high, 1e-3, "symmetric");
            }
        }
    }

    @Test
    void whatCannotBeBacktestedIsRefusedWithTheRemedy() {
        DataException tooLong = assertThrows(DataException.class, () -> backtest(30, HORIZON, Refit.ONCE, job(20, 0, 0))
                .run(waves(), origin -> TrainingListener.NONE));
        assertTrue(tooLong.getMessage().contains("set --windows or --step lower"), tooLong::getMessage);
        assertThrows(IllegalArgumentException.class, () -> new Origins(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Origins(1, 0));
        IllegalArgumentException sized = assertThrows(
                IllegalArgumentException.class,
                () -> backtest(
                        1,
                        1,
                        Refit.ONCE,
                        job(1, 1, 0)
                                .with(new SplitSpec(
                                        new SplitSize.Rows(50), new SplitSize.Rows(1), new SplitSize.Rows(1), 0))));
        assertTrue(sized.getMessage().startsWith("split.train must not be a size"), sized::getMessage);
    }
}
