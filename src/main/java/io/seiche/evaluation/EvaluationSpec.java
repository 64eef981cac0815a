package io.seiche.evaluation;

import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.text.Refusal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The baselines and intervals of an evaluation: the block {@code evaluation} of a configuration.
 *
 * @param season rows after which a series repeats, or {@link #AUTO}: from the frequency, else from the autocorrelation
 *     of the training rows
 * @param baselines forecasters to compare with; {@link Baselines#NAIVE} is always among them, as skill is measured against
 *     it
 * @param intervals widths in per cent of the prediction intervals to make from validation residuals, each 1 to 99
 * @param choose origin of the weights of the networks of a mean
 * @param groups of series that have intervals and scores of their own
 */
public record EvaluationSpec(
        int season, List<Baseline> baselines, List<Integer> intervals, Choose choose, SeriesGroups groups)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** The value of {@link #season} that leaves the choice to the data. */
    public static final int AUTO = 0;

    /** The origin of the weights of the networks of a mean. */
    public enum Choose {
        /** They are written, or equal. */
        NETWORK,
        /** They are found on validation windows. */
        VALIDATION
    }

    /** An evaluation that takes the weights of networks as they are written, without groups of series. */
    public EvaluationSpec(int season, List<Baseline> baselines, List<Integer> intervals) {
        this(season, baselines, intervals, Choose.NETWORK, SeriesGroups.NOTHING);
    }

    public EvaluationSpec {
        if (season < 0) {
            throw new Refusal("evaluation.season", "be auto or 1 or more rows", season);
        }
        List<Baseline> all = new ArrayList<>(List.of(Baselines.NAIVE));
        baselines.stream().filter(b -> !all.contains(b)).forEach(all::add);
        baselines = List.copyOf(all);
        for (int percent : intervals) {
            if (percent < 1 || percent > 99) {
                throw new Refusal("evaluation.intervals", "be per cents from 1 to 99, for example [80, 90]", percent);
            }
        }
        intervals = intervals.stream().distinct().sorted().toList();
    }

    /** Returns the same evaluation beside one more baseline. */
    public EvaluationSpec with(Baseline baseline) {
        List<Baseline> more = new ArrayList<>(baselines);
        more.add(baseline);
        return new EvaluationSpec(season, more, intervals, choose, groups);
    }

    /**
     * Reads quantile levels.
     *
     * @throws Refusal if one is not a level, or not the end of an interval of whole per cents whose other end is there
     */
    public static List<Double> levels(List<String> texts) {
        List<Double> levels = new ArrayList<>();
        for (String text : texts) {
            try {
                levels.add(Double.valueOf(text));
            } catch (NumberFormatException e) {
                throw refusal(text);
            }
        }
        for (double level : levels) {
            boolean mirrored = levels.stream().anyMatch(other -> Math.abs(level + other - 1) < 1e-9);
            boolean whole = Math.abs(200 * level - Math.round(200 * level)) < 1e-7;
            if (!(level > 0 && level < 1) || !mirrored || !whole) {
                throw refusal("" + level);
            }
        }
        return levels;
    }

    private static Refusal refusal(String level) {
        return new Refusal(
                "evaluation.quantiles",
                "be levels above 0 and below 1 in pairs of 1 in sum, two ends of intervals of whole per cents, for example"
                        + " [0.1, 0.5, 0.9]",
                level);
    }

    /** Returns the intervals, in per cent, whose ends the levels are. */
    public static List<Integer> intervals(List<Double> levels) {
        return levels.stream()
                .filter(level -> level < 0.5)
                .map(level -> (int) Math.round(100 * (1 - 2 * level)))
                .toList();
    }

    /**
     * Reads {@code auto} or a number of rows.
     *
     * @throws Refusal if it is neither
     */
    public static int season(String season) {
        if (season.equalsIgnoreCase("auto")) {
            return AUTO;
        }
        try {
            int rows = Integer.parseInt(season.strip());
            if (rows >= 1) {
                return rows;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new Refusal("evaluation.season", "be auto or a number of rows (7)", season);
    }
}
