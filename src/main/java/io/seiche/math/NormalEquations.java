package io.seiche.math;

import java.io.Serializable;
import java.util.Arrays;

/**
 * X'X, X'Y and |Y|^2 of examples, from which a ridge regression is solved and its error computed: add, merge, then solve.
 * Sums are double, in the order of the examples.
 */
public final class NormalEquations implements Serializable {
    private static final long serialVersionUID = 1;

    /** Examples gathered before X'X is updated: each pass over it then does this much work. */
    private static final int BLOCK = 8;

    private final int inputs;
    private final int outputs;
    private final double[] gram; // lower triangle of [inputs][inputs], packed by rows
    private final double[] cross; // [inputs][outputs]
    private double answers; // |Y|^2
    private long examples;

    private transient double[][] x;
    private transient double[][] y;
    private transient int held;

    /**
     * Equations without an example.
     *
     * @param inputs numbers of x
     * @param outputs numbers of y
     */
    public NormalEquations(int inputs, int outputs) {
        this(inputs, new double[Math.multiplyExact(inputs, inputs + 1) / 2], outputs, 0);
    }

    private NormalEquations(int inputs, double[] gram, int outputs, long examples) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.gram = gram;
        this.cross = new double[Math.multiplyExact(inputs, outputs)];
        this.examples = examples;
    }

    /** Numbers of x. */
    public int inputs() {
        return inputs;
    }

    /** Numbers of y. */
    public int outputs() {
        return outputs;
    }

    /** Examples that were added. */
    public long examples() {
        return examples;
    }

    /** Returns where the next example's x is written, before {@link #add}: {@code [inputs]}. */
    public double[] x() {
        if (x == null) {
            x = new double[BLOCK][inputs];
            y = new double[BLOCK][outputs];
        }
        return x[held];
    }

    /** Returns where the next example's y is written, after {@link #x} and before {@link #add}: {@code [outputs]}. */
    public double[] y() {
        return y[held];
    }

    /** Adds the example that was written. */
    public void add() {
        if (++held == BLOCK) {
            flush();
        }
    }

    /** Completes the sums after the last example. */
    public void finish() {
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
        for (int i = 0, at = 0; i < inputs; at += ++i) {
            addRows(i, i + 1, x, gram, at);
            addRows(i, outputs, y, cross, i * outputs);
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

    /** Adds the examples of others, which must be finished. */
    public void merge(NormalEquations other) {
        for (int i = 0; i < gram.length; i++) {
            gram[i] += other.gram[i];
        }
        for (int i = 0; i < cross.length; i++) {
            cross[i] += other.cross[i];
        }
        answers += other.answers;
        examples += other.examples;
    }

    /** Returns the equations of one output in so many, the first among them; of {@link #solve} only. */
    public NormalEquations ofOutputs(int every) {
        NormalEquations some = new NormalEquations(inputs, gram, (outputs + every - 1) / every, examples);
        for (int i = 0; i < inputs; i++) {
            for (int o = 0; o < some.outputs; o++) {
                some.cross[i * some.outputs + o] = cross[i * outputs + o * every];
            }
        }
        return some;
    }

    /** Returns these equations without the examples of others, which must be finished and among these. */
    public NormalEquations without(NormalEquations others) {
        NormalEquations rest = new NormalEquations(inputs, outputs);
        for (int i = 0; i < gram.length; i++) {
            rest.gram[i] = gram[i] - others.gram[i];
        }
        for (int i = 0; i < cross.length; i++) {
            rest.cross[i] = cross[i] - others.cross[i];
        }
        rest.answers = answers - others.answers;
        rest.examples = examples - others.examples;
        return rest;
    }

    /**
     * Returns the weights of the least squares with a penalty, (X'X + lambda I) W = X'Y by Cholesky: {@code
     * [inputs][outputs]}; null where the matrix is not positive definite in double.
     *
     * @param lambda the penalty
     * @param penalized number of inputs, the first ones, that have it
     */
    public double[] solve(double lambda, int penalized) {
        if (examples == 0) {
            throw new IllegalStateException("no example was added: there is nothing to solve");
        }
        int n = inputs;
        double[] factor = gram.clone();
        for (int i = 0; i < penalized; i++) {
            factor[i * (i + 1) / 2 + i] += lambda;
        }
        double[] solution = cross.clone();
        return Cholesky.factor(factor, n) && Cholesky.solve(factor, n, solution, outputs) ? solution : null;
    }

    /** Returns the mean squared error of these weights over the examples added: (|Y|^2 - 2 W.X'Y + W.X'X W) / points. */
    public double meanSquaredError(double[] weights) {
        int n = inputs;
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
