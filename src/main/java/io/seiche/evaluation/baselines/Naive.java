package io.seiche.evaluation.baselines;

import io.seiche.series.Chunk;
import java.util.List;
import java.util.Optional;

/** Every forecast row is the last known one. */
public record Naive() implements Baseline {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
        return "naive";
    }

    @Override
    public String description(List<String> targets, int season) {
        return "repeating the last " + (targets.size() == 1 ? targets.get(0) : "value");
    }

    @Override
    public BaselineFit fit(Setting setting) {
        return (season, notes) -> Optional.of(new RepeatLast(setting.units()));
    }

    private record RepeatLast(TableUnits units) implements WindowForecaster {
        private static final long serialVersionUID = 1;

        @Override
        public boolean forecast(Chunk chunk, int cutoff, double[] out) {
            for (int h = 0; h < units.values().rows(); h++) {
                for (int k = 0; k < units.values().columns(); k++) {
                    out[units.values().at(h, k)] = units.actual(chunk, cutoff - 1, k);
                }
            }
            return true;
        }
    }
}
