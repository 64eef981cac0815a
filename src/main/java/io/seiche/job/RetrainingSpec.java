package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.Schema;
import io.seiche.configuration.Specs;
import io.seiche.evaluation.ChampionGate;
import io.seiche.series.SplitSize;
import io.seiche.text.Refusal;

/**
 * The options of retraining a model.
 *
 * @param span the newest part of every series, which is learned from and scored; null is everything
 * @param measure which error decides between challenger and champion
 * @param margin by what share the challenger's must lie below the champion's, from 0 to below 1
 * @param warm whether training starts from the champion's parameters
 */
public record RetrainingSpec(SplitSize span, ChampionGate.Measure measure, double margin, boolean warm) {
    /** The block {@code retrain} of a configuration. */
    public static RetrainingSpec of(Specs specs) {
        Configuration given = specs.given();
        given.required("split.test");
        return specs.told(() -> new RetrainingSpec(
                given.text("retrain.span")
                        .map(t -> SplitSize.parse("retrain.span", t))
                        .orElse(null),
                Schema.chosen(ChampionGate.Measure.values(), given.text("retrain.measure", "mse")),
                given.number("retrain.margin", 0.01),
                given.text("retrain.start", "champion").equals("champion")));
    }

    public RetrainingSpec {
        if (!(margin >= 0 && margin < 1)) {
            throw new Refusal("retrain.margin", "be a share from 0 to below 1", margin);
        }
    }
}
