package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.evaluation.ChampionGate.Measure;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChampionGateTest {
    private static Metrics metrics(Double mse) {
        if (mse == null) {
            return new Metrics(10, Map.of());
        }
        double root = Math.sqrt(mse);
        return new Metrics(
                10,
                Map.of(
                        Metric.MSE,
                        mse,
                        Metric.MAE,
                        root,
                        Metric.RMSE,
                        root,
                        Metric.SCALED_MSE,
                        mse,
                        Metric.SCALED_MAE,
                        root));
    }

    private static ForecastScorecard.ForecastScore score(String name, Double... mse) {
        List<Metrics> targets =
                List.of(mse).stream().map(ChampionGateTest::metrics).toList();
        return new ForecastScorecard.ForecastScore(name, name, targets.get(0), null, List.of(), targets);
    }

    private static ForecastScorecard card(
            long windows, ForecastScorecard.ForecastScore network, ForecastScorecard.ForecastScore naive) {
        List<String> targets = IntStream.range(0, network.targets().size())
                .mapToObj(k -> "y" + k)
                .toList();
        return new ForecastScorecard(
                new Scorecard.Tested(windows, 1, 1, List.of()),
                targets,
                new Season(1, ""),
                network,
                List.of(naive),
                List.of(),
                List.of(),
                null);
    }

    /** A network's card whose repeat-last has a mean squared error of 4. */
    private static ForecastScorecard card(double mse) {
        return card(10, score("network", mse), score("naive", 4.0));
    }

    private static ChampionGate gate(double challenger, double champion, double margin) {
        return ChampionGate.of(card(challenger), Optional.of(card(champion)), Measure.MSE, margin);
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, 2, 0.01, true", // 5 % better where 1 % is asked for
        "1.99, 2, 0.01, false", // half a per cent better
        "2, 2, 0, true", // no margin: as good is good enough
        "2.1, 2, 0, false", // worse
        "4.4, 5, 0.01, false", // better than a bad champion, and worse than repeating the last value
        "4, 5, 0.01, true" // as good as repeating the last value
    })
    void aChallengerWinsByTheMarginAndWithSkill(double challenger, double champion, double margin, boolean won) {
        ChampionGate gate = gate(challenger, champion, margin);
        assertEquals(won, gate.promoted(), gate.reason());
        assertEquals(challenger / 4, gate.challenger(), 1e-12);
        assertEquals(champion / 4, gate.champion(), 1e-12);
    }

    @Test
    void theReasonNamesWhatWasFoundAndWhatIsAsked() {
        assertEquals(
                "the challenger's mean squared error is 0.5 % below the champion's; to be promoted it must lie 1 %"
                        + " below",
                gate(1.99, 2, 0.01).reason());
        assertEquals(
                "the challenger's mean squared error is 10 % above that of repeating the last value: it has no skill",
                gate(4.4, 5, 0.01).reason());
    }

    @Test
    void whereNothingIsServedSkillIsEnough() {
        ChampionGate gate = ChampionGate.of(card(3.9), Optional.empty(), Measure.MAE, 0.5);
        assertTrue(gate.promoted());
        assertTrue(gate.reason().endsWith("and nothing was served before"), gate.reason());
        assertTrue(
                !ChampionGate.of(card(4.1), Optional.empty(), Measure.MAE, 0.5).promoted());
    }

    @Test
    void everyTargetWeighsAlikeWhateverItsUnits() {
        ForecastScorecard challenger = card(10, score("network", 1.0, 90e6), score("naive", 2.0, 100e6));
        ForecastScorecard champion = card(10, score("network", 2.0, 80e6), score("naive", 2.0, 100e6));
        ChampionGate gate = ChampionGate.of(challenger, Optional.of(champion), Measure.MSE, 0);
        assertEquals((0.5 + 0.9) / 2, gate.challenger(), 1e-12);
        assertEquals((1.0 + 0.8) / 2, gate.champion(), 1e-12);
        assertTrue(gate.promoted());
    }

    @Test
    void windowsThatAreNotTheSameAreNoContest() {
        ForecastScorecard other = card(11, score("network", 1.0), score("naive", 4.0));
        assertThrows(
                IllegalArgumentException.class, () -> ChampionGate.of(card(1), Optional.of(other), Measure.MSE, 0));
    }

    @Test
    void aChampionIsInTheTableAndTheVerdict() {
        ForecastScorecard.Skill skill = new ForecastScorecard.Skill(0.5, 0.3, 0.5, 9.0);
        ForecastScorecard.ForecastScore naive = score("naive", 4.0);
        ForecastScorecard challenger = card(
                40,
                score("network", 2.0),
                new ForecastScorecard.ForecastScore(
                        "naive", "repeating", naive.metrics(), skill, List.of(), naive.targets()));
        ForecastScorecard beside = challenger.beside("champion", "the champion, version 3", card(1.0));
        assertEquals("champion", beside.table().get(3).get(0));
        assertTrue(
                beside.verdict().text().contains("but the champion, version 3 (1) does better"),
                beside.verdict().text());
        assertEquals(1, beside.toJson().at("/baselines/champion/mse").asDouble());
    }
}
