package io.seiche.network;

import io.seiche.math.Kernels;
import java.util.List;

/**
 * The gradient of a {@link WeightMatrix} and of a bias in one step: dW += x dy', and to each bias the sum of dy. x and dy of
 * a step must stay as they are until the gradient of the second step after it is asked for, since other parts read them.
 */
final class StepGradient {
    private final WeightMatrix kernel;
    private final BatchPart part;
    private final List<StepGradient> same;
    private final Matrices[] steps = {new Matrices(), new Matrices()}; // the last two steps
    private float[] x = {}; // of the whole batch, [inputs][batch]
    private float[] dy = {}; // of the whole batch, [units][batch]

    StepGradient(WeightMatrix kernel, BatchPart part) {
        this.kernel = kernel;
        this.part = part;
        this.same = part.join(this);
    }

    /**
     * Adds the gradient of a step.
     *
     * @param t of the step; steps are added one after another
     * @param given x, {@code [inputs][batch]}
     * @param reached dy, {@code [units][batch]}
     * @param bias offset in the gradient of the numbers to which the sums of dy are added; -1 for none
     */
    void add(int t, float[] given, int xAt, float[] reached, int dyAt, int batch, int bias, float[] gradient) {
        int inputs = kernel.inputs();
        int units = kernel.units();
        if (part.isAlone()) {
            addBias(reached, dyAt, units, batch, bias, gradient);
            if (inputs > 0) {
                kernel.addGradient(given, xAt, reached, dyAt, 0, units, batch, gradient);
            }
            return;
        }
        int turn = t % 2;
        steps[turn].set(given, xAt, reached, dyAt, batch);
        part.await();
        int whole = part.wholeColumns(batch);
        boolean divided = (long) inputs * whole >= Kernels.SMALL; // of one unit already
        int from = divided ? part.from(units) : 0;
        int to = divided ? part.to(units) : part.isFirst() ? units : 0;
        if (from == to) {
            return;
        }
        x = Buffers.atLeast(x, inputs * whole);
        dy = Buffers.atLeast(dy, (to - from) * whole);
        int[] at = {0};
        part.inOrder(same, batch, (other, first, columns) -> {
            Matrices step = other.steps[turn];
            Buffers.copyColumns(step.x, step.xAt + first, step.batch, inputs, x, at[0], whole, columns);
            Buffers.copyColumns(
                    step.dy, step.dyAt + from * step.batch + first, step.batch, to - from, dy, at[0], whole, columns);
            at[0] += columns;
        });
        addBias(dy, 0, to - from, whole, bias < 0 ? bias : bias + from, gradient);
        if (inputs > 0) {
            kernel.addGradient(x, 0, dy, 0, from, to, whole, gradient);
        }
    }

    private static void addBias(float[] dy, int at, int units, int batch, int bias, float[] gradient) {
        for (int u = 0; u < units && bias >= 0; u++) {
            float sum = 0;
            for (int j = at + u * batch; j < at + (u + 1) * batch; j++) {
                sum += dy[j];
            }
            gradient[bias + u] += sum;
        }
    }

    /** The matrices of one step of a part. */
    private static final class Matrices {
        private float[] x;
        private int xAt;
        private float[] dy;
        private int dyAt;
        private int batch;

        void set(float[] given, int at, float[] reached, int reachedAt, int columns) {
            x = given;
            xAt = at;
            dy = reached;
            dyAt = reachedAt;
            batch = columns;
        }
    }
}
