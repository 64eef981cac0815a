package io.seiche.network;

import io.seiche.math.Sequence;

/**
 * Two layers that read the same input, their answers merged: a bidirectional layer (the second one {@link Reversed}), or
 * a residual one (the second one the input itself).
 */
final class Branches extends Composite {
    private final Layer first;
    private final Layer second;
    private final Merge merge;
    private Sequence a;
    private Sequence b;
    private float[] y = {};
    private float[] da = {};
    private float[] db = {};
    private float[] dx = {};

    Branches(Layer first, Layer second, Merge merge) {
        super(first, second);
        this.first = first;
        this.second = second;
        this.merge = merge;
    }

    @Override
    public int outputs() {
        return merge == Merge.CONCAT ? first.outputs() + second.outputs() : first.outputs();
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence x) {
        a = first.forward(pass, parameters, x);
        b = second.forward(pass, parameters, x);
        int n = a.steps() * outputs() * a.batch();
        y = Buffers.atLeast(y, n);
        float[] left = a.values();
        float[] right = b.values();
        int i = a.offset();
        int k = b.offset();
        switch (merge) {
            case CONCAT -> {
                int both = a.stride() + b.stride();
                for (int t = 0; t < a.steps(); t++) {
                    System.arraycopy(left, a.at(t), y, t * both, a.stride());
                    System.arraycopy(right, b.at(t), y, t * both + a.stride(), b.stride());
                }
            }
            case SUM -> {
                for (int j = 0; j < n; j++) {
                    y[j] = left[i + j] + right[k + j];
                }
            }
            case AVERAGE -> {
                for (int j = 0; j < n; j++) {
                    y[j] = 0.5f * (left[i + j] + right[k + j]);
                }
            }
            case MULTIPLY -> {
                for (int j = 0; j < n; j++) {
                    y[j] = left[i + j] * right[k + j];
                }
            }
        }
        return new Sequence(y, 0, a.steps(), outputs(), a.batch(), a.lengths());
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        int n = a.steps() * a.stride();
        Sequence toFirst = dy;
        Sequence toSecond = dy;
        if (merge != Merge.SUM) {
            da = Buffers.atLeast(da, n);
            db = Buffers.atLeast(db, a.steps() * b.stride());
            split(dy, n);
            toFirst = new Sequence(da, 0, a.steps(), a.features(), a.batch(), a.lengths());
            toSecond = new Sequence(db, 0, a.steps(), b.features(), a.batch(), a.lengths());
        }
        Sequence one = first.backward(parameters, toFirst, gradient);
        Sequence two = second.backward(parameters, toSecond, gradient);
        if (one == null || two == null) {
            return null;
        }
        int length = one.steps() * one.stride();
        dx = Buffers.atLeast(dx, length);
        int i = one.offset();
        int k = two.offset();
        for (int j = 0; j < length; j++) {
            dx[j] = one.values()[i + j] + two.values()[k + j];
        }
        return new Sequence(dx, 0, one.steps(), one.features(), one.batch(), one.lengths());
    }

    private void split(Sequence dy, int n) {
        float[] d = dy.values();
        int at = dy.offset();
        switch (merge) {
            case CONCAT -> {
                for (int t = 0; t < a.steps(); t++) {
                    System.arraycopy(d, dy.at(t), da, t * a.stride(), a.stride());
                    System.arraycopy(d, dy.at(t) + a.stride(), db, t * b.stride(), b.stride());
                }
            }
            case AVERAGE -> {
                for (int j = 0; j < n; j++) {
                    da[j] = 0.5f * d[at + j];
                }
                System.arraycopy(da, 0, db, 0, n);
            }
            case MULTIPLY -> {
                float[] left = a.values();
                float[] right = b.values();
                int i = a.offset();
                int k = b.offset();
                for (int j = 0; j < n; j++) {
                    da[j] = d[at + j] * right[k + j];
                    db[j] = d[at + j] * left[i + j];
                }
            }
            case SUM -> throw new IllegalStateException("a sum hands its gradient on as it is");
        }
    }
}
