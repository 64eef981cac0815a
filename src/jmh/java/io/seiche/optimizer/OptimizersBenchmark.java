package io.seiche.optimizer;

import io.seiche.optimizer.Update.Decayed;
import io.seiche.optimizer.Update.Penalties;
import java.util.List;
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

/** One optimizer's step, clipping included, over the parameters of lstm(128) on 8 inputs and of two lstm(512) on 32. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OptimizersBenchmark {
    /** The optimizer. */
    @Param({"sgd", "rmsprop", "adagrad", "adam", "adamw"})
    public String rule;

    /** The number of parameters. */
    @Param({"70273", "3216897"})
    public int parameters;

    private Update update;
    private float[] values;
    private float[] gradient;
    private float[] state;
    private long step;

    /** Draws a gradient. */
    @Setup
    public void setUp() {
        Optimizer optimizer = Optimizers.parse(rule);
        update = new Update(optimizer, Penalties.always(1e9, 0), Decayed.of(List.of(new int[] {0, parameters})));
        values = new float[parameters];
        gradient = new float[parameters];
        state = new float[optimizer.slots() * parameters];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < parameters; i++) {
            gradient[i] = (float) random.nextDouble() - 0.5f;
        }
    }

    /** A step, in place. */
    @Benchmark
    public float step() {
        update.apply(++step, 1e-6, true, values, gradient, state);
        return values[0];
    }
}
