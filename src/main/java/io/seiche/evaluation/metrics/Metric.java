package io.seiche.evaluation.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of forecasts, one line each: name, label, how it is accumulated, and where it is shown. A new metric is
 * one line here; the JSON, the tables of the terminal and the report's table list it by themselves.
 *
 * <p>The order is that of the JSON. A name with a dot, {@code group.name}, is an object inside the JSON object.
 */
public enum Metric {
    /** Mean squared error. */
    MSE("mse", "MSE", mean(Point::squared), Trait.IN_TABLES),
    /** Mean absolute error. */
    MAE("mae", "MAE", mean(Point::absolute), Trait.IN_TABLES, Trait.IN_REPORTS, Trait.IN_BACKTESTS),
    /** Square root of the mean squared error. */
    RMSE("rmse", "RMSE", mean(Point::squared).then(Math::sqrt), Trait.IN_TABLES, Trait.IN_REPORTS, Trait.IN_BACKTESTS),
    /** Mean absolute percentage error; undefined as soon as one actual value is zero. */
    MAPE(
            "mape",
            "MAPE",
            mean(p -> p.absolute() / Math.abs(p.actual())).then(Metric::percent),
            Trait.IN_TABLES,
            Trait.IN_REPORTS,
            Trait.PERCENT),
    /** Symmetric mean absolute percentage error, 0 to 200; a point with actual and forecast zero counts as 0. */
    SMAPE(
            "smape",
            "sMAPE",
            mean(Point::symmetric).then(Metric::percent),
            Trait.IN_TABLES,
            Trait.IN_REPORTS,
            Trait.IN_BACKTESTS,
            Trait.PERCENT),
    /** Mean absolute scaled error: absolute errors over those of repeating the value of a season ago in training. */
    MASE("mase", "MASE", seasonScaled(Math::abs), Trait.IN_TABLES, Trait.IN_REPORTS, Trait.IN_BACKTESTS),
    /** Root mean squared scaled error: as {@link #MASE} with squares, then the root over all points. */
    RMSSE("rmsse", "RMSSE", seasonScaled(e -> e * e).then(Math::sqrt), Trait.IN_BACKTESTS),
    /** Weighted absolute percentage error: the sum of absolute errors over that of absolute actual values. */
    WAPE(
            "wape",
            "WAPE",
            mean(Point::absolute).over(p -> Math.abs(p.actual())).then(Metric::percent),
            Trait.IN_BACKTESTS,
            Trait.PERCENT),
    /** Mean of forecast minus actual: above 0 where forecasts are too high. */
    BIAS("bias", "Bias", mean(Point::error), Trait.IN_BACKTESTS),
    /** Mean pinball loss over the forecast quantiles; half the MAE where there is the median alone. */
    PINBALL("pinball", "Pinball loss", mean(Point::pinball)),
    /**
     * Weighted quantile loss, an approximation of the CRPS: twice the sum of {@link #PINBALL} over that of absolute actual
     * values.
     */
    WQL(
            "wql",
            "Weighted quantile loss",
            mean(p -> 2 * p.pinball()).over(p -> Math.abs(p.actual())),
            Trait.IN_BACKTESTS),
    /** Mean squared error of standardised values. */
    SCALED_MSE(
            "scaled.mse",
            "Scaled MSE",
            mean(p -> p.scaledError() * p.scaledError()),
            Trait.IN_REPORTS,
            Trait.STANDARDISED),
    /** Mean absolute error of standardised values. */
    SCALED_MAE("scaled.mae", "Scaled MAE", mean(p -> Math.abs(p.scaledError())), Trait.STANDARDISED);

    /** Display and interpretation of a metric. */
    public enum Trait {
        /** A column of the tables on a terminal. */
        IN_TABLES,
        /** A column of the table in a report. */
        IN_REPORTS,
        /** A column of the tables of a backtest. */
        IN_BACKTESTS,
        /** In per cent. */
        PERCENT,
        /** On the scales of a model, and so not comparable with other models. */
        STANDARDISED
    }

    /**
     * One forecast value beside the actual one.
     *
     * @param actual the value that was observed, in the table's units
     * @param forecast the point forecast, in the table's units
     * @param scaledError forecast minus actual on the standardised scale
     * @param pinball mean pinball loss over the forecast quantiles, in the table's units
     */
    record Point(double actual, double forecast, double scaledError, double pinball) {
        private double error() {
            return forecast - actual;
        }

        private double squared() {
            return error() * error();
        }

        private double absolute() {
            return Math.abs(error());
        }

        private double symmetric() {
            double both = Math.abs(actual) + Math.abs(forecast);
            return both == 0 ? 0 : 2 * absolute() / both;
        }
    }

    private final String text;
    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Accumulation accumulation;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
    private final Set<Trait> traits;

    Metric(String text, String label, Accumulation accumulation, Trait... traits) {
        this.text = text;
        this.label = label;
        this.accumulation = accumulation;
        this.traits = Set.of(traits);
    }

    /**
     * The aggregation of the values of points to one number.
     *
     * @param term averaged over all points; null for a metric scaled by season
     * @param weight of a point in that average: the sum of terms is divided by the sum of weights
     * @param seasonal function of an error and of a difference from season to season, see {@link #seasonScaled};
     *     null for a mean
     * @param result of the mean
     */
    private record Accumulation(
            ToDoubleFunction<Point> term,
            ToDoubleFunction<Point> weight,
            DoubleUnaryOperator seasonal,
            DoubleUnaryOperator result) {
        Accumulation then(DoubleUnaryOperator next) {
            return new Accumulation(term, weight, seasonal, next);
        }

        /** The sum of the terms over the sum of something else. */
        Accumulation over(ToDoubleFunction<Point> divisor) {
            return new Accumulation(term, divisor, seasonal, result);
        }
    }

    /** The mean of a function of each point. */
    private static Accumulation mean(ToDoubleFunction<Point> term) {
        return new Accumulation(term, p -> 1, null, DoubleUnaryOperator.identity());
    }

    /**
     * The mean over points of f(error) divided by the mean f(y_t - y_{t-season}) over the training rows of its series
     * and target.
     */
    private static Accumulation seasonScaled(DoubleUnaryOperator f) {
        return new Accumulation(null, null, f, DoubleUnaryOperator.identity());
    }

    private static double percent(double share) {
        return 100 * share;
    }

    private static final List<Metric> MEANS =
            Arrays.stream(values()).filter(m -> m.accumulation.term != null).toList();
    private static final List<Metric> SEASON_SCALED =
            Arrays.stream(values()).filter(m -> m.accumulation.seasonal != null).toList();

    /** Returns the metrics that are means over points. */
    static List<Metric> means() {
        return MEANS;
    }

    /** Returns the metrics that divide each series' errors by its seasonal differences in training. */
    public static List<Metric> seasonScaled() {
        return SEASON_SCALED;
    }

    /** Returns the metrics that have a trait, in order. */
    public static List<Metric> with(Trait trait) {
        return Arrays.stream(values()).filter(m -> m.is(trait)).toList();
    }

    /** Returns whether the metric has a trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Returns its name in JSON and in the tables of a terminal. */
    public String text() {
        return text;
    }

    /** Returns its name in a report. */
    public String label() {
        return label;
    }

    /** Returns what is averaged over points. */
    double term(Point point) {
        return accumulation.term.applyAsDouble(point);
    }

    /** Returns the weight of a point, by whose sum that of the terms is divided. */
    double weight(Point point) {
        return accumulation.weight.applyAsDouble(point);
    }

    /** Returns what is summed of an error, and of a difference from season to season. */
    public double seasonal(double error) {
        return accumulation.seasonal.applyAsDouble(error);
    }

    /** Returns the metric for a mean, or null where it is not a finite number. */
    public Double of(double mean) {
        return Metrics.finite(accumulation.result.applyAsDouble(mean));
    }
}
