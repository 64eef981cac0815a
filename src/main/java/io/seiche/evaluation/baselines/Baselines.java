package io.seiche.evaluation.baselines;

import io.seiche.text.Words;
import java.util.List;

/** The baselines of forecasts by name. A new baseline is its class and one line here. */
public final class Baselines {
    /** The baseline that skill is measured against: repeating the last value. */
    public static final Baseline NAIVE = new Naive();

    private static final List<Baseline> ALL =
            List.of(NAIVE, new SeasonalNaive(), new Drift(), new Ridge(), new Smoothing(), new SeasonLevels());

    /** The baselines beside the scores where a configuration names none. */
    private static final List<String> USUAL = List.of("naive", "seasonal-naive", "drift", "ridge");

    private Baselines() {}

    /** Returns all baselines, in the order they are listed in. */
    public static List<Baseline> all() {
        return ALL;
    }

    /** Returns the names of those beside the scores where a configuration names none. */
    public static List<String> usual() {
        return USUAL;
    }

    /** Returns the names of all baselines, in the same order. */
    public static List<String> names() {
        return ALL.stream().map(Baseline::name).toList();
    }

    /**
     * Returns the baseline of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Baseline of(String name) {
        return Words.choose("evaluation.baselines", name, ALL, Baseline::name);
    }
}
