package io.seiche.cell;

import io.seiche.math.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The forward and backward pass of one LSTM layer in the memory layouts that were candidates; the decision and the
 * figures are in {@code src/docs/decisions/0002-memory-layout.md}.
 *
 * <ul>
 *   <li>{@code example}: [time][batch][gates*hidden]; one large product for all inputs and one for each weight gradient
 *   <li>{@code unit}: [time][gates*hidden][batch]; weight gradients accumulated step by step
 *   <li>{@code unit-blocks}: as unit, the operands of {@link #BLOCK} steps copied side by side for each weight gradient
 *   <li>{@code unit-fused}: as unit-blocks, input and state side by side so that each step is a single product
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LayoutBenchmark {
    private static final int BLOCK = 16;

    @Param({"example", "unit", "unit-blocks", "unit-fused"})
    public String layout;

    /** inputs x hidden x steps x batch: the second layer of W1, W2, one layer of W3. */
    @Param({"50x100x50x50", "8x128x100x64", "512x512x100x128"})
    public String size;

    private final Kernels kernels = Kernels.get();
    private int inputs;
    private int hidden;
    private int steps;
    private int batch;
    private float[] weights;
    private float[] gradient;
    private float[] x;
    private float[] z;
    private float[] dz;
    private float[] h;
    private float[] c;
    private float[] dh;
    private float[] dc;
    private float[] left;
    private float[] right;

    @Setup
    public void setUp() {
        int[] n = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        inputs = n[0];
        hidden = n[1];
        steps = n[2];
        batch = n[3];
        weights = random((inputs + hidden) * 4 * hidden, 0.1f);
        gradient = new float[weights.length];
        x = random(steps * (inputs + hidden) * batch, 1f);
        z = new float[steps * 4 * hidden * batch];
        dz = new float[z.length];
        h = new float[(steps + 1) * hidden * batch];
        c = new float[(steps + 1) * hidden * batch];
        dh = new float[hidden * batch];
        dc = new float[hidden * batch];
        left = new float[BLOCK * (inputs + hidden) * batch];
        right = new float[BLOCK * 4 * hidden * batch];
    }

    private static float[] random(int n, float scale) {
        SplittableRandom random = new SplittableRandom(7);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = scale * (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    /** One pass forward and back over a batch; the score times the batch is samples a second. */
    @Benchmark
    public float pass() {
        Arrays.fill(dh, 1e-3f);
        Arrays.fill(dc, 0f);
        Arrays.fill(gradient, 0f);
        switch (layout) {
            case "example" -> exampleMajor();
            case "unit" -> unitMajor(1);
            case "unit-blocks" -> unitMajor(BLOCK);
            default -> fused();
        }
        return gradient[0];
    }

    private void exampleMajor() {
        int gates = 4 * hidden;
        int u = inputs * gates;
        kernels.multiply(
                false, false, steps * batch, gates, inputs, x, 0, inputs, weights, 0, gates, false, z, 0, gates);
        for (int t = 0; t < steps; t++) {
            int state = t * batch * hidden;
            kernels.multiply(
                    false,
                    false,
                    batch,
                    gates,
                    hidden,
                    h,
                    state,
                    hidden,
                    weights,
                    u,
                    gates,
                    true,
                    z,
                    t * batch * gates,
                    gates);
            for (int b = 0; b < batch; b++) {
                int row = (t * batch + b) * gates;
                int before = state + b * hidden;
                forward(row, row + hidden, row + 2 * hidden, row + 3 * hidden, before, before + batch * hidden, hidden);
            }
        }
        for (int t = steps - 1; t >= 0; t--) {
            int state = t * batch * hidden;
            for (int b = 0; b < batch; b++) {
                int row = (t * batch + b) * gates;
                int before = state + b * hidden;
                backward(
                        row,
                        row + hidden,
                        row + 2 * hidden,
                        row + 3 * hidden,
                        before,
                        before + batch * hidden,
                        b * hidden,
                        hidden);
            }
            kernels.multiply(
                    false,
                    true,
                    batch,
                    hidden,
                    gates,
                    dz,
                    t * batch * gates,
                    gates,
                    weights,
                    u,
                    gates,
                    false,
                    dh,
                    0,
                    hidden);
        }
        kernels.multiply(
                true, false, inputs, gates, steps * batch, x, 0, inputs, dz, 0, gates, false, gradient, 0, gates);
        kernels.multiply(
                true, false, hidden, gates, steps * batch, h, 0, hidden, dz, 0, gates, false, gradient, u, gates);
        // dX, here written over x's twin in h's place would not fit: reuse z
        kernels.multiply(
                false, true, steps * batch, inputs, gates, dz, 0, gates, weights, 0, gates, false, z, 0, inputs);
    }

    private void unitMajor(int block) {
        int gates = 4 * hidden;
        int u = inputs * gates;
        for (int t = 0; t < steps; t++) {
            kernels.multiply(
                    true,
                    false,
                    gates,
                    batch,
                    inputs,
                    weights,
                    0,
                    gates,
                    x,
                    t * inputs * batch,
                    batch,
                    false,
                    z,
                    t * gates * batch,
                    batch);
        }
        for (int t = 0; t < steps; t++) {
            int state = t * batch * hidden;
            kernels.multiply(
                    true,
                    false,
                    gates,
                    batch,
                    hidden,
                    weights,
                    u,
                    gates,
                    h,
                    state,
                    batch,
                    true,
                    z,
                    t * gates * batch,
                    batch);
            run(t, state);
        }
        for (int t = steps - 1; t >= 0; t--) {
            runBack(t);
            kernels.multiply(
                    false,
                    false,
                    hidden,
                    batch,
                    gates,
                    weights,
                    u,
                    gates,
                    dz,
                    t * gates * batch,
                    batch,
                    false,
                    dh,
                    0,
                    batch);
        }
        if (block == 1) {
            for (int t = 0; t < steps; t++) {
                kernels.multiply(
                        false,
                        true,
                        inputs,
                        gates,
                        batch,
                        x,
                        t * inputs * batch,
                        batch,
                        dz,
                        t * gates * batch,
                        batch,
                        true,
                        gradient,
                        0,
                        gates);
                kernels.multiply(
                        false,
                        true,
                        hidden,
                        gates,
                        batch,
                        h,
                        t * hidden * batch,
                        batch,
                        dz,
                        t * gates * batch,
                        batch,
                        true,
                        gradient,
                        u,
                        gates);
            }
        } else {
            for (int t = 0; t < steps; t += block) {
                int run = Math.min(block, steps - t);
                int wide = run * batch;
                gather(x, inputs, t, run, left, 0, inputs);
                gather(h, hidden, t, run, left, inputs * wide, hidden);
                gather(dz, gates, t, run, right, 0, gates);
                kernels.multiply(
                        false,
                        true,
                        inputs + hidden,
                        gates,
                        wide,
                        left,
                        0,
                        wide,
                        right,
                        0,
                        wide,
                        true,
                        gradient,
                        0,
                        gates);
            }
        }
        for (int t = 0; t < steps; t++) {
            kernels.multiply(
                    false,
                    false,
                    inputs,
                    batch,
                    gates,
                    weights,
                    0,
                    gates,
                    dz,
                    t * gates * batch,
                    batch,
                    false,
                    z,
                    t * inputs * batch,
                    batch);
        }
    }

    private void fused() {
        int gates = 4 * hidden;
        int both = inputs + hidden;
        for (int t = 0; t < steps; t++) {
            System.arraycopy(h, t * hidden * batch, x, (t * both + inputs) * batch, hidden * batch);
            kernels.multiply(
                    true,
                    false,
                    gates,
                    batch,
                    both,
                    weights,
                    0,
                    gates,
                    x,
                    t * both * batch,
                    batch,
                    false,
                    z,
                    t * gates * batch,
                    batch);
            run(t, t * batch * hidden);
        }
        for (int t = steps - 1; t >= 0; t--) {
            runBack(t);
            kernels.multiply(
                    false,
                    false,
                    hidden,
                    batch,
                    gates,
                    weights,
                    inputs * gates,
                    gates,
                    dz,
                    t * gates * batch,
                    batch,
                    false,
                    dh,
                    0,
                    batch);
        }
        for (int t = 0; t < steps; t += BLOCK) {
            int run = Math.min(BLOCK, steps - t);
            int wide = run * batch;
            gather(x, both, t, run, left, 0, both);
            gather(dz, gates, t, run, right, 0, gates);
            kernels.multiply(false, true, both, gates, wide, left, 0, wide, right, 0, wide, true, gradient, 0, gates);
        }
        for (int t = 0; t < steps; t++) {
            kernels.multiply(
                    false,
                    false,
                    inputs,
                    batch,
                    gates,
                    weights,
                    0,
                    gates,
                    dz,
                    t * gates * batch,
                    batch,
                    false,
                    z,
                    t * inputs * batch,
                    batch);
        }
    }

    private void gather(float[] from, int rows, int t, int run, float[] to, int offset, int count) {
        for (int r = 0; r < count; r++) {
            for (int s = 0; s < run; s++) {
                System.arraycopy(from, ((t + s) * rows + r) * batch, to, offset + (r * run + s) * batch, batch);
            }
        }
    }

    private void run(int t, int state) {
        int n = hidden * batch;
        int row = t * 4 * n;
        forward(row, row + n, row + 2 * n, row + 3 * n, state, state + n, n);
    }

    private void runBack(int t) {
        int n = hidden * batch;
        int row = t * 4 * n;
        backward(row, row + n, row + 2 * n, row + 3 * n, t * n, (t + 1) * n, 0, n);
    }

    private void forward(int zi, int zf, int zc, int zo, int before, int after, int n) {
        logistic(z, zi, n);
        logistic(z, zf, n);
        tanh(z, zc, z, zc, n);
        logistic(z, zo, n);
        for (int j = 0; j < n; j++) {
            c[after + j] = z[zf + j] * c[before + j] + z[zi + j] * z[zc + j];
        }
        tanh(c, after, h, after, n);
        for (int j = 0; j < n; j++) {
            h[after + j] *= z[zo + j];
        }
    }

    private void backward(int zi, int zf, int zc, int zo, int before, int after, int d, int n) {
        for (int j = 0; j < n; j++) {
            float i = z[zi + j];
            float f = z[zf + j];
            float g = z[zc + j];
            float o = z[zo + j];
            float th = h[after + j] / Math.max(o, 1e-20f);
            float dcj = dc[d + j] + dh[d + j] * o * (1 - th * th);
            dz[zo + j] = dh[d + j] * th * o * (1 - o);
            dz[zi + j] = dcj * g * i * (1 - i);
            dz[zf + j] = dcj * c[before + j] * f * (1 - f);
            dz[zc + j] = dcj * i * (1 - g * g);
            dc[d + j] = dcj * f;
        }
    }

    private static void logistic(float[] v, int at, int n) {
        for (int j = 0; j < n; j++) {
            float y = Math.max(-7.9053111f, Math.min(7.9053111f, 0.5f * v[at + j]));
            float s = y * y;
            float p = y
                    * (4.89352455891786e-03f
                            + s * (6.37261928875436e-04f + s * (1.48572235717979e-05f + s * 5.12229709037114e-08f)));
            float q =
                    4.89352518554385e-03f + s * (2.268434632439e-03f + s * (1.18534705686654e-04f + s * 1.198258e-06f));
            v[at + j] = 0.5f + 0.5f * p / q;
        }
    }

    private static void tanh(float[] v, int at, float[] to, int out, int n) {
        for (int j = 0; j < n; j++) {
            float y = Math.max(-7.9053111f, Math.min(7.9053111f, v[at + j]));
            float s = y * y;
            float p = y
                    * (4.89352455891786e-03f
                            + s * (6.37261928875436e-04f + s * (1.48572235717979e-05f + s * 5.12229709037114e-08f)));
            float q =
                    4.89352518554385e-03f + s * (2.268434632439e-03f + s * (1.18534705686654e-04f + s * 1.198258e-06f));
            to[out + j] = p / q;
        }
    }
}
