package io.seiche.forecast;

import io.seiche.evaluation.ChampionGate;
import io.seiche.series.Extent;

/**
 * How a model is retrained.
 *
 * @param span the newest part of every series, which is learned from and scored; null is everything
 * @param measure which error decides between challenger and champion
 * @param margin by what share the challenger's must lie below the champion's, from 0 to below 1
 * @param warm whether training starts from the champion's parameters
 */
public record RetrainingSpec(Extent span, ChampionGate.Measure measure, double margin, boolean warm) {
    public RetrainingSpec {
        if (!(margin >= 0 && margin < 1)) {
            throw new IllegalArgumentException("retrain.margin must be a share from 0 to below 1, was " + margin);
        }
    }
}
