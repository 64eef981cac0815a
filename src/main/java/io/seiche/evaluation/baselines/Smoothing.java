package io.seiche.evaluation.baselines;

import io.seiche.math.DampedSmoothing;
import io.seiche.series.Chunk;
import java.util.List;

/** {@link DampedSmoothing} of each window; its numbers are chosen on training windows, once for all series. */
public record Smoothing() implements Baseline {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
        return "smoothing";
    }

    @Override
    public String description(List<String> targets, int season) {
        return "exponential smoothing with a damped trend"
                + (season == 1 ? "" : " and a season of " + season + " rows");
    }

    @Override
    public BaselineFit fit(Setting setting) {
        return new RuleFit<>(setting, name(), new SmoothingRules());
    }

    private record SmoothingRules() implements RuleFit.Rules<DampedSmoothing> {
        private static final long serialVersionUID = 1;

        @Override
        public List<DampedSmoothing> candidates(int season) {
            return DampedSmoothing.candidates(season);
        }

        @Override
        public WindowForecaster forecaster(TableUnits units, int lookback, DampedSmoothing rule) {
            return new SmoothedWindow(units, lookback, rule);
        }
    }

    private record SmoothedWindow(TableUnits units, int lookback, DampedSmoothing rule) implements WindowForecaster {
        private static final long serialVersionUID = 1;

        @Override
        public boolean forecast(Chunk chunk, int cutoff, double[] out) {
            RuleFit.forecast(rule, units, lookback, chunk, cutoff, out);
            return true;
        }
    }
}
