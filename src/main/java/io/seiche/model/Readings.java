package io.seiche.model;

import io.seiche.loss.Answers;
import io.seiche.math.Grid;
import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Label;
import io.seiche.series.Transform;

/** Reads a model's outputs as forecasts in the table's units, or as probabilities of classes. */
final class Readings {
    private final Answers answers;
    private final Transform transform;
    private final Label label;

    Readings(Model model) {
        answers = model.answers();
        transform = model.preparation().series().transform();
        label = model.preparation().columns().label();
    }

    /**
     * One window's point forecasts, its normalisation, scaler and transform undone.
     *
     * @param batch where the window lay
     * @param output of the network for the batch
     * @param example which of the batch
     * @param chunk the window's rows
     * @param cutoff offset in the chunk of the first forecast row
     * @return {@code [target][horizon]}
     */
    double[][] forecast(Batch batch, Sequence output, int example, Chunk chunk, int cutoff) {
        Grid values = answers.values();
        double[][] raw = new double[values.columns()][];
        for (int k = 0; k < raw.length; k++) {
            double[] scaled = new double[values.rows()];
            for (int h = 0; h < scaled.length; h++) {
                scaled[h] = batch.undone(answers.point(output, values.at(h, k), example), k, example);
            }
            raw[k] = transform.forecasts(chunk, cutoff, k, scaled);
        }
        return raw;
    }

    /** The probability of each class, see {@link Label#probabilities}. */
    double[] probabilities(Sequence output, int example) {
        double[] probabilities = new double[label.classes().size()];
        Label.probabilities(output, example, probabilities);
        return probabilities;
    }
}
