package io.seiche.evaluation.baselines;

import io.seiche.math.Grid;
import io.seiche.series.Chunk;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of a window for the ridge regression. Each target's last value is subtracted from its lags and from the
 * values to forecast, so that the level of a series does not matter; the last feature is always 1.
 *
 * <p>Own lags: each target by itself, one map shared by all of them (and by all series): targets examples a window, of
 * horizon outputs each. All inputs: one example a window, with every target's lags, the covariates of the lookback, the
 * future covariates of the forecast rows, and the static ones and the values of categories; horizon x targets outputs.
 *
 * @param all true to read every input, false for own lags only
 * @param lags rows of the lookback that are read, the newest ones
 * @param categories number of values of each category
 */
record RidgeFeatures(
        boolean all, int lags, int horizon, int targets, int past, int future, int statics, List<Integer> categories)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** No more features than this, whatever the memory. */
    static final int MOST = 2000;
    /** Bytes the driver may hold of all shards' normal equations together. */
    static final long MOST_BYTES = 1L << 29;

    /**
     * Returns the feature sets for a setting: own lags, and all inputs if there are others and they fit into the
     * limits.
     */
    static List<RidgeFeatures> affordable(Baseline.Setting setting) {
        RidgeFeatures own = of(setting, false, setting.windows().minimum());
        while (!own.fits(setting.shards()) && own.lags > 1) {
            own = of(setting, false, own.lags * 3 / 4);
        }
        List<RidgeFeatures> chosen = new ArrayList<>(List.of(own));
        RidgeFeatures all = of(setting, true, setting.windows().minimum());
        if (all.count() > own.count() && all.fits(setting.shards())) {
            chosen.add(all);
        }
        return chosen;
    }

    /** Returns a note on the inputs left out to limit the cost of ridge, or the empty string. */
    static String limits(Baseline.Setting setting) {
        List<RidgeFeatures> chosen = affordable(setting);
        RidgeFeatures all = of(setting, true, setting.windows().minimum());
        int lags = chosen.get(0).lags;
        if (lags < setting.windows().minimum()) {
            return "ridge reads only the last " + lags + " of "
                    + setting.windows().minimum() + " rows";
        }
        return chosen.size() == 1 && all.count() > chosen.get(0).count()
                ? "ridge reads each target's own lags only, as all inputs would be " + all.count() + " features"
                : "";
    }

    private static RidgeFeatures of(Baseline.Setting setting, boolean all, int lags) {
        var columns = setting.columns();
        return new RidgeFeatures(
                all,
                lags,
                setting.windows().horizon(),
                columns.targets().size(),
                columns.past().size(),
                columns.future().size(),
                columns.statics().size(),
                columns.categories().stream()
                        .map(category -> category.values().size())
                        .toList());
    }

    private boolean fits(int shards) {
        long each = 8L * 2 * ((long) count() * (count() + 1) / 2 + (long) count() * outputs());
        return count() <= MOST && each * Math.max(1, shards) <= MOST_BYTES;
    }

    /** Features of an example, the constant included. */
    int count() {
        return all
                ? (lags - 1) * targets + lags * (past + future) + horizon * future + staticInputs() + 1
                : lags; // lags - 1 differences and the constant
    }

    private int staticInputs() {
        return statics + categories.stream().mapToInt(Integer::intValue).sum();
    }

    /** Outputs of an example. */
    int outputs() {
        return all ? values().size() : horizon;
    }

    /** Examples a window. */
    int examples() {
        return all ? 1 : targets;
    }

    /** Returns the layout of a forecast, {@code [horizon][targets]}. */
    Grid values() {
        return new Grid(horizon, targets);
    }

    /** Returns the position in {@link #values} for an example's output. */
    int cell(int example, int output) {
        return all ? output : values().at(output, example);
    }

    /** Fills x {@code [count]} for one example of a window. */
    void read(Chunk chunk, int cutoff, int example, double[] x) {
        int at = 0;
        int first = all ? 0 : example;
        int afterTargets = all ? targets : example + 1;
        float[] values = chunk.values();
        int last = (cutoff - 1) * chunk.columns();
        for (int t = cutoff - lags; t < cutoff; t++) {
            int row = t * chunk.columns();
            if (t < cutoff - 1) {
                for (int k = first; k < afterTargets; k++) {
                    x[at++] = (double) values[row + k] - values[last + k];
                }
            }
            for (int c = targets; all && c < targets + past + future; c++) {
                x[at++] = values[row + c];
            }
        }
        for (int h = 0; all && h < horizon; h++) {
            int row = (cutoff + h) * chunk.columns() + targets + past;
            for (int c = 0; c < future; c++) {
                x[at++] = values[row + c];
            }
        }
        for (int s = 0; all && s < statics; s++) {
            x[at++] = chunk.statics()[s];
        }
        for (int c = 0; all && c < categories.size(); c++) {
            float place = chunk.statics()[statics + c];
            int count = categories.get(c);
            for (int value = 0; value < count; value++) {
                x[at++] = place < 0 ? 1.0 / count : value == place ? 1 : 0;
            }
        }
        x[at] = 1;
    }

    /** Fills y {@code [outputs]}: what is to be forecast, less the last value. */
    void answer(Chunk chunk, int cutoff, int example, double[] y) {
        float[] values = chunk.values();
        for (int o = 0; o < y.length; o++) {
            int cell = cell(example, o);
            int k = values().column(cell);
            y[o] = (double) values[(cutoff + values().row(cell)) * chunk.columns() + k]
                    - values[(cutoff - 1) * chunk.columns() + k];
        }
    }

    /** In words. */
    String describe() {
        return all ? "all inputs of " + lags + " rows" : "each target's own " + lags + " lags";
    }
}
