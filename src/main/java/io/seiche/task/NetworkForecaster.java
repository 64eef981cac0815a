package io.seiche.task;

import io.seiche.evaluation.Forecaster;
import io.seiche.evaluation.ForwardPass;
import io.seiche.loss.Answers;
import io.seiche.series.Batch;

/** A network as evaluation sees it: its quantiles by increasing level, or its point forecast. */
final class NetworkForecaster implements Forecaster {
    private final ForwardPass network;
    private final Answers answers;
    private float[] forecasts = {};

    NetworkForecaster(ForwardPass network, Answers answers) {
        this.network = network;
        this.answers = answers;
    }

    @Override
    public double[] levels() {
        return answers.levels();
    }

    @Override
    public float[] forecast(Batch batch) {
        forecasts = answers.read(network.output(batch), forecasts);
        return forecasts;
    }
}
