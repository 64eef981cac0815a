package io.seiche.evaluation;

import io.seiche.series.Chunk;
import java.io.Serializable;

/** A forecast made from a window's rows directly. */
interface WindowForecast extends Serializable {
    /**
     * Fills the forecast of one window.
     *
     * @param cutoff offset in the chunk of the first forecast row
     * @param out values in the table's units, {@code [horizon][targets]}
     * @return false where the chunk does not hold the rows it needs; {@code out} is then undefined
     */
    boolean forecast(Chunk chunk, int cutoff, double[] out);

    /** The last known row, again and again. */
    record RepeatLast(TableUnits units) implements WindowForecast {
        private static final long serialVersionUID = 1;

        RepeatLast(Baseline.Setting setting) {
            this(setting.evaluation().units());
        }

        @Override
        public boolean forecast(Chunk chunk, int cutoff, double[] out) {
            for (int h = 0; h < units.horizon(); h++) {
                for (int k = 0; k < units.targets(); k++) {
                    out[h * units.targets() + k] = units.actual(chunk, cutoff - 1, k);
                }
            }
            return true;
        }
    }

    /** The row one season before each forecast row, or as many seasons as lead back before the cutoff. */
    record RepeatSeason(TableUnits units, int season) implements WindowForecast {
        private static final long serialVersionUID = 1;

        RepeatSeason(Baseline.Setting setting) {
            this(setting.evaluation().units(), setting.season());
        }

        @Override
        public boolean forecast(Chunk chunk, int cutoff, double[] out) {
            if (cutoff < season) {
                return false;
            }
            for (int h = 0; h < units.horizon(); h++) {
                int row = cutoff - season + h % season;
                for (int k = 0; k < units.targets(); k++) {
                    out[h * units.targets() + k] = units.actual(chunk, row, k);
                }
            }
            return true;
        }
    }

    /** The line through the lookback's first and last row: last + (h + 1) (last - first) / (lookback - 1). */
    record Drift(TableUnits units, int lookback) implements WindowForecast {
        private static final long serialVersionUID = 1;

        Drift(Baseline.Setting setting) {
            this(setting.evaluation().units(), setting.evaluation().windows().lookback());
        }

        @Override
        public boolean forecast(Chunk chunk, int cutoff, double[] out) {
            for (int k = 0; k < units.targets(); k++) {
                double end = units.actual(chunk, cutoff - 1, k);
                double slope = lookback == 1 ? 0 : (end - units.actual(chunk, cutoff - lookback, k)) / (lookback - 1);
                for (int h = 0; h < units.horizon(); h++) {
                    out[h * units.targets() + k] = end + (h + 1) * slope;
                }
            }
            return true;
        }
    }
}
