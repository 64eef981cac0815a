package io.seiche.network;

import io.seiche.math.Kernels;
import io.seiche.math.Sequence;
import io.seiche.series.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A network on several threads: a batch is divided by its windows into {@link BatchPart}s, each computed by a network of its own.
 * Outputs and gradients have the same bits for any number of threads.
 *
 * <p>A batch is divided into no more parts than leave each the {@link Kernels#WIDE} windows for which products have the same
 * bits as those of the whole batch, and only if the forward pass of each part is worth {@value #LEAST_WORK} operations or
 * more.
 */
final class ParallelNetwork implements Network {
    /**
     * Work of the forward pass of a part, in operations of products, from which another thread brings more than it costs:
     * about 20 microseconds of one core.
     */
    private static final double LEAST_WORK = 2e6;

    /** Operations of products that take as long as making one of the numbers that a training keeps, about a nanosecond. */
    private static final double PER_NUMBER = 100;

    private final BatchPart.BatchParts parts;
    private final List<Network> networks = new ArrayList<>();
    private final double work; // of a window
    private final float[][] x; // inputs of each part
    private final float[][] dy; // gradients of the outputs of each part
    private final float[][] states; // carried into each part
    private final Sequence[] results; // of each part
    private float[] y = {};
    private float[] dx = {};

    private ParallelNetwork(int threads, double work, Function<BatchPart, Network> network) {
        parts = new BatchPart.BatchParts(threads);
        for (int part = 0; part < threads; part++) {
            networks.add(network.apply(parts.part(part)));
        }
        this.work = work;
        x = new float[threads][0];
        dy = new float[threads][0];
        states = new float[threads][0];
        results = new Sequence[threads];
    }

    /**
     * Returns a network on some threads.
     *
     * @param threads largest number of threads
     * @param work of a window
     * @param network builds the network of a part
     */
    static Network of(int threads, double work, Function<BatchPart, Network> network) {
        return threads == 1 ? network.apply(BatchPart.whole()) : new ParallelNetwork(threads, work, network);
    }

    /**
     * Returns the work of the forward pass of a window.
     *
     * @param operations of matrices
     * @param numbersKept of a window
     */
    static double work(double operations, long numbersKept) {
        return operations + PER_NUMBER * numbersKept;
    }

    /**
     * Returns the number of parts into which a batch is divided.
     *
     * @param threads largest number of threads
     * @param work of a window
     * @param windows of the batch
     */
    static int parts(int threads, double work, int windows) {
        int most = (int) Math.min((double) windows / Kernels.WIDE, windows * work / LEAST_WORK);
        return Math.max(1, Math.min(threads, most));
    }

    private Network any() {
        return networks.get(0);
    }

    @Override
    public Layout layout() {
        return any().layout();
    }

    @Override
    public int outputs() {
        return any().outputs();
    }

    @Override
    public float[] initial(long seed) {
        return any().initial(seed);
    }

    private void divide(int windows) {
        parts.divide(windows, parts(networks.size(), work, windows));
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Input input) {
        divide(input.size());
        int count = parts.team().size();
        if (count == 1) {
            return any().forward(pass, parameters, input);
        }
        parts.team().run(part -> {
            x[part] = input.roomFor(parts.size(part), x[part]);
            Input own = input.part(parts.first(part), parts.size(part), x[part]);
            results[part] = networks.get(part).forward(pass, parameters, own);
        });
        int length = results[0].steps() * results[0].features() * input.size();
        y = Buffers.atLeast(y, length);
        return joined(y, results[0].lengths() == null ? null : input.past().lengths());
    }

    @Override
    public Sequence backward(float[] parameters, Sequence given, float[] gradient) {
        if (parts.team().size() == 1) {
            return any().backward(parameters, given, gradient);
        }
        parts.team().run(part -> {
            int size = parts.size(part);
            dy[part] = Buffers.atLeast(dy[part], given.steps() * given.features() * size);
            Sequence own = given.columns(parts.first(part), size, dy[part]);
            results[part] = networks.get(part).backward(parameters, own, gradient);
        });
        if (results[0] == null) {
            return null;
        }
        dx = Buffers.atLeast(dx, results[0].steps() * results[0].features() * given.batch());
        return joined(dx, null);
    }

    /** Puts the columns of the parts' results side by side. */
    private Sequence joined(float[] to, int[] lengths) {
        int batch = parts.first(parts.team().size());
        Sequence shape = results[0];
        for (int part = 0; part < parts.team().size(); part++) {
            Sequence result = results[part];
            int size = result.batch();
            int rows = shape.steps() * shape.features();
            Buffers.copyColumns(result.values(), result.offset(), size, rows, to, parts.first(part), batch, size);
        }
        return new Sequence(to, 0, shape.steps(), shape.features(), batch, lengths);
    }

    @Override
    public void constrain(float[] parameters) {
        any().constrain(parameters);
    }

    @Override
    public Optional<LinearSkip> linearSkip() {
        return any().linearSkip();
    }

    @Override
    public int carries() {
        return any().carries();
    }

    @Override
    public void rest(float[] state, int batch, int example) {
        any().rest(state, batch, example);
    }

    @Override
    public void start(float[] state, int batch) {
        divide(batch);
        int floats = carries();
        for (int part = 0; part < parts.team().size(); part++) {
            int size = parts.size(part);
            states[part] = Buffers.atLeast(states[part], floats * size);
            Buffers.copyColumns(state, parts.first(part), batch, floats, states[part], 0, size, size);
            networks.get(part).start(states[part], size);
        }
    }

    @Override
    public void finish(float[] state) {
        int floats = carries();
        int batch = parts.first(parts.team().size());
        for (int part = 0; part < parts.team().size(); part++) {
            int size = parts.size(part);
            states[part] = Buffers.atLeast(states[part], floats * size);
            networks.get(part).finish(states[part]);
            Buffers.copyColumns(states[part], 0, size, floats, state, parts.first(part), batch, size);
        }
    }
}
