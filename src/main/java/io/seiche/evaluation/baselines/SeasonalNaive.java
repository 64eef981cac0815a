package io.seiche.evaluation.baselines;

import io.seiche.series.Chunk;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every forecast row is the one a season before it, or as many seasons as lead to a row before the cutoff. */
public record SeasonalNaive() implements Baseline {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
        return "seasonal-naive";
    }

    @Override
    public String description(List<String> targets, int season) {
        return season == 1 ? "no season: the last value again" : "repeating the last season (" + season + " rows back)";
    }

    @Override
    public BaselineFit fit(Setting setting) {
        return (season, notes) -> Optional.of(new RepeatSeason(setting.units(), season));
    }

    private record RepeatSeason(TableUnits units, int season) implements WindowForecaster {
        private static final long serialVersionUID = 1;

        @Override
        public boolean forecast(Chunk chunk, int cutoff, double[] out) {
            if (cutoff < season) {
                return false;
            }
            for (int h = 0; h < units.values().rows(); h++) {
                int row = cutoff - season + h % season;
                for (int k = 0; k < units.values().columns(); k++) {
                    out[units.values().at(h, k)] = units.actual(chunk, row, k);
                }
            }
            return true;
        }

        @Override
        public String missing() {
            return String.format(
                    Locale.ROOT,
                    "have no row %d rows before their forecast; set window.lookback to %d or more, or evaluation.season lower",
                    season,
                    season);
        }
    }
}
