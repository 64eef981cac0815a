package io.seiche.evaluation.baselines;

import io.seiche.math.Grid;
import io.seiche.series.Columns;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import java.io.Serializable;
import java.util.List;

/**
 * A simple method of forecasting that networks are compared with; see {@link Baselines} for the list.
 *
 * <p>A baseline is fitted by adding the chunks of each shard to a {@link BaselineFit} and merging the fits in shard
 * order; the fit then gives a {@link WindowForecaster}. Most baselines have nothing to fit: their {@link BaselineFit}
 * ignores the chunks. Implementations have no state of their own and are equal to any other instance of their class.
 */
public interface Baseline extends Serializable {
    /**
     * The data a baseline is fitted on and forecasts, known before any row is read.
     *
     * @param windows the shape of the windows
     * @param columns the packed columns
     * @param transform the transform applied to the targets before they were scaled
     * @param shards number of shards the chunks are divided into; bounds the memory of a fit on each
     * @param trainingWindows number of training windows in all shards together
     */
    record Setting(WindowSpec windows, Columns columns, Transform transform, int shards, long trainingWindows)
            implements Serializable {
        private static final long serialVersionUID = 1;

        /** Conversion between the scaled values of a chunk and the table's units. */
        public TableUnits units() {
            return new TableUnits(
                    transform, new Grid(windows.horizon(), columns.targets().size()));
        }
    }

    /** Returns the name in the configuration, in JSON and in reports. */
    String name();

    /**
     * Returns a description that completes "the network is better than ...".
     *
     * @param targets names of the targets
     * @param season rows in a season, 1 for none
     */
    String description(List<String> targets, int season);

    /** Returns an empty fit for one shard. */
    BaselineFit fit(Setting setting);
}
