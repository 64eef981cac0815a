package io.seiche.training;

import io.seiche.math.Elementwise;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A weighted mean of vectors: a running one, by {@link #add} in a fixed order and then {@link #take}; or {@linkplain #of of
 * all at once}. Sums are doubles, so the mean of one vector is that vector, bit for bit; and every element is a
 * sum of its own, so the means of slices are the slices of the mean.
 */
final class Average {
    /** Number of sums computed at once when all vectors are present; chosen to fit the first-level cache. */
    private static final int BLOCK = 1 << 11;

    private double[] parameters = {};
    private double[] state = {};
    private double weight;

    /**
     * Returns the mean of all these, without vectors of sums.
     *
     * @param all as long as each other; those of weight 0 may be null
     * @throws IllegalStateException if no weight is over 0
     */
    static TrainingState of(List<TrainingState> all, double[] weights) {
        double weight = 0;
        for (double each : weights) {
            weight += each;
        }
        int[] used =
                IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
        if (used.length == 0) {
            throw nothing();
        }
        double[] theirs = IntStream.of(used).mapToDouble(i -> weights[i]).toArray();
        List<TrainingState> states = IntStream.of(used).mapToObj(all::get).toList();
        return new TrainingState(
                mean(states.stream().map(TrainingState::parameters).toList(), theirs, weight),
                mean(states.stream().map(TrainingState::state).toList(), theirs, weight));
    }

    private static float[] mean(List<float[]> vectors, double[] weights, double weight) {
        float[] mean = new float[vectors.get(0).length];
        IntStream.range(0, (mean.length + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            int from = block * BLOCK;
            double[] sums = new double[Math.min(BLOCK, mean.length - from)];
            for (int i = 0; i < weights.length; i++) {
                add(vectors.get(i), from, weights[i], sums);
            }
            divide(sums, weight, mean, from);
        });
        return mean;
    }

    /** Adds vectors, as long as the others; those of weight 0 change nothing and may be null. */
    void add(TrainingState more, double moreWeight) {
        if (moreWeight == 0) {
            return;
        }
        if (weight == 0) {
            parameters = new double[more.parameters().length];
            state = new double[more.state().length];
        }
        add(more.parameters(), 0, moreWeight, parameters);
        add(more.state(), 0, moreWeight, state);
        weight += moreWeight;
    }

    /** Returns true if nothing was added since the last {@link #take}. */
    boolean isEmpty() {
        return weight == 0;
    }

    /** Returns the mean and starts anew. */
    TrainingState take() {
        if (isEmpty()) {
            throw nothing();
        }
        TrainingState mean = new TrainingState(new float[parameters.length], new float[state.length]);
        divide(parameters, weight, mean.parameters(), 0);
        divide(state, weight, mean.state(), 0);
        parameters = new double[0];
        state = new double[0];
        weight = 0;
        return mean;
    }

    private static IllegalStateException nothing() {
        return new IllegalStateException("the average of no vectors was asked for");
    }

    private static void add(float[] vector, int from, double weight, double[] sums) {
        assert from + sums.length <= vector.length;
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * vector[from + i];
        }
    }

    private static void divide(double[] sums, double weight, float[] mean, int from) {
        for (int i = 0; i < sums.length; i++) {
            mean[from + i] = (float) (sums[i] / weight);
        }
        Elementwise.get().flush(mean, from, sums.length);
    }
}
