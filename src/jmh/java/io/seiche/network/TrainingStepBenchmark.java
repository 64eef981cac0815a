package io.seiche.network;

import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
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
 * One step of training short of the optimizer: zero the gradient, forward, loss, backward, on a batch in memory. The
 * score times the batch (W1 50, W2 W4 W5 64, W3 128) is samples a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class TrainingStepBenchmark {
    /** The workloads: layers, then inputs x steps x batch. */
    public enum Workload {
        /** The article's network. */
        W1("lstm(50), dropout(0.2), lstm(100), dropout(0.2), dense(1)", 1, 50, 50),
        /** One middling LSTM. */
        W2("lstm(128), dense(1)", 8, 100, 64),
        /** Two large LSTMs. */
        W3("lstm(512), lstm(512), dense(1)", 32, 100, 128),
        /** One middling GRU. */
        W4("gru(128), dense(1)", 8, 100, 64),
        /** Both directions. */
        W5("bidirectional(lstm(128)), dense(1)", 8, 100, 64);

        private final String layers;
        private final int inputs;
        private final int steps;
        private final int batch;

        Workload(String layers, int inputs, int steps, int batch) {
            this.layers = layers;
            this.inputs = inputs;
            this.steps = steps;
            this.batch = batch;
        }
    }

    /** The network. */
    @Param
    public Workload workload;

    private Network network;
    private Sequence x;
    private float[] parameters;
    private float[] gradient;
    private float[] target;
    private float[] dy;
    private final Loss loss = Losses.parse("mse");
    private long step;

    /** Draws parameters and one batch. */
    @Setup
    public void setUp() {
        network = new NetworkSpec(workload.layers).build(workload.inputs, workload.steps);
        parameters = network.initial(7);
        gradient = new float[parameters.length];
        SplitMix random = new SplitMix(7);
        float[] values = new float[workload.steps * workload.inputs * workload.batch];
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) random.gaussian();
        }
        x = new Sequence(values, 0, workload.steps, workload.inputs, workload.batch);
        target = new float[workload.batch];
        dy = new float[workload.batch];
    }

    /** Forward, loss and backward. */
    @Benchmark
    public double train() {
        Arrays.fill(gradient, 0f);
        Sequence y = network.forward(Pass.training(step++), parameters, x);
        double value = loss.evaluate(y, target, dy);
        network.backward(parameters, new Sequence(dy, 0, 1, 1, workload.batch), gradient);
        return value;
    }

    /** Forward alone, as when scoring. */
    @Benchmark
    public float infer() {
        return network.forward(Pass.SCORING, parameters, x).values()[0];
    }
}
