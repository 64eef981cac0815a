package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.seiche.cell.Cell;
import io.seiche.cell.InitialValues;
import io.seiche.cell.Step;
import io.seiche.cell.Wiring;
import io.seiche.math.Draws;
import io.seiche.math.Kernels;
import io.seiche.math.Sequence;
import io.seiche.optimizer.Optimizers;
import io.seiche.optimizer.Update;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lookbacks so long that gradients fade away before they reach the first step. */
class LongLookbackTest {
    private static final int STEPS = 720;
    private static final int BATCH = 4;

    static Stream<String> networks() {
        return Stream.concat(
                RegisteredCells.of(6).map(cell -> cell + ", dense(1)"),
                Stream.of(
                        "lstm(6), dropout(0.2), lstm(8), dropout(0.2), dense(1)",
                        "bidirectional(gru(6)), dense(1)",
                        "gru(6), lstm(5), dense(1, steps=all)",
                        "dense(6, tanh, steps=all), residual(lstm(6)), dense(1, steps=all)"));
    }

    /** Processors compute with subnormal numbers in microcode, up to a hundred times slower. */
    @ParameterizedTest
    @MethodSource("networks")
    void trainingMeetsNoSubnormalNumber(String layers) throws ReflectiveOperationException {
        Map<String, Long> found = new TreeMap<>();
        for (Kernels kernels : new Kernels[] {Kernels.get(), Kernels.strict()}) {
            Network network = new NetworkSpec(layers).build(1, STEPS, kernels, 1);
            watch(network, found);
            train(network, kernels == Kernels.strict() ? 20 : 60, found);
        }
        assertEquals(Map.of(), found);
    }

    /**
     * The way back is linear, so a gradient times 2^80 is computed as without the limit below which numbers become zero.
     * Only the first and the last steps ask for a gradient here, so that it fades in between and begins again.
     */
    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAreThoseWithoutTheLimit(String layers) {
        for (int[] lengths : new int[][] {{}, {STEPS, 3, 400, 11}}) {
            Sequence x = new Draws(1).sequence(STEPS, 1, BATCH, lengths);
            Network network = new NetworkSpec(layers).build(1, STEPS);
            float[] parameters = new Draws(2).floats(network.layout().size(), 0.4);
            float[] gradient = gradient(network, parameters, x, 1f);
            float[] scaled = gradient(network, parameters, x, 0x1p80f);
            for (int j = 0; j < gradient.length; j++) {
                float expected = scaled[j] * 0x1p-80f;
                assertEquals(expected, gradient[j], 1e-6 * Math.abs(expected) + 1e-28, layers + " " + j);
            }
        }
    }

    private static float[] gradient(Network network, float[] parameters, Sequence x, float scale) {
        Sequence y = network.forward(Pass.training(1), parameters, x);
        float[] dy = new float[y.steps() * y.stride()];
        for (int t = 0; t < y.steps(); t++) {
            if (t < 10 || t >= y.steps() - 10) {
                for (int j = 0; j < y.stride(); j++) {
                    boolean padding = y.lengths() != null && t >= y.lengths()[j % BATCH];
                    dy[t * y.stride() + j] = padding ? 0f : scale * (j + 1);
                }
            }
        }
        float[] gradient = new float[parameters.length];
        network.backward(parameters, y.shaped(dy), gradient);
        return gradient;
    }

    private static void train(Network network, int steps, Map<String, Long> found) {
        Update update = new Update(Optimizers.parse("adam"), Update.Penalties.always(5, 0), Update.Decayed.NOTHING);
        float[] parameters = network.initial(1);
        float[] state = new float[update.rule().slots() * parameters.length];
        for (int step = 1; step <= steps; step++) {
            Sequence x = new Draws(step).sequence(STEPS, 1, BATCH);
            Sequence y = network.forward(Pass.training(step), parameters, x);
            float[] dy = Draws.copy(y);
            for (int j = 0; j < dy.length; j++) {
                dy[j] -= 1;
            }
            float[] gradient = new float[parameters.length];
            network.backward(parameters, y.shaped(dy), gradient);
            update.apply(step, 0.001, true, parameters, gradient, state);
            network.constrain(parameters);
            count("gradient", gradient, 0, gradient.length, found);
            count("moments", state, 0, state.length, found);
            count("parameters", parameters, 0, parameters.length, found);
        }
    }

    private static void count(String where, float[] values, int from, int to, Map<String, Long> found) {
        long count = 0;
        for (int j = from; j < to; j++) {
            if (values[j] != 0 && Math.abs(values[j]) < Float.MIN_NORMAL) {
                count++;
            }
        }
        if (count > 0) {
            found.merge(where, count, Long::sum);
        }
    }

    private static void watch(Object layer, Map<String, Long> found) throws ReflectiveOperationException {
        if (layer instanceof Recurrent) {
            Field cell = CellLayer.class.getDeclaredField("cell");
            cell.setAccessible(true);
            cell.set(layer, new Watched((Cell) cell.get(layer), found));
        } else if (layer instanceof Stack stack) {
            for (Layer part : stack.layers()) {
                watch(part, found);
            }
        } else if (layer instanceof Composite composite) {
            for (Layer part : composite.parts()) {
                watch(part, found);
            }
        } else if (layer instanceof Reversed) {
            Field inner = Reversed.class.getDeclaredField("inner");
            inner.setAccessible(true);
            watch(inner.get(layer), found);
        }
    }

    /** A cell that looks at what its layer hands it. */
    private record Watched(Cell cell, Map<String, Long> found) implements Cell {
        @Override
        public Wiring wiring() {
            return cell.wiring();
        }

        @Override
        public void forward(int phase, Step s) {
            for (float[] state : s.states) {
                count("state", state, s.before, s.before + s.n, found);
            }
            cell.forward(phase, s);
            count("activations", s.z, s.zAt, s.zAt + wiring().blocks() * s.n, found);
        }

        @Override
        public void backward(int phase, Step s) {
            if (phase == wiring().phases() - 1) {
                count("dh", s.dh, 0, s.n, found);
                for (int k = 1; k < s.dStates.length; k++) {
                    count("dc", s.dStates[k], 0, s.n, found);
                }
                int blocks = wiring().blocks() * s.n; // of later steps, and of earlier passes
                for (int at = 0; at < s.dz.length; at += blocks) {
                    count("dz", s.dz, at, at + wiring().preactivations() * s.n, found);
                }
            }
            cell.backward(phase, s);
        }

        @Override
        public void initial(InitialValues values) {
            cell.initial(values);
        }

        @Override
        public void constrain(float[] parameters, int vectors, int units, int steps) {
            cell.constrain(parameters, vectors, units, steps);
        }
    }
}
