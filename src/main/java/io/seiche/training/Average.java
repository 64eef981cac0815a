package io.seiche.training;

/**
 * A running weighted mean of vectors: {@link #add} some in a fixed order, then {@link #take} the mean. Sums are doubles,
 * so the mean of one vector is that vector, bit for bit; and every element is a sum of its own, so the means of slices
 * are the slices of the mean.
 */
final class Average {
    private double[] sums = {};
    private double weight;

    /** Adds a vector, as long as the others; one of weight 0 changes nothing. */
    void add(float[] vector, double weightOfIt) {
        if (weightOfIt == 0) {
            return;
        }
        if (weight == 0) {
            sums = new double[vector.length];
        }
        assert sums.length == vector.length;
        for (int i = 0; i < vector.length; i++) {
            sums[i] += weightOfIt * vector[i];
        }
        weight += weightOfIt;
    }

    /** Whether nothing was added since the last {@link #take}. */
    boolean isEmpty() {
        return weight == 0;
    }

    /** The mean; afterwards nothing is added yet. */
    float[] take() {
        if (isEmpty()) {
            throw new IllegalStateException("the average of no vectors was asked for");
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / weight);
        }
        sums = new double[0];
        weight = 0;
        return mean;
    }
}
