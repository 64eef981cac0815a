package io.seiche.evaluation.baselines;

import io.seiche.series.Chunk;
import java.util.List;
import java.util.Optional;

/** The straight line through the first and the last row of the lookback, continued. */
public record Drift() implements Baseline {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public String description(List<String> targets, int season) {
        return "continuing the window's straight line";
    }

    @Override
    public BaselineFit fit(Setting setting) {
        return (season, notes) ->
                Optional.of(new Line(setting.units(), setting.windows().lookback()));
    }

    /** Forecast = last + (h + 1) (last - first) / (lookback - 1). */
    private record Line(TableUnits units, int lookback) implements WindowForecaster {
        private static final long serialVersionUID = 1;

        @Override
        public boolean forecast(Chunk chunk, int cutoff, double[] out) {
            int rows = Math.min(lookback, cutoff);
            for (int k = 0; k < units.values().columns(); k++) {
                double end = units.actual(chunk, cutoff - 1, k);
                double slope = rows == 1 ? 0 : (end - units.actual(chunk, cutoff - rows, k)) / (rows - 1);
                for (int h = 0; h < units.values().rows(); h++) {
                    out[units.values().at(h, k)] = end + (h + 1) * slope;
                }
            }
            return true;
        }
    }
}
