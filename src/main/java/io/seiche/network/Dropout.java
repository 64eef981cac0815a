package io.seiche.network;

import io.seiche.math.Examples;
import io.seiche.math.Sequence;
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
        acting = pass.dropout() && share > 0;
        if (!acting) {
            return x;
        }
        int n = x.steps() * x.stride();
        y = Buffers.atLeast(y, n);
        mask = Buffers.atLeast(mask, n);
        SplitMix.Mask drawn = new SplitMix.Mask(SplitMix.mix(pass.seed(), layer), share, 1f / (1f - share));
        Examples examples = pass.examples(x.batch());
        for (int t = 0; t < x.steps(); t++) {
            drawn.draw(mask, t * x.stride(), features, x.batch(), examples, t);
        }
        float[] values = x.values();
        int at = x.offset();
        for (int j = 0; j < n; j++) {
            y[j] = values[at + j] * mask[j];
        }
        return new Sequence(y, 0, x.steps(), features, x.batch(), x.lengths());
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
