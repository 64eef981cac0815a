package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.evaluation.metrics.ErrorSums;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.loss.Answers;
import io.seiche.loss.Losses;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Frequency;
import io.seiche.series.TimeAxis;
import io.seiche.series.Transform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoresTest {
    private static final Frequency DAILY = Frequency.parse("1d");

    private final SomeSeries series = SomeSeries.of(10, 3, 0.2, 0.2);

    private static double[] wavy(int rows, long seed) {
        Random random = new Random(seed);
        double[] y = new double[rows];
        for (int t = 0; t < rows; t++) {
            y[t] = 50 + 0.05 * t + 10 * Math.sin(2 * Math.PI * t / 7) + random.nextGaussian();
        }
        return y;
    }

    @Test
    void metricsAreTheirDefinitions() {
        ErrorSums errors = new ErrorSums(1, 1);
        errors.add(0, 2, 3, 0.5, 0.5);
        errors.add(0, -4, -2, -1.5, 1);
        Metrics metrics = errors.overall();
        assertEquals(2, metrics.points());
        assertEquals(2.5, metrics.get(Metric.MSE));
        assertEquals(1.5, metrics.get(Metric.MAE));
        assertEquals(Math.sqrt(2.5), metrics.get(Metric.RMSE));
        assertEquals(50, metrics.get(Metric.MAPE));
        assertEquals(100 * (2 * 1 / 5.0 + 2 * 2 / 6.0) / 2, metrics.get(Metric.SMAPE), 1e-12);
        assertEquals(0.75, metrics.get(Metric.PINBALL));
        assertEquals(1.25, metrics.get(Metric.SCALED_MSE));
        assertEquals(1.0, metrics.get(Metric.SCALED_MAE));
    }

    @Test
    void mapeIsAbsentWhereAnActualValueIsZero() {
        ErrorSums errors = new ErrorSums(1, 1);
        errors.add(0, 0, 0, 0, 0);
        errors.add(0, 1, 2, 1, 0.5);
        assertNull(errors.overall().get(Metric.MAPE));
        assertEquals(100 * (2 / 3.0) / 2, errors.overall().get(Metric.SMAPE), 1e-12);
    }

    @Test
    void anEmptyOneIsNeutralAndRefusesToBeRead() {
        ErrorSums some = new ErrorSums(1, 1);
        some.add(0, 2, 3, 0.5, 0.5);
        Metrics before = some.overall();
        some.merge(new ErrorSums(1, 1));
        assertEquals(before, some.overall());
        assertThrows(IllegalStateException.class, () -> new ErrorSums(1, 1).overall());
        assertThrows(IllegalStateException.class, () -> series.score(DAILY, List.of(), List.of(), series.last()));
    }

    @Test
    void stepsAndTargetsAreCutsOfTheSamePoints() {
        ErrorSums errors = new ErrorSums(2, 2);
        for (int cell = 0; cell < 4; cell++) {
            errors.add(cell, 0, cell, cell, 0);
        }
        assertEquals(0.5, errors.step(0).get(Metric.MAE));
        assertEquals(2.5, errors.step(1).get(Metric.MAE));
        assertEquals(1.0, errors.target(0).get(Metric.MAE));
        assertEquals(2.0, errors.target(1).get(Metric.MAE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 23, 1000})
    void chunksDoNotChangeTheScores(int cutoffs) {
        List<Chunk> whole = new ArrayList<>(series.cut("a", wavy(300, 1)));
        whole.addAll(series.cut("b", wavy(200, 2)));
        List<Chunk> cut = new ArrayList<>(series.inChunksOf(cutoffs).cut("a", wavy(300, 1)));
        cut.addAll(series.inChunksOf(cutoffs).cut("b", wavy(200, 2)));
        ForecastScorecard expected = series.score(DAILY, List.of(90), whole, series.mean());
        ForecastScorecard actual = series.score(DAILY, List.of(90), cut, series.mean());
        assertEquals(expected.windows(), actual.windows());
        assertMetrics(expected.network().metrics(), actual.network().metrics());
        for (int b = 0; b < 4; b++) {
            assertMetrics(
                    expected.baselines().get(b).metrics(),
                    actual.baselines().get(b).metrics());
        }
        assertEquals(
                expected.intervals().get(0).coverage(),
                actual.intervals().get(0).coverage(),
                1e-9);
        assertEquals(expected.ranking().get(0).series(), actual.ranking().get(0).series());
    }

    private static void assertMetrics(Metrics expected, Metrics actual) {
        assertEquals(expected.points(), actual.points());
        assertEquals(expected.get(Metric.MSE), actual.get(Metric.MSE), 1e-9 * expected.get(Metric.MSE));
        assertEquals(expected.get(Metric.MAE), actual.get(Metric.MAE), 1e-9 * expected.get(Metric.MAE));
        assertEquals(expected.get(Metric.MASE), actual.get(Metric.MASE), 1e-9 * expected.get(Metric.MASE));
        assertEquals(expected.get(Metric.SCALED_MSE), actual.get(Metric.SCALED_MSE), 1e-9);
    }

    @Test
    void aForecastBelowTheMinimumIsScoredAsTheMinimum() {
        double[] rows = wavy(300, 1);
        double mean = Arrays.stream(rows, 0, 180).average().orElseThrow();
        Forecaster low = series.mean();
        Forecaster raised = new Forecaster() {
            @Override
            public float[] forecast(Batch batch) {
                float[] forecasts = low.forecast(batch).clone();
                Arrays.fill(forecasts, -3);
                return forecasts;
            }

            @Override
            public double minimum() {
                return mean;
            }
        };
        assertMetrics(
                series.score(DAILY, List.of(), series.cut("a", rows), low)
                        .network()
                        .metrics(),
                series.score(DAILY, List.of(), series.cut("a", rows), raised)
                        .network()
                        .metrics());
    }

    /** A test row that is masked is left out of all errors, whatever value is filled in. */
    @Test
    void maskedRowsAreNotScored() {
        double[] rows = wavy(300, 1);
        double[] spoiled = rows.clone();
        spoiled[299] = 1e6;
        List<ForecastScorecard> cards = new ArrayList<>();
        for (double[] values : List.of(rows, spoiled)) {
            List<Chunk> chunks = series.cut("a", values).stream()
                    .map(chunk -> SomeSeries.masked(chunk, 299))
                    .toList();
            cards.add(series.score(DAILY, List.of(90), chunks, series.mean()));
        }
        ForecastScorecard whole = series.score(DAILY, List.of(90), series.cut("a", rows), series.mean());
        Metrics expected = cards.get(0).network().metrics();
        assertMetrics(expected, cards.get(1).network().metrics());
        assertTrue(expected.points() < whole.network().metrics().points());
        assertEquals(
                cards.get(0).intervals().get(0).coverage(),
                cards.get(1).intervals().get(0).coverage());
        double squares = whole.network().metrics().get(Metric.MSE)
                * whole.network().metrics().points();
        double one = rows[299] - Arrays.stream(rows, 0, 180).average().orElseThrow();
        long left = whole.network().metrics().points() - expected.points();
        assertEquals((squares - left * one * one) / expected.points(), expected.get(Metric.MSE), 1e-4 * squares / 100);
    }

    @Test
    void maseDividesByLastSeasonsErrorOverAllTrainingRows() {
        double[] rows = wavy(300, 1);
        ForecastScorecard card =
                series.score(DAILY, List.of(), series.inChunksOf(40).cut("", rows), series.last());
        double divisor = 0;
        for (int t = 7; t < 180; t++) {
            divisor += Math.abs(rows[t] - rows[t - 7]) / (180 - 7);
        }
        Metrics network = card.network().metrics();
        assertEquals(network.get(Metric.MAE) / divisor, network.get(Metric.MASE), 1e-5);
    }

    @Test
    void aForecasterThatIsTheBaselineHasItsScoresAndNoSkill() {
        ForecastScorecard card = series.score(DAILY, List.of(), series.cut("", wavy(300, 1)), series.last());
        ForecastScorecard.ForecastScore naive =
                card.baseline(Baselines.of("naive")).orElseThrow();
        assertEquals(naive.metrics().get(Metric.MSE), card.network().metrics().get(Metric.MSE), 1e-9);
        assertEquals(0, naive.skill().mse(), 1e-9);
        assertTrue(card.baseline(Baselines.of("seasonal-naive"))
                        .orElseThrow()
                        .skill()
                        .mse()
                < -5);
    }

    @Test
    void aSeasonLongerThanAnyRowReachesIsLeftOutWithANote() {
        Evaluation evaluation = new Evaluation(
                new EvaluationSpec(25, List.of(Baselines.of("seasonal-naive")), List.of()),
                new Baseline.Setting(series.windows(), SomeSeries.ONE, Transform.NONE, 2, 100),
                DAILY,
                TimeAxis.dates(),
                30);
        List<Chunk> chunks = series.inChunksOf(8).cut("", wavy(300, 1));
        Scorer scorer = series.scorer(evaluation, chunks, series.last());
        ForecastScorecard card = scorer.score(chunks.iterator(), series.last()).read();
        assertFalse(card.baseline(Baselines.of("seasonal-naive")).isPresent());
        assertTrue(card.notes().get(0).contains("set window.lookback to 25 or more"), card.notes()::toString);
    }

    @Test
    void theCoverageOfAnIntervalIsAboutItsLevel() {
        List<Chunk> chunks = series.cut("", new Random(5).doubles(40_000).toArray());
        ForecastScorecard card = series.score(Frequency.ROWS, List.of(50, 90), chunks, series.mean());
        assertEquals(50, card.intervals().get(0).coverage(), 2);
        assertEquals(90, card.intervals().get(1).coverage(), 2);
        assertEquals(0.9, card.intervals().get(1).meanWidth(), 0.05);
    }

    /** Quantiles of the network are the ends of an interval, whatever is configured, and are drawn and scored as such. */
    @Test
    void theCoverageIsThatOfTheQuantilesOfTheNetwork() {
        Answers answers = Answers.of(
                Losses.parse("quantile(0.1, 0.5, 0.9)"), series.windows().horizon(), 1);
        Forecaster point = series.mean();
        Forecaster quantiles = new Forecaster() {
            @Override
            public float[] forecast(Batch batch) {
                float[] middle = point.forecast(batch);
                float[] all = new float[3 * middle.length];
                for (int i = 0; i < all.length; i++) {
                    all[i] = middle[i % middle.length] + (i / middle.length - 1) * 0.5f;
                }
                return all;
            }

            @Override
            public double[] levels() {
                return answers.levels();
            }
        };
        List<Chunk> chunks = series.cut("", new Random(5).doubles(40_000).toArray());
        for (List<Integer> configured : List.of(List.<Integer>of(), List.of(80))) {
            Evaluation evaluation = series.evaluation(Frequency.ROWS, configured, chunks);
            Scorer scorer = evaluation.calibrate(chunks.iterator(), quantiles).scorer(answers);
            assertEquals(List.of(), scorer.intervals());
            ForecastScorecard card = scorer.score(chunks.iterator(), quantiles).read();
            ForecastScorecard.Coverage coverage = card.intervals().get(0);
            double scale = chunks.get(0).scaler().scale()[0]; // of numbers even in [0, 1): all but those near the ends
            assertEquals(80, coverage.percent());
            assertEquals(scale, coverage.meanWidth(), 1e-6);
            assertEquals(100 * scale, coverage.coverage(), 2);
            assertTrue(card.detail().get(1).contains("80 %"), card.detail()::toString);
            PlotPoints.PlotSeries drawn = scorer.sample(chunks.iterator(), quantiles, card.picks(1))
                    .read(card.picks(1))
                    .get(0);
            int last = drawn.predicted().size() - 1;
            assertEquals(drawn.predicted().get(last) - scale / 2, drawn.low().get(last), 1e-5);
        }
    }

    @Test
    void whatIsNotANumberNeverReachesTheJson() {
        Forecaster broken = batch -> {
            float[] out = new float[3 * batch.size()];
            out[0] = Float.NaN;
            return out;
        };
        ForecastScorecard card = series.score(DAILY, List.of(90), series.cut("", wavy(300, 1)), broken);
        String json = card.toJson().toString();
        assertFalse(json.contains("NaN") || json.contains("Infinity"), json);
        assertEquals(Verdict.Level.NO_SKILL, card.verdict().level());
    }

    @Test
    void everythingThatTravelsSurvivesTheJourney() throws Exception {
        List<Chunk> chunks = series.inChunksOf(40).cut("a", wavy(300, 1));
        Evaluation evaluation = travelled(series.evaluation(DAILY, List.of(90), chunks));
        Calibration calibration = travelled(evaluation.calibrate(chunks.iterator(), series.last()));
        Scorer scorer = travelled(calibration.scorer(series.answers()));
        ForecastScorecard card =
                travelled(scorer.score(chunks.iterator(), series.last())).read();
        PlotPoints samples = travelled(scorer.sample(chunks.iterator(), series.last(), travelled(card.picks(12))));
        assertEquals(1, samples.read(card.picks(12)).size());
        Scorer stayed = evaluation.calibrate(chunks.iterator(), series.last()).scorer(series.answers());
        assertEquals(stayed.score(chunks.iterator(), series.last()).read(), card);
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // written one line before
    private static <T> T travelled(T object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    @Test
    void quantilesArePinballedAndTheMiddleOneIsThePoint() {
        List<Chunk> chunks = series.cut("", wavy(300, 1));
        Forecaster spread = new Forecaster() {
            @Override
            public float[] forecast(Batch batch) {
                float[] middle = series.last().forecast(batch);
                float[] all = new float[3 * middle.length];
                for (int i = 0; i < middle.length; i++) {
                    all[i] = middle[i] - 1;
                    all[i + middle.length] = middle[i];
                    all[i + 2 * middle.length] = middle[i] + 1;
                }
                return all;
            }

            @Override
            public double[] levels() {
                return new double[] {0.1, 0.5, 0.9};
            }
        };
        Metrics one =
                series.score(DAILY, List.of(), chunks, series.last()).network().metrics();
        Metrics three = series.score(DAILY, List.of(), chunks, spread).network().metrics();
        assertEquals(one.get(Metric.MSE), three.get(Metric.MSE));
        assertEquals(one.get(Metric.MAE) / 2, one.get(Metric.PINBALL), 1e-9);
        assertTrue(three.get(Metric.PINBALL) < one.get(Metric.PINBALL));
    }

    @Test
    void theJsonHasTheAgreedFields() {
        ForecastScorecard card = series.score(DAILY, List.of(90), series.cut("", wavy(300, 1)), series.mean());
        for (String field : List.of("mse", "mae", "rmse", "mape", "smape", "mase")) {
            assertTrue(card.toJson().path(field).isNumber(), field);
            assertTrue(card.toJson().at("/baselines/seasonal-naive/" + field).isNumber(), field);
        }
        assertTrue(card.toJson().at("/baselines/ridge/scaled/mae").isNumber());
        assertTrue(card.toJson().at("/baselines/naive/skill/mse").isNumber());
    }

    @Test
    void drawnPointsAreThoseOfTheSeriesInOrder() {
        double[] rows = wavy(300, 1);
        List<Chunk> chunks = series.inChunksOf(40).cut("a", rows);
        Evaluation evaluation = series.evaluation(DAILY, List.of(90), chunks);
        Scorer scorer = series.scorer(evaluation, chunks, series.last());
        List<ForecastScorecard.Pick> picks =
                scorer.score(chunks.iterator(), series.last()).read().picks(12);
        PlotPoints.PlotSeries drawn = scorer.sample(SomeSeries.shard(chunks, 1).iterator(), series.last(), picks)
                .merge(scorer.sample(SomeSeries.shard(chunks, 0).iterator(), series.last(), picks))
                .read(picks)
                .get(0);
        assertEquals(240 + 58, drawn.times().size());
        assertNull(drawn.predicted().get(239));
        for (int t = 0; t < 298; t++) {
            assertEquals(t, drawn.times().get(t));
            assertEquals(rows[t], drawn.actual().get(t), 1e-4);
        }
        assertEquals(rows[239], drawn.predicted().get(240), 1e-4);
        assertEquals(rows[239], drawn.naive().get(240), 1e-4);
        assertTrue(drawn.low().get(240) < drawn.predicted().get(240));
    }

    @Test
    void veryLongSeriesAreDrawnThinned() {
        List<Chunk> chunks = series.cut("a", wavy(60_000, 1));
        Evaluation evaluation = series.evaluation(DAILY, List.of(), chunks);
        Scorer scorer = series.scorer(evaluation, chunks, series.last());
        List<ForecastScorecard.Pick> picks =
                scorer.score(chunks.iterator(), series.last()).read().picks(12);
        PlotPoints samples = scorer.sample(chunks.iterator(), series.last(), picks);
        assertTrue(samples.read(picks).get(0).times().size() <= 2 * PlotPoints.MOST);
    }
}
