package io.seiche.network;

import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import java.util.Arrays;
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
 * Every cell forward and back: 128 units on 8 inputs, 100 steps, a batch of 64. No cell should take over 1.2 times an
 * LSTM's time, and those without a recurrent product half of it at most. With {@code -prof gc}: a pass allocates nothing
 * but a few views.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class CellsBenchmark {
    private static final int INPUTS = 8;
    private static final int STEPS = 100;
    private static final int BATCH = 64;

    /** The cell. */
    @Param({"lstm", "rnn", "gru", "qrnn", "sru", "indrnn", "janet", "mingru", "minlstm", "slstm"})
    public String cell;

    private Network network;
    private Sequence x;
    private Sequence dy;
    private float[] parameters;
    private float[] gradient;
    private long step;

    /** Draws parameters and one batch. */
    @Setup
    public void setUp() {
        network = new NetworkSpec(cell + "(128), dense(1)").build(INPUTS, STEPS);
        parameters = network.initial(7);
        gradient = new float[parameters.length];
        float[] values = new float[STEPS * INPUTS * BATCH];
        SplitMix random = new SplitMix(7);
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) random.gaussian();
        }
        x = new Sequence(values, 0, STEPS, INPUTS, BATCH);
        float[] ones = new float[BATCH];
        Arrays.fill(ones, 1f);
        dy = new Sequence(ones, 0, 1, 1, BATCH);
    }

    /** One pass forward and back. */
    @Benchmark
    public float pass() {
        Arrays.fill(gradient, 0f);
        network.forward(Pass.training(step++), parameters, x);
        network.backward(parameters, dy, gradient);
        return gradient[0];
    }
}
