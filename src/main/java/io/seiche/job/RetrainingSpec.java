package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.configuration.Keys;
import io.seiche.evaluation.ChampionGate;
import io.seiche.series.SplitSize;
import io.seiche.text.Refusal;

/**
 * The options of retraining a model.
 *
 * @param span the newest part of every series, for training and scoring; null for all rows
 * @param measure error that decides between challenger and champion
 * @param margin share by which the challenger's error must be below the champion's, from 0 to below 1
 * @param warm true if training starts from the champion's parameters
 */
public record RetrainingSpec(SplitSize span, ChampionGate.Measure measure, double margin, boolean warm) {
    /** The block {@code retrain} of a configuration. */
    public static RetrainingSpec of(Configuration configuration) {
        if (!configuration.given(Keys.TEST)) {
            throw new ConfigurationException(
                    Keys.TEST.path() + " must be given: the rows on which challenger and champion are compared");
        }
        return configuration.placed(() -> new RetrainingSpec(
                configuration.find(Keys.SPAN).orElse(null),
                configuration.get(Keys.MEASURE),
                configuration.get(Keys.MARGIN),
                configuration.get(Keys.START)));
    }

    public RetrainingSpec {
        if (!(margin >= 0 && margin < 1)) {
            throw new Refusal("retrain.margin", "be a share from 0 to below 1", margin);
        }
    }
}
