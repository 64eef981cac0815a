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
    private float[] grown = {}; // [levels - 1][horizon][E], gap e^r
    private float[] held = {}; // [E], r within its bounds
    private float[] y = {}; // [levels as given][horizon][E]
    private float[] dBase = {}; // [horizon][E]
    private float[] dr = {}; // [segments][rows of a segment][levels][E]
    private Sequence r;
    private float[] spread;

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
    float[] forward(float[] parameters, float[] base, Sequence adjustments, WindowFeatures window) {
        int examples = window.examples();
        int levels = order.length;
        int n = horizon * examples;
        r = adjustments;
        spread = window.spread();
        y = Buffers.atLeast(y, levels * n);
        grown = Buffers.atLeast(grown, (levels - 1) * n);
        held = Buffers.atLeast(held, examples);
        readGaps(parameters);
        for (int k = 0; k < horizon; k++) {
            int mid = order[middle] * n + k * examples;
            point(parameters[offset + order[middle] * horizon + k], widths[k], base, k, mid, examples);
            for (int j = middle + 1; j < levels; j++) {
                grow(j, j - 1, k, examples);
                int from = order[j - 1] * n + k * examples;
                int to = order[j] * n + k * examples;
                int gap = (j - 1) * n + k * examples;
                for (int e = 0; e < examples; e++) {
                    y[to + e] = y[from + e] + grown[gap + e];
                }
            }
            for (int j = middle - 1; j >= 0; j--) {
                grow(j, j, k, examples);
                int from = order[j + 1] * n + k * examples;
                int to = order[j] * n + k * examples;
                int gap = j * n + k * examples;
                for (int e = 0; e < examples; e++) {
                    y[to + e] = y[from + e] - grown[gap + e];
                }
            }
        }
        undo(window, levels * horizon, examples);
        return y;
    }

    private void point(float q, float width, float[] base, int k, int to, int examples) {
        for (int e = 0; e < examples; e++) {
            y[to + e] = base[k * examples + e] + q;
        }
        if (r != null) {
            int at = adjustment(k, middle);
            for (int e = 0; e < examples; e++) {
                y[to + e] += r.values()[at + e] * width;
            }
        }
    }

    /** Writes gap e^r of level j at step k. */
    private void grow(int j, int gap, int k, int examples) {
        int to = (gap * horizon + k) * examples;
        float size = gaps[gap * horizon + k];
        if (r == null) {
            Arrays.fill(grown, to, to + examples, size);
            return;
        }
        int at = adjustment(k, j);
        for (int e = 0; e < examples; e++) {
            held[e] = Math.max(-STEEPEST, Math.min(STEEPEST, r.values()[at + e]));
        }
        Elementwise.get().exp(held, 0, examples);
        for (int e = 0; e < examples; e++) {
            grown[to + e] = size * held[e];
        }
    }

    private void undo(WindowFeatures window, int runs, int examples) {
        float[] shift = window.shift();
        for (int i = 0; i < runs; i++) {
            int at = i * examples;
            for (int e = 0; e < examples; e++) {
                y[at + e] = y[at + e] * spread[e] + shift[e];
            }
        }
    }

    /** The offset of r of level j, in increasing order, at step k. */
    private int adjustment(int k, int j) {
        int levels = order.length;
        int rows = r.features() / levels;
        return r.at(k / rows) + (k % rows * levels + order[j]) * r.batch();
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
        int levels = order.length;
        int n = horizon * examples;
        dBase = Buffers.atLeast(dBase, n);
        if (r != null) {
            dr = Buffers.zeros(dr, r.steps() * r.stride());
        }
        float[] d = dy.values();
        float[] sum = held;
        for (int k = 0; k < horizon; k++) {
            int row = dy.offset() + k * examples;
            int to = k * examples;
            Arrays.fill(sum, 0, examples, 0f);
            for (int j = levels - 1; j > middle; j--) {
                addScaled(d, row + order[j] * n, sum, examples);
                slope(j, j - 1, k, sum, 1f, examples);
            }
            System.arraycopy(sum, 0, dBase, to, examples);
            Arrays.fill(sum, 0, examples, 0f);
            for (int j = 0; j < middle; j++) {
                addScaled(d, row + order[j] * n, sum, examples);
                slope(j, j, k, sum, -1f, examples);
            }
            addScaled(d, row + order[middle] * n, sum, examples);
            for (int e = 0; e < examples; e++) {
                dBase[to + e] += sum[e];
            }
            if (r != null) {
                int at = adjustment(k, middle) - r.offset();
                for (int e = 0; e < examples; e++) {
                    dr[at + e] = dBase[to + e] * widths[k];
                }
            }
        }
    }

    private void addScaled(float[] d, int at, float[] sum, int examples) {
        for (int e = 0; e < examples; e++) {
            sum[e] += d[at + e] * spread[e];
        }
    }

    private void slope(int j, int gap, int k, float[] sum, float sign, int examples) {
        if (r == null) {
            return;
        }
        int from = adjustment(k, j);
        int at = from - r.offset();
        int size = (gap * horizon + k) * examples;
        for (int e = 0; e < examples; e++) {
            boolean inside = Math.abs(r.values()[from + e]) < STEEPEST;
            dr[at + e] = inside ? sign * sum[e] * grown[size + e] : 0f;
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
