package io.seiche.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The forecasts every network is compared with, on the very same windows: one line each.
 *
 * <p>They read a window's lookback and nothing after its cutoff, like the network.
 */
public enum Baseline {
    /** Every forecast row is the last known one. */
    NAIVE("naive", "repeating the last value", setting -> Optional.of(new WindowForecast.RepeatLast(setting))),
    /** Every forecast row is the one a season (or as many seasons as needed) before it. */
    SEASONAL_NAIVE(
            "seasonal-naive",
            "repeating the last season",
            setting -> Optional.of(new WindowForecast.RepeatSeason(setting))),
    /** The straight line through the first and the last row of the lookback, continued. */
    DRIFT("drift", "continuing the window's straight line", setting -> Optional.of(new WindowForecast.Drift(setting))),
    /** One linear map for all series, in closed form; see {@link NormalEquations}. */
    RIDGE("ridge", "a ridge regression on the same windows", setting -> Optional.ofNullable(setting.ridge())
            .map(Function.identity()));

    private final String key;
    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // constructor references: nothing in them can change
    private final Function<Setting, Optional<WindowForecast>> build;

    Baseline(String key, String words, Function<Setting, Optional<WindowForecast>> build) {
        this.key = key;
        this.words = words;
        this.build = build;
    }

    /** What a baseline is built from. */
    record Setting(Evaluation evaluation, int season, LinearMap ridge) {}

    /** Its name in the configuration, the JSON and the report. */
    public String key() {
        return key;
    }

    /** What it does, as the object of "is better than". */
    public String words() {
        return words;
    }

    /** The baseline ready to forecast, or nothing where what it needs could not be had. */
    Optional<WindowForecast> build(Setting setting) {
        return build.apply(setting);
    }

    /**
     * The baseline of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Baseline of(String key) {
        return Arrays.stream(values())
                .filter(b -> b.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("evaluation.baselines: there is no baseline \"" + key
                        + "\"; there are: "
                        + Arrays.stream(values()).map(Baseline::key).collect(Collectors.joining(", "))));
    }
}
