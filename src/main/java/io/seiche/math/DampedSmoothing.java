package io.seiche.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Exponential smoothing with an additive season and a trend that fades (Holt 1957, Winters 1960, Gardner and McKenzie 1985, <a
 * href="https://doi.org/10.1287/mnsc.31.10.1237">doi:10.1287/mnsc.31.10.1237</a>). With the level l, the trend b and the
 * season s of m rows,
 *
 * <pre>
 *   e = y[t] - (l + phi b + s[t mod m])
 *   l = l + phi b + alpha e,   b = phi b + alpha beta e,   s[t mod m] = s[t mod m] + gamma (1 - alpha) e
 *   forecast of step k = l + (phi + ... + phi^k) b + s[(t + k) mod m]
 * </pre>
 *
 * The trend starts as the slope between the means of the first seasons, two or three, the level on the line through the first
 * of them, and the season as the mean of what is left of those seasons; without a season the level starts as the mean of the
 * first three rows and the trend as 0. The forecast is linear in the rows, and of rows that are all moved by a number it is moved
 * by that number. Rows fewer than two seasons have none.
 *
 * @param season m, rows of a season; 1 for none
 * @param level alpha
 * @param trend beta
 * @param damping phi
 * @param seasonal gamma
 */
public record DampedSmoothing(int season, double level, double trend, double damping, double seasonal)
        implements WindowMethod {
    private static final long serialVersionUID = 1;

    /** Seasons, or rows without a season, that level, trend and season start from, at most. */
    private static final int FIRST = 3;

    private static final double[] LEVELS = {0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 0.98};
    private static final double[][] TRENDS = {{0, 0.9}, {0.05, 0.9}, {0.2, 0.9}, {0.05, 0.98}};
    private static final double[] SEASONALS = {0, 0.1, 0.3, 0.6};

    /** Returns the rules that are tried on a table, in a fixed order. */
    public static List<DampedSmoothing> candidates(int season) {
        List<DampedSmoothing> all = new ArrayList<>();
        for (double level : LEVELS) {
            for (double[] trend : TRENDS) {
                for (double seasonal : season == 1 ? new double[1] : SEASONALS) {
                    all.add(new DampedSmoothing(season, level, trend[0], trend[1], seasonal));
                }
            }
        }
        return all;
    }

    @Override
    public void forecast(double[] rows, double[] out) {
        int m = rows.length < 2 * season ? 1 : season;
        int first = Math.min(FIRST, rows.length / m);
        double b = m == 1 ? 0 : (mean(rows, (first - 1) * m, m) - mean(rows, 0, m)) / ((first - 1) * m);
        double l = m == 1 ? mean(rows, 0, first) : mean(rows, 0, m) - b * (m + 1) / 2.0;
        double[] s = firstSeason(rows, m, m == 1 ? 0 : first, b);
        for (int t = 0, place = 0; t < rows.length; t++) {
            double before = l + damping * b;
            double e = rows[t] - before - s[place];
            l = before + level * e;
            b = damping * b + level * trend * e;
            s[place] += m == 1 ? 0 : seasonal * (1 - level) * e;
            place = place + 1 == m ? 0 : place + 1;
        }
        double power = 1;
        double sum = 0;
        for (int h = 0, place = rows.length % m; h < out.length; h++) {
            power *= damping;
            sum += power;
            out[h] = l + sum * b + s[place];
            place = place + 1 == m ? 0 : place + 1;
        }
    }

    /** Returns the mean of the first seasons, less their means and a slope. */
    private static double[] firstSeason(double[] rows, int m, int seasons, double slope) {
        double[] s = new double[m];
        for (int i = 0; i < seasons; i++) {
            double mean = mean(rows, i * m, m);
            for (int j = 0; j < m; j++) {
                s[j] += (rows[i * m + j] - mean - slope * (j - (m - 1) / 2.0)) / seasons;
            }
        }
        return s;
    }

    private static double mean(double[] rows, int from, int count) {
        return Arrays.stream(rows, from, from + count).sum() / count;
    }

    /** Returns the numbers in words. */
    @Override
    public String toString() {
        return "level " + level
                + (trend == 0 ? "" : String.format(Locale.ROOT, ", trend %s damped by %s", trend, damping))
                + (season == 1 ? "" : String.format(Locale.ROOT, ", season of %d rows %s", season, seasonal));
    }
}
