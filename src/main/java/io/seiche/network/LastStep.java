package io.seiche.network;

import io.seiche.math.Sequence;

/** Outputs the last true step of every sequence: {@code [steps][features][batch]} to {@code [1][features][batch]}. */
final class LastStep implements Layer {
    private final int features;
    private float[] y = {};
    private float[] dx = {};
    private Sequence read;
    private int zerosBefore = -1; // where the last step of dx begins, all before it being zeros already

    LastStep(int features) {
        this.features = features;
    }

    @Override
    public int outputs() {
        return features;
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence x) {
        read = x;
        if (x.lengths() == null) {
            return new Sequence(x.values(), x.at(x.steps() - 1), 1, features, x.batch());
        }
        y = Buffers.atLeast(y, x.stride());
        for (int b = 0; b < x.batch(); b++) {
            int from = x.at(x.lengths()[b] - 1);
            for (int j = b; j < x.stride(); j += x.batch()) {
                y[j] = x.values()[from + j];
            }
        }
        return new Sequence(y, 0, 1, features, x.batch());
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        int stride = read.stride();
        if (read.lengths() != null || zerosBefore != (read.steps() - 1) * stride || dx.length < read.steps() * stride) {
            dx = Buffers.zeros(dx, read.steps() * stride);
            zerosBefore = read.lengths() == null ? (read.steps() - 1) * stride : -1;
        }
        for (int b = 0; b < read.batch(); b++) {
            int last = (read.lengths() == null ? read.steps() : read.lengths()[b]) - 1;
            for (int j = b; j < stride; j += read.batch()) {
                dx[last * stride + j] = dy.values()[dy.offset() + j];
            }
        }
        int zeros = read.lengths() == null ? read.steps() - 1 : 0;
        return new Sequence(dx, 0, read.steps(), features, read.batch(), read.lengths(), zeros);
    }
}
