package io.seiche.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of every rule that a table may choose. */
class WindowMethodTest {
    private static final int SEASON = 5;
    private static final int HORIZON = 12;

    static Stream<WindowMethod> linear() {
        return Stream.of(
                        DampedSmoothing.candidates(1),
                        DampedSmoothing.candidates(SEASON),
                        LevelShape.candidates(SEASON, false))
                .flatMap(List::stream);
    }

    static Stream<WindowMethod> all() {
        return Stream.concat(linear(), LevelShape.candidates(SEASON, true).stream());
    }

    private static double[] forecast(WindowMethod rule, double... rows) {
        double[] out = new double[HORIZON];
        rule.forecast(rows, out);
        return out;
    }

    private static double[] noise(int rows) {
        Random random = new Random(2);
        return random.doubles(rows, 1, 9).toArray();
    }

    private static double[] each(double[] rows, double factor, double sum) {
        return Arrays.stream(rows).map(row -> factor * row + sum).toArray();
    }

    private static boolean seasonal(WindowMethod rule) {
        return !(rule instanceof DampedSmoothing smoothing) || smoothing.season() > 1;
    }

    @ParameterizedTest
    @MethodSource("all")
    void rowsOfAnotherUnitAreForecastInThatUnit(WindowMethod rule) {
        double[] rows = noise(23);
        assertArrayEquals(each(forecast(rule, rows), 7, 0), forecast(rule, each(rows, 7, 0)), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("linear")
    void rowsMovedByANumberAreForecastMovedByIt(WindowMethod rule) {
        double[] rows = noise(23);
        assertArrayEquals(each(forecast(rule, rows), 1, 100), forecast(rule, each(rows, 1, 100)), 1e-9);
        assertArrayEquals(each(forecast(rule, rows), -1, 3), forecast(rule, each(rows, -1, 3)), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("linear")
    void theMatrixForecastsAsTheRule(WindowMethod rule) {
        double[] rows = noise(23);
        float[] matrix = rule.matrix(rows.length, HORIZON);
        double[] out = new double[HORIZON];
        for (int t = 0; t < rows.length; t++) {
            for (int h = 0; h < HORIZON; h++) {
                out[h] += rows[t] * matrix[t * HORIZON + h];
            }
        }
        assertArrayEquals(forecast(rule, rows), out, 1e-4);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSeasonThatRepeatsGoesOn(WindowMethod rule) {
        double[] season = {3, 1, 4, 1.5, 9};
        double[] rows = new double[23];
        Arrays.setAll(rows, t -> seasonal(rule) ? season[t % SEASON] : 3);
        double[] next = new double[HORIZON];
        Arrays.setAll(next, h -> seasonal(rule) ? season[(23 + h) % SEASON] : 3);
        assertArrayEquals(next, forecast(rule, rows), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("all")
    void fewRowsAndRowsOfZeroHaveAForecast(WindowMethod rule) {
        assertArrayEquals(new double[HORIZON], forecast(rule, new double[23]));
        for (int rows = 1; rows < 2 * SEASON; rows++) {
            double[] level = new double[rows];
            Arrays.fill(level, 4);
            double[] four = new double[HORIZON];
            Arrays.fill(four, 4);
            assertArrayEquals(four, forecast(rule, level), 1e-9);
        }
    }

    /** Undamped, a line with a season goes on exactly; damped, the error fades with the rows. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.98, 0.9})
    void aTrendWithASeasonGoesOn(double damping) {
        DampedSmoothing rule = new DampedSmoothing(SEASON, 0.4, 0.2, damping, 0.3);
        double few = trendError(rule, 10);
        double many = trendError(rule, 120);
        assertTrue(many <= (damping == 1 ? 1e-9 : 0.005 * few), many + " after " + few);
    }

    private static double trendError(DampedSmoothing rule, int rows) {
        double[] y = new double[rows + HORIZON];
        double power = 1;
        for (int t = 0; t < y.length; t++) {
            power *= rule.damping();
            y[t] = (t == 0 ? 0 : y[t - 1]) + power;
        }
        for (int t = 0; t < y.length; t++) {
            y[t] += t % SEASON;
        }
        double[] out = forecast(rule, Arrays.copyOf(y, rows));
        return Math.abs(out[HORIZON - 1] - y[rows + HORIZON - 1]);
    }

    @Test
    void theShapeGrowsWithTheLevel() {
        LevelShape product = new LevelShape(2, new DampedSmoothing(1, 0.98, 0, 0.9, 0), 1, true);
        double[] out = forecast(product, 1, 3, 2, 6, 4, 12, 8, 24);
        assertEquals(16, (out[0] + out[1]) / 2, 0.5);
        for (int h = 0; h < HORIZON; h += 2) {
            assertEquals(3, out[h + 1] / out[h], 1e-9);
        }
    }

    @Test
    void aShapeIsAddedWhereARowIsNegativeOrALevelZero() {
        DampedSmoothing levels = new DampedSmoothing(1, 0.7, 0, 0.9, 0);
        for (double[] rows : new double[][] {{-1, 3, 2, 6}, {0, 0, 2, 6}}) {
            assertArrayEquals(
                    forecast(new LevelShape(2, levels, 1, false), rows),
                    forecast(new LevelShape(2, levels, 1, true), rows));
        }
    }
}
