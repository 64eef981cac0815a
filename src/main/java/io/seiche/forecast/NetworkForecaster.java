package io.seiche.forecast;

import io.seiche.evaluation.Forecaster;
import io.seiche.loss.Loss;
import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.training.Scoring;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A network as evaluation sees it: of what it answers for each target value, the quantiles in increasing order, or where
 * it answers no quantiles the point forecast alone.
 */
final class NetworkForecaster implements Forecaster {
    private static final String QUANTILE = "quantile(";

    private final Scoring.Answering network;
    private final Reading reading;
    private float[] answer = {};

    NetworkForecaster(Scoring.Answering network, Reading reading) {
        this.network = network;
        this.reading = reading;
    }

    /**
     * How a network's answers are read.
     *
     * @param levels what the blocks read stand for, increasing
     * @param blocks which of the network's blocks they are
     * @param all how many blocks the network answers
     */
    record Reading(double[] levels, int[] blocks, int all) implements Serializable {
        static Reading of(Loss loss) {
            if (!loss.name().startsWith(QUANTILE)) {
                return new Reading(new double[] {0.5}, new int[] {loss.point()}, loss.outputsPerTarget());
            }
            String inside = loss.name().substring(QUANTILE.length(), loss.name().length() - 1);
            double[] given = Arrays.stream(inside.split(","))
                    .mapToDouble(level -> Double.parseDouble(level.strip()))
                    .toArray();
            int[] order = IntStream.range(0, given.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(block -> given[block]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            return new Reading(
                    Arrays.stream(order).mapToDouble(block -> given[block]).toArray(), order, given.length);
        }
    }

    @Override
    public double[] levels() {
        return reading.levels();
    }

    @Override
    public float[] forecast(Batch batch) {
        Sequence y = network.answer(batch);
        int each = y.features() / reading.all() * y.batch();
        int length = each * reading.blocks().length;
        if (answer.length < length) {
            answer = new float[length];
        }
        for (int level = 0; level < reading.blocks().length; level++) {
            System.arraycopy(y.values(), y.offset() + reading.blocks()[level] * each, answer, level * each, each);
        }
        return answer;
    }
}
