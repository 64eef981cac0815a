package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.evaluation.CandidateRanking.RankedCandidate;
import io.seiche.evaluation.OriginErrors.OriginSums;
import io.seiche.evaluation.OriginErrors.SearchMeasure;
import io.seiche.math.SplitMix;
import io.seiche.series.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidateRankingTest {
    private static final int ORIGINS = 40;

    /** Errors that are a multiple of those of repeating the last value, plus noise of their own, on origins from one on. */
    private static OriginErrors errors(double times, double noise, long seed, int from) {
        SplitMix shared = new SplitMix(7);
        SplitMix own = new SplitMix(seed);
        OriginErrors errors = new OriginErrors();
        for (int origin = 0; origin < ORIGINS; origin++) {
            double repeated = 1 + shared.nextDouble();
            double its = times * repeated + noise * own.nextDouble();
            if (origin >= from) {
                errors.origins()
                        .put(
                                (long) origin,
                                new OriginSums(1, 11L * origin, all(its, 3 * its), all(repeated, 3 * repeated)));
            }
        }
        return errors;
    }

    private static double[][] all(double... targets) {
        return new double[][] {targets.clone(), targets.clone(), targets.clone()};
    }

    private static List<RankedCandidate> ranked(OriginErrors... errors) {
        return CandidateRanking.of(List.of(errors), SearchMeasure.MAE, 1, 42).ranked();
    }

    @Test
    void theErrorIsInThatOfRepeatingTheLastValueAndTheBestIsFirst() {
        List<RankedCandidate> ranked = ranked(errors(1, 0, 1, 0), errors(0.5, 0, 2, 0), errors(2, 0, 3, 0));
        assertEquals(
                List.of(1, 0, 2),
                ranked.stream().map(RankedCandidate::candidate).toList());
        assertEquals(0.5, ranked.get(0).error(), 1e-12);
        assertEquals(1, ranked.get(1).error(), 1e-12);
        assertEquals(3, ranked.get(2).excess(), 1e-12);
        assertEquals(1, ranked.get(1).interval().get(0), 1e-12, "every draw of origins gives the same ratio");
        assertEquals(1, ranked.get(1).excessInterval().get(1), 1e-12);
    }

    @Test
    void differencesArePairedSoThatSharedDifficultyOfOriginsDoesNotWidenThem() {
        List<RankedCandidate> ranked =
                ranked(errors(1, 0.01, 1, 0), errors(1.02, 0.01, 2, 0), errors(0.999, 0.2, 3, 0));
        RankedCandidate close = ranked.get(1);
        assertEquals(1, close.candidate());
        double width = close.interval().get(1) - close.interval().get(0);
        double paired = close.excessInterval().get(1) - close.excessInterval().get(0);
        assertTrue(paired < width || width < 0.01, paired + " " + width);
        assertFalse(close.mayBeBest());
        assertFalse(ranked.get(2).mayBeBest());
    }

    @Test
    void candidatesAreComparedOnOriginsThatAllOfThemHave() {
        CandidateRanking ranking =
                CandidateRanking.of(List.of(errors(1, 0, 1, 0), errors(0.5, 0, 2, 10)), SearchMeasure.MSE, 1, 42);
        assertEquals(ORIGINS - 10, ranking.windows());
        assertEquals(1, ranking.ranked().get(1).error(), 1e-12);
        OriginErrors none = new OriginErrors();
        assertThrows(
                DataException.class,
                () -> CandidateRanking.of(List.of(errors(1, 0, 1, 0), none), SearchMeasure.MSE, 1, 42));
    }

    @Test
    void tooFewBlocksHaveNoInterval() {
        List<RankedCandidate> ranked = CandidateRanking.of(
                        List.of(errors(1, 0, 1, 0), errors(0.5, 0, 2, 0)), SearchMeasure.MSE, ORIGINS / 4, 42)
                .ranked();
        assertTrue(ranked.get(1).interval().isEmpty());
        assertTrue(ranked.get(1).excessInterval().isEmpty());
    }

    @Test
    void aCandidateWithoutAFiniteErrorIsLast() {
        assertEquals(
                1,
                ranked(errors(Double.NaN, 0, 1, 0), errors(9, 0, 2, 0)).get(0).candidate());
    }
}
