package io.seiche.network;

import io.seiche.math.Sequence;

/**
 * A layer for tests that halves the number of steps: it returns the means of neighbouring pairs, and the last step of
 * an odd number alone.
 */
final class Halved implements Layer {
    /** The description of the layer. */
    record HalvedSpec() implements LayerSpec {
        @Override
        public Layer build(Site site) {
            return LayerSpec.ending(site, new Halved(site.inputs()));
        }

        @Override
        public int outputs(int inputs) {
            return inputs;
        }

        @Override
        public int steps(int given) {
            return (given + 1) / 2;
        }

        @Override
        public boolean readsSequence() {
            return true;
        }

        @Override
        public boolean readsOneWay() {
            return true;
        }

        @Override
        public String toString() {
            return "halved";
        }
    }

    private final int features;
    private Sequence read;

    private Halved(int features) {
        this.features = features;
    }

    @Override
    public int outputs() {
        return features;
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence x) {
        read = x;
        int steps = (x.steps() + 1) / 2;
        int[] lengths = x.lengths() == null ? null : x.lengths().clone();
        for (int b = 0; lengths != null && b < lengths.length; b++) {
            lengths[b] = (lengths[b] + 1) / 2;
        }
        float[] y = new float[steps * x.stride()];
        for (int t = 0; t < x.steps(); t++) {
            for (int j = 0; j < x.stride(); j++) {
                if (weight(t, j) > 0) {
                    y[t / 2 * x.stride() + j] += weight(t, j) * x.values()[x.at(t) + j];
                }
            }
        }
        return new Sequence(y, 0, steps, features, x.batch(), lengths);
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        float[] dx = new float[read.steps() * read.stride()];
        for (int t = 0; t < read.steps(); t++) {
            for (int j = 0; j < read.stride(); j++) {
                dx[t * read.stride() + j] = weight(t, j) == 0 ? 0f : weight(t, j) * dy.values()[dy.at(t / 2) + j];
            }
        }
        return new Sequence(dx, 0, read.steps(), features, read.batch(), read.lengths());
    }

    /** The share of a step in the mean it belongs to; 0 for padding. */
    private float weight(int t, int j) {
        int length = read.lengths() == null ? read.steps() : read.lengths()[j % read.batch()];
        return t >= length ? 0 : t % 2 == 0 && t + 1 >= length ? 1 : 0.5f;
    }
}
