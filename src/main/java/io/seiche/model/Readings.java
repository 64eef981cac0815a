package io.seiche.model;

import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Label;
import io.seiche.series.Transform;

/** How a model's answers are read: as forecasts in the table's units, or as probabilities of classes. */
final class Readings {
    private final int point;
    private final int horizon;
    private final int targets;
    private final Transform transform;
    private final Label label;

    Readings(Model model) {
        point = model.answers().point();
        horizon = model.windows().horizon();
        targets = model.preparation().columns().targets().size();
        transform = model.preparation().series().transform();
        label = model.preparation().columns().label();
    }

    /** Which of the blocks of answers is the point forecast. */
    int point() {
        return point;
    }

    /**
     * One window's point forecasts, its normalisation, scaler and transform undone.
     *
     * @param batch where the window lay
     * @param answers to the batch
     * @param example which of the batch
     * @param chunk the window's rows
     * @param cutoff offset in the chunk of the first forecast row
     * @return {@code [target][horizon]}
     */
    double[][] forecast(Batch batch, float[] answers, int example, Chunk chunk, int cutoff) {
        int size = batch.size();
        double[][] raw = new double[targets][];
        for (int k = 0; k < targets; k++) {
            double[] scaled = new double[horizon];
            for (int h = 0; h < horizon; h++) {
                int output = (point * horizon + h) * targets + k;
                scaled[h] = batch.undone(answers[output * size + example], k, example);
            }
            raw[k] = transform.forecasts(chunk, cutoff, k, scaled);
        }
        return raw;
    }

    /** The probability of each class, see {@link Label#probabilities}. */
    double[] probabilities(float[] answers, int outputs, int example, int size) {
        double[] probabilities = new double[label.classes().size()];
        Label.probabilities(answers, outputs, example, size, probabilities);
        return probabilities;
    }
}
