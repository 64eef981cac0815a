package io.seiche.evaluation.baselines;

import io.seiche.math.LevelShape;
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
        return new RuleFit<>(setting, name(), season -> LevelShape.candidates(season, true), ShapedWindow::new);
    }

    private record ShapedWindow(TableUnits units, int lookback, LevelShape rule) implements RuleFit.RuleForecaster {
        private static final long serialVersionUID = 1;
    }
}
