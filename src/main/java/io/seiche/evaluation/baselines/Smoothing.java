package io.seiche.evaluation.baselines;

import io.seiche.math.DampedSmoothing;
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
        return new RuleFit<>(setting, name(), DampedSmoothing::candidates, SmoothedWindow::new);
    }

    private record SmoothedWindow(TableUnits units, int lookback, DampedSmoothing rule)
            implements RuleFit.RuleForecaster {
        private static final long serialVersionUID = 1;
    }
}
