package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.series.Frequency;
import io.seiche.text.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EvaluationSpecTest {
    @ParameterizedTest
    @CsvSource({"1d,7", "1h,24", "15min,96", "1w,52", "1mo,12", "1q,4", "30s,2880", "3mo,4"})
    void theSeasonFollowsFromTheFrequency(String frequency, int season) {
        assertEquals(Optional.of(season), Season.of(Frequency.parse(frequency)).map(Season::length));
    }

    @ParameterizedTest
    @CsvSource({"rows", "1y", "7h", "2d", "24h"})
    void someFrequenciesTellNone(String frequency) {
        assertEquals(Optional.empty(), Season.of(Frequency.parse(frequency)));
    }

    static List<Baseline> baselines() {
        return Baselines.all();
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void everyBaselineIsFoundByItsKey(Baseline baseline) {
        assertEquals(baseline, Baselines.of(baseline.name()));
    }

    @Test
    void naiveIsAlwaysThere() {
        assertEquals(
                List.of(Baselines.of("naive"), Baselines.of("ridge")),
                new EvaluationSpec(
                                EvaluationSpec.AUTO, List.of(Baselines.of("ridge"), Baselines.of("ridge")), List.of())
                        .baselines());
    }

    @Test
    void wrongValuesAreNamedWithWhatTheyMayBe() {
        assertEquals(
                "evaluation.baselines must be one of " + String.join(", ", Baselines.names()) + ", was \"theta\"",
                refusal("auto", "theta", 90));
        assertEquals(
                "evaluation.season must be auto or a number of rows (7), was weekly", refusal("weekly", "naive", 90));
        assertEquals(
                "evaluation.intervals must be per cents from 1 to 99, for example [80, 90], was 100",
                refusal("7", "naive", 100));
    }

    @Test
    void quantileLevelsAreEndsOfIntervals() {
        assertEquals(
                List.of(80, 90),
                EvaluationSpec.intervals(EvaluationSpec.levels(List.of("0.1", "0.5", "0.9", "0.05", "0.95"))));
        for (String level : List.of("0.2", "half", "1", "0.0004")) {
            Refusal refused = assertThrows(Refusal.class, () -> EvaluationSpec.levels(List.of("0.1", "0.9", level)));
            assertTrue(refused.getMessage().startsWith("evaluation.quantiles must be levels"), refused::getMessage);
        }
    }

    private static String refusal(String season, String baseline, int interval) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> new EvaluationSpec(
                                EvaluationSpec.season(season), List.of(Baselines.of(baseline)), List.of(interval)))
                .getMessage();
    }
}
