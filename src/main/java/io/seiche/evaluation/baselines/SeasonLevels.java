package io.seiche.evaluation.baselines;

import io.seiche.math.LevelShape;
import io.seiche.series.Chunk;
import java.util.List;

/** {@link LevelShape} of each window; its numbers are chosen on training windows, once for all series. */
public record SeasonLevels() implements Baseline {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
        return "level-shape";
    }

    @Override
    public String description(List<String> targets, int season) {
        return season == 1
                ? "no season: the smoothed level"
                : "the smoothed level of the seasons of " + season + " rows times their shape";
    }

    @Override
    public BaselineFit fit(Setting setting) {
        return new RuleFit<>(setting, name(), new LevelRules());
    }

    private record LevelRules() implements RuleFit.Rules<LevelShape> {
        private static final long serialVersionUID = 1;

        @Override
        public List<LevelShape> candidates(int season) {
            return LevelShape.candidates(season, true);
        }

        @Override
        public WindowForecaster forecaster(TableUnits units, int lookback, LevelShape rule) {
            return new ShapedWindow(units, lookback, rule);
        }
    }

    private record ShapedWindow(TableUnits units, int lookback, LevelShape rule) implements WindowForecaster {
        private static final long serialVersionUID = 1;

        @Override
        public boolean forecast(Chunk chunk, int cutoff, double[] out) {
            RuleFit.forecast(rule, units, lookback, chunk, cutoff, out);
            return true;
        }
    }
}
