package io.seiche.math;

import io.seiche.math.Kernels.Left;
import io.seiche.math.Kernels.OuterProduct;
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
 * The products recurrent networks make, their weights ready, by each kind of kernels, in products a second; {@code
 * src/docs/decisions/0003-vector-kernels.md} has figures, in operations, and the command.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelsBenchmark {
    private static final int CALLS = 16;

    @Param({"vector", "openblas", "plain"})
    public String kind;

    /**
     * form: TN a step's pre-activations, NN the gradient of its inputs and state, NT its weight gradient; then m x n x k. The
     * first three are of lstm(128) on 8 inputs, batch 64, the next of lstm(100) on 50, batch 50, the last of lstm(512) on
     * 512, batch 128.
     */
    @Param({
        "TN 512x64x137",
        "NN 136x64x512",
        "NT 137x512x64",
        "TN 400x50x151",
        "NN 150x50x400",
        "NT 151x400x50",
        "TN 2048x128x1025",
        "NN 1024x128x2048",
        "NT 1025x2048x512"
    })
    public String product;

    private Kernels kernels;
    private final Left left = new Left();
    private final OuterProduct outer = new OuterProduct();
    private boolean gradient;
    private int m;
    private final Operands operands = new Operands();
    private int n;
    private int k;
    private float[] a;
    private float[] b;
    private float[] c;

    @Setup
    public void setUp() {
        kernels = KernelChoice.choose(kind).kernels();
        String[] parts = product.toLowerCase(Locale.ROOT).split("[ x]", -1);
        boolean transposed = parts[0].charAt(0) == 't';
        gradient = parts[0].charAt(1) == 't';
        m = Integer.parseInt(parts[1]);
        n = Integer.parseInt(parts[2]);
        k = Integer.parseInt(parts[3]);
        a = random(m * k);
        b = random(n * k);
        c = new float[m * n];
        kernels.prepare(left, n, transposed, m, k, a, 0, transposed ? m : k);
        kernels.begin(outer, m, n);
        operands.clear().put(k, a, 0, 0, k, b, 0, 0, k);
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
            if (gradient) {
                kernels.add(outer, 1, operands);
            } else {
                kernels.multiply(left, n, b, 0, n, false, c, 0, n);
            }
        }
        return gradient ? outer.sum[0] : c[0];
    }
}
