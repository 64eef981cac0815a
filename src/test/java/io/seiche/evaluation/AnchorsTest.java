package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.series.Chunk;
import io.seiche.series.Frequency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Baselines on the bundled real series, compared with figures computed independently of this code. */
final class AnchorsTest {
    private static final Frequency DAILY = Frequency.parse("1d");

    @Test
    void repeatingYesterdaysCloseErrsBy0656PerCentOnTheIndex() {
        SomeSeries series = SomeSeries.of(50, 1, 0.05, 0.2);
        List<Chunk> chunks = series.inChunksOf(700).cut("", SomeSeries.column("sp500.csv", "close"));
        ForecastScorecard card = series.score(Frequency.ROWS, List.of(90), chunks, series.mean());

        Metrics naive = card.baseline(Baselines.of("naive")).orElseThrow().metrics();
        assertEquals(1021, card.windows());
        assertEquals(0.656, naive.get(Metric.MAPE), 5e-4);
        assertEquals(32.05, naive.get(Metric.RMSE), 5e-3);
        assertEquals(1, card.season().length(), card.season().reason());
        assertEquals(Verdict.Level.NO_SKILL, card.verdict().level());
    }

    @Test
    void aNetworkThatRepeatsTheLastValueIsLevelWithNaiveAndIsReportedSo() {
        SomeSeries series = SomeSeries.of(50, 1, 0.05, 0.2);
        List<Chunk> chunks = series.cut("", SomeSeries.column("sp500.csv", "close"));
        ForecastScorecard card = series.score(Frequency.ROWS, List.of(), chunks, series.last());

        assertEquals(
                "The network's RMSE 32.05 is level with repeating the last close (32.05):"
                        + " this model has no skill over naive on this table.",
                card.verdict().text());
    }

    @Test
    void lastWeekAndRidgeFarOutdoYesterdayAtClarkAndLake() {
        SomeSeries series = SomeSeries.of(28, 1, 0.1, 1298 / 5684.0);
        List<Chunk> chunks = series.inChunksOf(900).cut("", SomeSeries.column("chicago-l.csv", "clark_lake"));
        ForecastScorecard card = series.score(DAILY, List.of(), chunks, series.last());

        assertEquals(new Season(7, "a week of days"), card.season());
        assertEquals(4.559, mae(card, Baselines.of("naive")), 5e-4);
        assertEquals(1.419, mae(card, Baselines.of("seasonal-naive")), 5e-4);
        assertTrue(mae(card, Baselines.of("ridge")) < 1.33, "ridge " + mae(card, Baselines.of("ridge")));
    }

    private static double mae(ForecastScorecard card, Baseline which) {
        return card.baseline(which).orElseThrow().metrics().get(Metric.MAE);
    }

    @Test
    void aWeekIsSeenInTheRidersAndNoneInTheIndexWithoutAClock() {
        SomeSeries series = SomeSeries.of(28, 1, 0.1, 0.2);
        List<Chunk> riders = series.cut("", SomeSeries.column("chicago-l.csv", "clark_lake"));
        assertEquals(
                7,
                series.score(Frequency.ROWS, List.of(), riders, series.last())
                        .season()
                        .length());
    }

    @Test
    void aStationThatWasClosedHasNoMape() {
        SomeSeries series = SomeSeries.of(28, 1, 0.1, 0.2);
        List<Chunk> chunks = series.cut("", SomeSeries.column("chicago-l.csv", "addison"));
        double[] rows = SomeSeries.column("chicago-l.csv", "addison");
        rows[rows.length - 5] = 0;
        assertTrue(series.score(DAILY, List.of(), chunks, series.last())
                        .network()
                        .metrics()
                        .get(Metric.MAPE)
                < 1e3);
        assertNull(series.score(DAILY, List.of(), series.cut("", rows), series.last())
                .network()
                .metrics()
                .get(Metric.MAPE));
    }
}
