package io.seiche.network;

import io.seiche.math.Sequence;

/**
 * A learned scale and shift of each target, after a window's own normalisation, and undone on the forecast (RevIN, Kim et
 * al. 2022, <a href="https://openreview.net/forum?id=cGDAkQo1C0p">openreview cGDAkQo1C0p</a>):
 *
 * <pre>
 * x = e^a z + b
 * forecast = (y - b) / e^a
 * </pre>
 *
 * a and b start at 0, so that at first x = z. The factor e^a is positive, so quantiles keep their order. A row that does not
 * exist has z = 0, the window's shift.
 *
 * <p>The forecast is undone together with the window's normalisation: y s + c with s = spread / e^a and c = shift - b s.
 */
final class LearnedAffine {
    private final int targets;
    private final int scales; // offset of a in the parameters, [targets]
    private final int shifts; // of b, [targets], next to a
    private final StepGradient gradients; // of a and b
    private int examples;
    private float[] factor = {}; // e^a of each example's target, [E]
    private float[] shift = {}; // b, [E]
    private float[] sums = {}; // gradients of a and b by example, 0 where the target is another: [2 targets][E]

    /** Adds the parameters of so many targets to a network. */
    LearnedAffine(Site.Shared shared, int targets) {
        this.targets = targets;
        scales = shared.layout().add("affine.scale", Layout.Role.VECTOR, targets);
        shifts = shared.layout().add("affine.shift", Layout.Role.BIAS, targets);
        gradients = new StepGradient(new WeightMatrix(shared.kernels(), scales, 0, 2 * targets), shared.part());
    }

    /**
     * Reads the parameters for a batch.
     *
     * @param count E, as many for each target
     */
    void begin(float[] parameters, int count) {
        examples = count;
        factor = Buffers.atLeast(factor, examples);
        shift = Buffers.atLeast(shift, examples);
        for (int e = 0; e < examples; e++) {
            factor[e] = (float) StrictMath.exp(parameters[scales + target(e)]);
            shift[e] = parameters[shifts + target(e)];
        }
    }

    private int target(int example) {
        return example / (examples / targets);
    }

    /** Turns z into x, {@code [rows][E]} in place. */
    void apply(float[] z, int at, int rows) {
        for (int row = 0, i = at; row < rows; row++) {
            for (int e = 0; e < examples; e++, i++) {
                z[i] = factor[e] * z[i] + shift[e];
            }
        }
    }

    /** Turns the shift and spread of windows, {@code [E]}, into those that undo x as well. */
    void undo(float[] windowShift, float[] windowSpread) {
        for (int e = 0; e < examples; e++) {
            windowSpread[e] /= factor[e];
            windowShift[e] -= shift[e] * windowSpread[e];
        }
    }

    /** Forgets the gradients of an earlier batch. */
    void beginBack() {
        sums = Buffers.zeros(sums, 2 * targets * examples);
    }

    /** Takes the gradient of x, {@code [rows][E]}, back to a and b. */
    void back(float[] x, int at, float[] dx, int dxAt, int rows) {
        for (int row = 0, i = at, j = dxAt; row < rows; row++) {
            for (int e = 0; e < examples; e++, i++, j++) {
                add(e, dx[j] * (x[i] - shift[e]), dx[j]);
            }
        }
    }

    /**
     * Takes the gradient of the forecasts back to a and b.
     *
     * @param y forecasts, {@code [rows][E]}
     * @param dy their gradient
     * @param undoneShift as {@link #undo} left it, {@code [E]}
     * @param undoneSpread as {@link #undo} left it, {@code [E]}
     */
    void backUndo(float[] y, Sequence dy, float[] undoneShift, float[] undoneSpread) {
        for (int i = 0; i < dy.stride(); i++) {
            int e = i % examples;
            float d = dy.values()[dy.offset() + i];
            float fromShift = y[i] - undoneShift[e] - shift[e] * undoneSpread[e];
            add(e, -d * fromShift, -d * undoneSpread[e]);
        }
    }

    private void add(int example, float dScale, float dShift) {
        int at = target(example) * examples + example;
        sums[at] += dScale;
        sums[at + targets * examples] += dShift;
    }

    /** Adds the gradients to those of the network. */
    void finish(float[] gradient) {
        gradients.add(0, sums, 0, sums, 0, examples, scales, gradient);
    }
}
