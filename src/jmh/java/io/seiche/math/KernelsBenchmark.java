package io.seiche.math;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The products recurrent networks make, by each kind of kernels: products a second, times the flops in the table of
 * {@code src/docs/decisions/0003-vector-kernels.md}, which has the figures and the command.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelsBenchmark {
    private static final int CALLS = 16;

    @Param({"vector", "openblas", "netlib", "plain"})
    public String kind;

    /** form: TN a step's pre-activations, NN the gradient of a state, NT a weight gradient; then m x n x k. */
    @Param({
        "TN 512x64x128",
        "TN 400x50x100",
        "TN 200x50x50",
        "NN 128x64x512",
        "NN 100x50x400",
        "NT 136x512x1024",
        "NT 150x400x800",
        "TN 2048x128x512",
        "NN 512x128x2048",
        "NT 1024x2048x2048"
    })
    public String product;

    private Kernels kernels;
    private boolean transposeA;
    private boolean transposeB;
    private int m;
    private int n;
    private int k;
    private float[] a;
    private float[] b;
    private float[] c;

    @Setup
    public void setUp() {
        kernels = KernelChoice.choose(kind).kernels();
        String[] parts = product.toLowerCase(Locale.ROOT).split("[ x]", -1);
        transposeA = parts[0].charAt(0) == 't';
        transposeB = parts[0].charAt(1) == 't';
        m = Integer.parseInt(parts[1]);
        n = Integer.parseInt(parts[2]);
        k = Integer.parseInt(parts[3]);
        a = random(m * k);
        b = random(n * k);
        c = new float[m * n];
    }

    private static float[] random(int length) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble() - 0.5f;
        }
        return values;
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public float products() {
        for (int call = 0; call < CALLS; call++) {
            int aStride = transposeA ? m : k;
            int bStride = transposeB ? k : n;
            kernels.multiply(transposeA, transposeB, m, n, k, a, 0, aStride, b, 0, bStride, call > 0, c, 0, n);
        }
        return c[0];
    }
}
