package io.seiche.evaluation.baselines;

import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Arrays;

/**
 * X'X, X'Y and |Y|^2 of a span's windows, from which a ridge regression is solved and its error computed: add, merge, then
 * solve.
 */
final class NormalEquations implements Serializable {
    private static final long serialVersionUID = 1;

    /** Examples gathered before X'X is updated: each pass over it then does this much work. */
    private static final int BLOCK = 8;

    private final RidgeFeatures features;
    private final int every;
    private final double[] gram; // lower triangle of [features][features], packed by rows
    private final double[] cross; // [features][outputs]
    private double answers; // |Y|^2
    private long seen;
    private long examples;

    private transient double[][] x;
    private transient double[][] y;
    private transient int held;

    /** @param every one window in {@code every} is read */
    NormalEquations(RidgeFeatures features, int every) {
        this.features = features;
        this.every = every;
        int count = features.count();
        gram = new double[count * (count + 1) / 2];
        cross = new double[count * features.outputs()];
    }

    RidgeFeatures features() {
        return features;
    }

    long examples() {
        return examples;
    }

    /** Adds a chunk's windows of the span. */
    void add(Chunk chunk, Span span) {
        if (x == null) {
            x = new double[BLOCK][features.count()];
            y = new double[BLOCK][features.outputs()];
        }
        for (int i = 0; i < chunk.windows(span); i++) {
            if (seen++ % every == 0) {
                int cutoff = chunk.cutoff(span, i);
                for (int example = 0; example < features.examples(); example++) {
                    features.read(chunk, cutoff, example, x[held]);
                    features.answer(chunk, cutoff, example, y[held]);
                    if (++held == BLOCK) {
                        flush();
                    }
                }
            }
        }
    }

    /** Completes the sums after the last chunk. */
    void finish() {
        if (held > 0) {
            examples -= BLOCK - held;
            for (int i = held; i < BLOCK; i++) {
                Arrays.fill(x[i], 0);
                Arrays.fill(y[i], 0);
            }
            flush();
        }
        x = null;
        y = null;
    }

    private void flush() {
        for (int i = 0, at = 0; i < features.count(); at += ++i) {
            addRows(i, i + 1, x, gram, at);
            addRows(i, features.outputs(), y, cross, i * features.outputs());
        }
        for (double[] row : y) {
            for (double v : row) {
                answers += v * v;
            }
        }
        examples += BLOCK;
        held = 0;
    }

    /** sums[at + j] += sum over the block of x[.][i] b[.][j], for j below n; the inner loop is the hot one. */
    private void addRows(int i, int n, double[][] b, double[] sums, int at) {
        double x0 = x[0][i], x1 = x[1][i], x2 = x[2][i], x3 = x[3][i];
        double x4 = x[4][i], x5 = x[5][i], x6 = x[6][i], x7 = x[7][i];
        double[] b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[5], b6 = b[6], b7 = b[7];
        for (int j = 0; j < n; j++) {
            sums[at + j] += x0 * b0[j]
                    + x1 * b1[j]
                    + x2 * b2[j]
                    + x3 * b3[j]
                    + x4 * b4[j]
                    + x5 * b5[j]
                    + x6 * b6[j]
                    + x7 * b7[j];
        }
    }

    void merge(NormalEquations other) {
        for (int i = 0; i < gram.length; i++) {
            gram[i] += other.gram[i];
        }
        for (int i = 0; i < cross.length; i++) {
            cross[i] += other.cross[i];
        }
        answers += other.answers;
        examples += other.examples;
    }

    /**
     * The weights of the least squares with penalty lambda on all but the constant, (X'X + lambda I) W = X'Y by
     * Cholesky, or null where the matrix is not positive definite in double.
     */
    double[] solve(double lambda) {
        if (examples == 0) {
            throw new IllegalStateException("no window was added: there is nothing to solve");
        }
        int n = features.count();
        double[] factor = gram.clone();
        for (int i = 0; i < n - 1; i++) {
            factor[i * (i + 1) / 2 + i] += lambda;
        }
        double[] solution = cross.clone();
        return Cholesky.factor(factor, n) && Cholesky.solve(factor, n, solution, features.outputs()) ? solution : null;
    }

    /** The mean squared error of these weights over the windows added: (|Y|^2 - 2 W.X'Y + W.X'X W) / points. */
    double meanSquaredError(double[] weights) {
        int n = features.count();
        int outputs = features.outputs();
        double error = answers;
        double[] row = new double[outputs];
        for (int i = 0; i < n; i++) {
            Arrays.fill(row, 0);
            for (int j = 0; j < n; j++) {
                double g = i >= j ? gram[i * (i + 1) / 2 + j] : gram[j * (j + 1) / 2 + i];
                for (int o = 0; o < outputs; o++) {
                    row[o] += g * weights[j * outputs + o];
                }
            }
            for (int o = 0; o < outputs; o++) {
                error += weights[i * outputs + o] * (row[o] - 2 * cross[i * outputs + o]);
            }
        }
        return error / ((double) examples * outputs);
    }
}
