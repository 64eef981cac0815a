package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.Chunk;
import io.seiche.series.Frequency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of groups of series whose errors differ by more than their variation tells. */
final class GroupIntervalsTest {
    private static final Frequency DAILY = Frequency.parse("1d");

    private final SomeSeries series = SomeSeries.of(28, 7, 0.2, 0.2);

    /** Of waves the mean is a poor forecast beside their small differences from week to week, of noise a good one. */
    private List<Chunk> chunks(int rows) {
        List<Chunk> chunks = new ArrayList<>();
        for (String kind : List.of("wave", "noise")) {
            for (int s = 0; s < 3; s++) {
                Random random = new Random(s);
                double[] y = new double[rows];
                for (int t = 0; t < rows; t++) {
                    y[t] = (kind.equals("wave") ? 4 * Math.sin(2 * Math.PI * t / 7) : 0) + random.nextGaussian();
                }
                chunks.addAll(series.cut(kind + "/" + s, y));
            }
        }
        return chunks;
    }

    private ForecastScorecard.Coverage coverage(String groups, int rows) {
        List<Chunk> chunks = chunks(rows);
        Evaluation plain = series.evaluation(DAILY, List.of(80), chunks);
        Evaluation evaluation = new Evaluation(
                new EvaluationSpec(7, List.of(), List.of(80), EvaluationSpec.Choose.NETWORK, new SeriesGroups(groups)),
                plain.setting(),
                plain.frequency(),
                plain.axis(),
                plain.validationWindows());
        return series.scorer(evaluation, chunks, series.mean())
                .score(chunks.iterator(), series.mean())
                .read()
                .intervals()
                .get(0);
    }

    @Test
    void withoutGroupsOneKindOfSeriesHasTooNarrowIntervals() {
        ForecastScorecard.Coverage common = coverage("none", 2000);
        assertEquals(80, common.coverage(), 5);
        assertNull(common.groups());
    }

    @ParameterizedTest
    @CsvSource({"series, 6", "(.*)/.*, 2"})
    void theCoverageOfEachGroupIsNominal(String groups, int count) {
        SortedMap<String, Double> own = coverage(groups, 2000).groups();
        assertEquals(count, own.size());
        own.forEach((group, share) -> assertEquals(80, share, 5, group));
    }

    @Test
    void groupsThatNoSeriesIsInChangeNothing() {
        ForecastScorecard.Coverage common = coverage("none", 600);
        ForecastScorecard.Coverage none = coverage("(no such series)", 600);
        assertEquals(common, none);
    }

    @Test
    void theLessIsKnownOfAGroupTheNearerItsIntervalIsToThatOfAll() {
        assertEquals(1, GroupFactors.factor(4, 1, 0));
        assertEquals(2, GroupFactors.factor(4, 1, GroupFactors.SHRINKAGE), 1e-12);
        assertEquals(0.5, GroupFactors.factor(1, 4, GroupFactors.SHRINKAGE), 1e-12);
        assertEquals(4, GroupFactors.factor(4, 1, 1e9), 1e-6);
        assertTrue(GroupFactors.factor(-1, 1, 100) > 0, "residuals of one sign");
        assertEquals(1, GroupFactors.factor(1, 0, 100));
    }

    @Test
    void aSeriesOfNoGroupHasTheIntervalOfAll() {
        SortedMap<String, double[]> ends = new TreeMap<>(Map.of("north", new double[] {2, 0.5}));
        GroupFactors factors = new GroupFactors(new SeriesGroups("(.*)/.*"), ends);
        assertEquals(2, factors.of("north/1")[0]);
        assertEquals(0.5, factors.of("north/1")[1]);
        for (String other : Set.of("south/1", "north")) {
            assertEquals(1, factors.of(other)[0]);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new GroupFactors(SeriesGroups.NOTHING, new TreeMap<>(Map.of("a", new double[] {0, 1}))));
    }

    /** A model from elsewhere holds such an expression too. */
    @Test
    void anExpressionThatTakesForeverIsRefused() {
        SeriesGroups groups = new SeriesGroups("((a|a)*)*\\1b");
        String told = assertThrows(IllegalArgumentException.class, () -> groups.of("a".repeat(60)))
                .getMessage();
        assertTrue(told.startsWith("evaluation.groups must find the group"), told);
        assertEquals(Optional.of("aa"), new SeriesGroups("(a*)b").of("aab"));
    }
}
