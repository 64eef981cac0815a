package io.seiche.network;

import io.seiche.math.Elementwise;
import io.seiche.math.Sequence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Quantiles that never cross, from a point forecast, the quantiles of its residuals, and numbers r of a network. Of levels
 * in increasing order, p being the one nearest to the median, at each step of the horizon:
 *
 * <pre>
 * gap[j] = max(q[j+1] - q[j], tiny)
 * y[p]   = base + q[p] + r[p] (gap[0] + gap[1] + ...)
 * y[j]   = y[j-1] + gap[j-1] e^r[j]   above p
 * y[j]   = y[j+1] - gap[j] e^r[j]     below p, r kept within -4 and 4
 * </pre>
 *
 * With one level the factor of r[p] is 1. Where all r are 0, y is base + q. The q are constants: their gradient is 0.
 */
final class QuantileHead {
    private static final float STEEPEST = 4f;

    /** Smallest gap, as a share of the mean gap. */
    private static final double TINY_SHARE = 1e-3;

    private static final double TINY = 1e-9;

    private final int horizon;
    private final int offset; // of q in the parameters
    private final int[] order; // place in the levels as given of each level in increasing order
    private final int middle; // p, in increasing order
    private float[] gaps = {}; // [levels - 1][horizon]
    private float[] widths = {}; // [horizon]
    private float[] powers = {}; // e^r, in the shape of r
    private float[] row = {}; // [E], a level or a sum of gradients
    private float[] y = {}; // [levels as given][horizon][E]
    private float[] dBase = {}; // [horizon][E]
    private float[] dr = {}; // in the shape of r
    private Sequence r;
    private WindowFeatures window;

    /**
     * The head of a network.
     *
     * @param levels in any order
     * @param offset of the quantiles in the parameters, {@code [levels][horizon]}
     */
    QuantileHead(double[] levels, int horizon, int offset) {
        this.horizon = horizon;
        this.offset = offset;
        this.order = IntStream.range(0, levels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> levels[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.middle = middle(levels, order);
    }

    private static int middle(double[] levels, int[] order) {
        int nearest = 0;
        for (int j = 1; j < order.length; j++) {
            if (Math.abs(levels[order[j]] - 0.5) < Math.abs(levels[order[nearest]] - 0.5)) {
                nearest = j;
            }
        }
        return nearest;
    }

    /**
     * Returns the quantiles on the scale of the chunk, {@code [levels as given][horizon][E]}.
     *
     * @param base {@code [horizon][E]}, normalised
     * @param adjustments r, {@code [segments][rows of a segment * levels][E]}; null for 0
     */
    float[] forward(float[] parameters, float[] base, Sequence adjustments, WindowFeatures read) {
        int examples = read.examples();
        window = read;
        r = adjustments;
        y = Buffers.atLeast(y, order.length * horizon * examples);
        row = Buffers.atLeast(row, examples);
        readGaps(parameters);
        raise();
        for (int k = 0; k < horizon; k++) {
            System.arraycopy(base, k * examples, row, 0, examples);
            point(parameters[offset + order[middle] * horizon + k], k, examples);
            undo(middle, k, examples);
            for (int j = middle + 1; j < order.length; j++) {
                grow(gaps[(j - 1) * horizon + k], k, j, examples);
                undo(j, k, examples);
            }
            System.arraycopy(base, k * examples, row, 0, examples);
            point(parameters[offset + order[middle] * horizon + k], k, examples);
            for (int j = middle - 1; j >= 0; j--) {
                grow(-gaps[j * horizon + k], k, j, examples);
                undo(j, k, examples);
            }
        }
        return y;
    }

    /** Computes e^r of all levels at once, which is faster than level by level. */
    private void raise() {
        if (r == null) {
            return;
        }
        int n = r.steps() * r.stride();
        powers = Buffers.atLeast(powers, n);
        System.arraycopy(r.values(), r.offset(), powers, 0, n);
        for (int j = 0; j < n; j++) {
            powers[j] = Math.max(-STEEPEST, Math.min(STEEPEST, powers[j]));
        }
        Elementwise.get().exp(powers, 0, n);
    }

    private void point(float q, int k, int examples) {
        for (int e = 0; e < examples; e++) {
            row[e] += q;
        }
        if (r != null) {
            int at = r.offset() + adjustment(k, middle);
            float width = widths[k];
            for (int e = 0; e < examples; e++) {
                row[e] += r.values()[at + e] * width;
            }
        }
    }

    private void grow(float gap, int k, int j, int examples) {
        int at = r == null ? 0 : adjustment(k, j);
        for (int e = 0; e < examples; e++) {
            row[e] += r == null ? gap : gap * powers[at + e];
        }
    }

    private void undo(int j, int k, int examples) {
        float[] shift = window.shift();
        float[] spread = window.spread();
        int to = (order[j] * horizon + k) * examples;
        for (int e = 0; e < examples; e++) {
            y[to + e] = row[e] * spread[e] + shift[e];
        }
    }

    /** The place in r, from its offset, of level j, in increasing order, at step k. */
    private int adjustment(int k, int j) {
        int levels = order.length;
        int rows = r.features() / levels;
        return k / rows * r.stride() + (k % rows * levels + order[j]) * r.batch();
    }

    private void readGaps(float[] parameters) {
        int levels = order.length;
        gaps = Buffers.atLeast(gaps, (levels - 1) * horizon);
        widths = Buffers.atLeast(widths, horizon);
        double sum = 0;
        for (int k = 0; k < horizon && levels > 1; k++) {
            sum += quantile(parameters, levels - 1, k) - quantile(parameters, 0, k);
        }
        float tiny = (float) Math.max(TINY, TINY_SHARE * sum / (horizon * Math.max(1, levels - 1)));
        for (int k = 0; k < horizon; k++) {
            float width = levels == 1 ? 1f : 0f;
            for (int j = 0; j < levels - 1; j++) {
                float gap = Math.max(tiny, quantile(parameters, j + 1, k) - quantile(parameters, j, k));
                gaps[j * horizon + k] = gap;
                width += gap;
            }
            widths[k] = width;
        }
    }

    private float quantile(float[] parameters, int j, int k) {
        return parameters[offset + order[j] * horizon + k];
    }

    /**
     * Computes the gradients of base and r.
     *
     * @param dy of the quantiles that {@code forward} returned, same shape
     */
    void backward(Sequence dy, int examples) {
        dBase = Buffers.atLeast(dBase, horizon * examples);
        if (r != null) {
            dr = Buffers.zeros(dr, r.steps() * r.stride());
        }
        for (int k = 0; k < horizon; k++) {
            int to = k * examples;
            Arrays.fill(row, 0, examples, 0f);
            for (int j = order.length - 1; j > middle; j--) {
                addGradient(dy, j, k, examples);
                slope(gaps[(j - 1) * horizon + k], k, j, examples);
            }
            System.arraycopy(row, 0, dBase, to, examples);
            Arrays.fill(row, 0, examples, 0f);
            for (int j = 0; j < middle; j++) {
                addGradient(dy, j, k, examples);
                slope(-gaps[j * horizon + k], k, j, examples);
            }
            addGradient(dy, middle, k, examples);
            for (int e = 0; e < examples; e++) {
                dBase[to + e] += row[e];
            }
            if (r != null) {
                int at = adjustment(k, middle);
                for (int e = 0; e < examples; e++) {
                    dr[at + e] = dBase[to + e] * widths[k];
                }
            }
        }
    }

    private void addGradient(Sequence dy, int j, int k, int examples) {
        float[] d = dy.values();
        float[] spread = window.spread();
        int at = dy.offset() + (order[j] * horizon + k) * examples;
        for (int e = 0; e < examples; e++) {
            row[e] += d[at + e] * spread[e];
        }
    }

    /** Takes the sum of gradients of the levels beyond a gap back to the r of the gap. */
    private void slope(float gap, int k, int j, int examples) {
        if (r == null) {
            return;
        }
        int at = adjustment(k, j);
        int from = r.offset() + at;
        for (int e = 0; e < examples; e++) {
            float held = Math.abs(r.values()[from + e]) < STEEPEST ? gap : 0f;
            dr[at + e] = held * row[e] * powers[at + e];
        }
    }

    /** The gradient of base, {@code [horizon][E]}. */
    float[] dBase() {
        return dBase;
    }

    /** The gradient of r, in its shape. */
    Sequence dAdjustments() {
        return r.shaped(dr);
    }
}
