package io.seiche.network;

import io.seiche.math.SplitMix;

/**
 * Sets a share of the numbers to zero while training and divides the rest by what is left of them, so that scoring needs
 * no change (Srivastava et al. 2014, inverted). Whether a number survives is a hash of (pass seed, layer, step, feature,
 * example): the same on every machine, whatever was drawn before.
 */
final class Dropout implements Layer {
    private final int features;
    private final int layer;
    private final float share;
    private float[] y = {};
    private float[] dx = {};
    private float[] mask = {};
    private boolean acting;

    Dropout(int features, int layer, double share) {
        this.features = features;
        this.layer = layer;
        this.share = (float) share;
    }

    @Override
    public int outputs() {
        return features;
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence x) {
        acting = pass.training() && share > 0;
        if (!acting) {
            return x;
        }
        int n = x.steps() * x.stride();
        y = Buffers.atLeast(y, n);
        mask = Buffers.atLeast(mask, n);
        draw(SplitMix.mix(pass.seed(), layer), x.steps(), x.batch());
        float[] values = x.values();
        int at = x.offset();
        for (int j = 0; j < n; j++) {
            y[j] = values[at + j] * mask[j];
        }
        return new Sequence(y, 0, x.steps(), features, x.batch(), x.lengths());
    }

    private void draw(long seed, int steps, int batch) {
        float kept = 1f / (1f - share);
        int threshold = (int) (share * (1 << 24));
        for (int t = 0; t < steps; t++) {
            for (int f = 0; f < features; f++) {
                int row = (int) SplitMix.mix(seed, (long) t << 32 | f);
                int at = (t * features + f) * batch;
                for (int b = 0; b < batch; b++) {
                    mask[at + b] = (hash(row + b * 0x9E3779B9) >>> 8) < threshold ? 0f : kept;
                }
            }
        }
    }

    /** A 32-bit finaliser (Wellons' lowbias32). */
    private static int hash(int v) {
        int x = (v ^ (v >>> 16)) * 0x7feb352d;
        x = (x ^ (x >>> 15)) * 0x846ca68b;
        return x ^ (x >>> 16);
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        if (!acting) {
            return dy;
        }
        int n = dy.steps() * dy.stride();
        dx = Buffers.atLeast(dx, n);
        float[] values = dy.values();
        int at = dy.offset();
        for (int j = 0; j < n; j++) {
            dx[j] = values[at + j] * mask[j];
        }
        return new Sequence(dx, 0, dy.steps(), features, dy.batch(), dy.lengths());
    }
}
