package io.seiche.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.Sequence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantiles beside the losses: what a loss says of the density must integrate to the level. */
class DistributionTest {
    private static final double[] LEVELS = {0.001, 0.025, 0.1, 0.3, 0.5, 0.8, 0.95, 0.975, 0.999};

    private static double density(Loss loss, double[] p, double value) {
        float[] answer = new float[p.length];
        for (int i = 0; i < p.length; i++) {
            answer[i] = (float) p[i];
        }
        Sequence prediction = new Sequence(answer, 0, 1, answer.length, 1);
        return Math.exp(-loss.evaluate(prediction, new float[] {(float) value}, null));
    }

    /** Simpson's rule between the location, which is the median, and the quantile. */
    @ParameterizedTest
    @CsvSource({
        "gaussian, 0.5, 0.25, 0",
        "gaussian, -3, 2, 0",
        "student-t, 0.5, 0.25, -9",
        "student-t, 0, 1, -1",
        "student-t, 2, -1, 0.5",
        "student-t, 0, 0.5, 3",
        "student-t, 0, 0.5, 40"
    })
    void theDensityOfTheLossIntegratesToTheLevelUpToTheQuantile(
            String name, double first, double second, double third) {
        Loss loss = Losses.parse(name);
        double[] p = loss.blocks().count() == 2 ? new double[] {first, second} : new double[] {first, second, third};
        for (double level : LEVELS) {
            double quantile = loss.blocks().distribution().quantile(p, level);
            int steps = 2000;
            double width = (quantile - first) / steps;
            double sum = 0;
            for (int i = 0; i <= steps; i++) {
                double weight = i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4;
                sum += weight * density(loss, p, first + i * width);
            }
            assertEquals(level, 0.5 + sum * width / 3, 3e-4, name + " " + level);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.9, 1.2815515655446004",
        "0.975, 1.959963984540054",
        "0.0001, -3.719016485455709",
        "1e-15, -7.941345326170997"
    })
    void theNormalQuantileIsThatOfTheTables(double level, double quantile) {
        assertEquals(quantile, Distribution.normal(level), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.54", "1, -3", "3, 0.5", "-2, 1", "6, -12", "8, 2"})
    void theQuantileOfCountsIsTheFirstWhoseProbabilitiesAddUpToTheLevel(double logMean, double v) {
        Loss loss = Losses.parse("negative-binomial");
        double[] p = {logMean, v};
        for (double level : LEVELS) {
            double quantile = loss.blocks().distribution().quantile(p, level);
            double below = 0;
            for (int count = 0; count < quantile; count++) {
                below += density(loss, p, count);
            }
            assertTrue(below < level + 1e-4, level + ": " + below + " below " + quantile);
            assertTrue(below + density(loss, p, quantile) > level - 1e-4, level + ": up to " + quantile);
        }
    }

    /** A mean of 22,026, whose quantiles are those of a gamma distribution. */
    @ParameterizedTest
    @CsvSource({"10, -2", "10, -6"})
    void theQuantilesOfLargeCountsAreNear(double logMean, double v) {
        Loss loss = Losses.parse("negative-binomial");
        double[] p = {logMean, v};
        double sum = 0;
        int count = 0;
        for (double level : new double[] {0.025, 0.1, 0.5, 0.9, 0.975}) {
            double quantile = loss.blocks().distribution().quantile(p, level);
            for (; count <= quantile; count++) {
                sum += density(loss, p, count);
            }
            assertEquals(level, sum, 2e-3, "up to " + quantile);
        }
    }
}
