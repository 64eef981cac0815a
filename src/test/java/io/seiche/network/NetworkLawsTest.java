package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.Draws;
import io.seiche.math.Sequence;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of every network, for every variant of every registered cell. */
class NetworkLawsTest {
    private static final int UNITS = 4;
    private static final int BATCH = 3;
    private static final int STEPS = 6;
    private static final int[] LENGTHS = {6, 2, 4};

    static Stream<String> cells() {
        return RegisteredCells.of(UNITS);
    }

    /** Each cell alone, twice, in both directions, around itself; read at the end and at every step. */
    static Stream<String> networks() {
        return cells().flatMap(cell -> Stream.of(
                cell + ", dense(2)",
                cell + ", " + cell + ", dense(1, tanh, steps=all)",
                "bidirectional(" + cell + "), dense(2)",
                "bidirectional(" + cell + ", merge=multiply), residual(" + cell + "), dense(1)"));
    }

    /** The same, with the other merges and heads once each. */
    static Stream<String> differentiable() {
        return Stream.concat(
                networks(),
                Stream.of(
                        "dropout(0.3), lstm(4), dropout(0.5), dense(3, softmax)",
                        "bidirectional(lstm(4), merge=sum)",
                        "bidirectional(lstm(4), merge=average), lstm(2)",
                        "residual(bidirectional(gru(3), merge=sum)), dense(1, sigmoid)",
                        "dense(4, relu, steps=all), lstm(3), dense(1, steps=all)",
                        "dense(2), dense(1)"));
    }

    /** A dense layer with others after it would never have a gradient if it started at 0, as the last one does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(4, tanh), dense(2)",
                "lstm(3), dense(4, relu), dense(2)",
                "dense(4, steps=all), gru(3), dense(2)"
            })
    void onlyTheLastDenseLayerStartsAtZero(String layers) {
        Network network = new NetworkSpec(layers).build(3, STEPS);
        float[] parameters = network.initial(5);
        for (Layout.Piece piece : network.layout().pieces()) {
            if (piece.role() == Layout.Role.KERNEL) {
                boolean zero = true;
                for (int j = piece.offset(); j < piece.offset() + piece.size(); j++) {
                    zero &= parameters[j] == 0;
                }
                boolean last = piece.offset() + piece.size() + 2 == parameters.length;
                assertEquals(last, zero, piece.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void theGradientIsTheCentralDifference(String layers) {
        gradientIsCentralDifference(new NetworkSpec(layers), new Draws(1).sequence(STEPS, 3, BATCH));
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void theGradientIsTheCentralDifferenceWithPadding(String layers) {
        gradientIsCentralDifference(new NetworkSpec(layers), new Draws(1).sequence(STEPS, 3, BATCH, LENGTHS));
    }

    /** Checks the gradients of parameters and inputs; the network reads {@code x.features()}, and its batch is 3. */
    static void gradientIsCentralDifference(NetworkSpec spec, Sequence x) {
        String layers = spec.layers();
        Network network = spec.build(x.features(), x.steps(), true);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        Pass pass = Pass.training(5);
        Sequence y = network.forward(pass, parameters, x);
        Sequence dy = paddingZeroed(new Sequence(
                new Draws(3).floats(y.steps() * y.stride(), 1), 0, y.steps(), y.features(), BATCH, y.lengths()));
        float[] gradient = new float[parameters.length];
        float[] dx = Draws.copy(network.backward(parameters, dy, gradient));

        isDifference(layers, gradient, parameters, () -> product(network.forward(pass, parameters, x), dy));
        isDifference(layers + " dx", dx, x.values(), () -> product(network.forward(pass, parameters, x), dy));
    }

    /**
     * The gradient must be the central difference; where an activation has a kink (relu, hard sigmoid) a step may land
     * beyond it, and the gradient must lie between the differences to either side.
     */
    private static void isDifference(
            String what, float[] gradient, float[] at, java.util.function.DoubleSupplier loss) {
        boolean kinked = what.contains("relu") || what.contains("hard_sigmoid");
        float step = 4e-3f;
        double largest = 0.1;
        for (float g : gradient) {
            largest = Math.max(largest, Math.abs(g));
        }
        for (int j = 0; j < gradient.length; j++) {
            float kept = at[j];
            at[j] = kept + step;
            double above = loss.getAsDouble();
            at[j] = kept - step;
            double below = loss.getAsDouble();
            at[j] = kept;
            double here = loss.getAsDouble();
            double right = (above - here) / ((double) (kept + step) - kept);
            double left = (here - below) / ((double) kept - (kept - step));
            double expected = kinked
                    ? Math.max(Math.min(left, right), Math.min(Math.max(left, right), gradient[j]))
                    : (left + right) / 2;
            assertEquals(expected, gradient[j], 5e-3 * largest, what + " [" + j + "]");
        }
    }

    private static Sequence paddingZeroed(Sequence dy) {
        for (int b = 0; dy.lengths() != null && b < dy.batch(); b++) {
            for (int j = dy.lengths()[b] * dy.stride() + b; j < dy.values().length; j += dy.batch()) {
                dy.values()[j] = 0f;
            }
        }
        return dy;
    }

    private static double product(Sequence y, Sequence dy) {
        double sum = 0;
        for (int j = 0; j < y.steps() * y.stride(); j++) {
            sum += (double) y.values()[y.offset() + j] * dy.values()[j];
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aBatchIsItsExamplesOneByOne(String layers) {
        Sequence x = new Draws(1).sequence(STEPS, 3, BATCH, LENGTHS);
        Network network = new NetworkSpec(layers).build(3, STEPS);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        Sequence all = network.forward(Pass.SCORING, parameters, x);
        Sequence together = new Sequence(Draws.copy(all), 0, all.steps(), all.features(), BATCH);
        for (int b = 0; b < BATCH; b++) {
            Sequence one = network.forward(Pass.SCORING, parameters, Draws.example(x, b));
            int n = (one.steps() == 1 ? 1 : LENGTHS[b]) * one.features();
            assertArrayEquals(
                    Arrays.copyOf(Draws.copy(one), n),
                    Arrays.copyOf(Draws.copy(Draws.example(together, b)), n),
                    1e-5f,
                    layers);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void nothingDependsOnPaddingNotEvenOnNaN(String layers) {
        Sequence x = new Draws(1).sequence(STEPS, 3, BATCH, LENGTHS);
        Sequence longer =
                new Sequence(Arrays.copyOf(x.values(), 2 * x.values().length), 0, 2 * STEPS, 3, BATCH, LENGTHS);
        for (int b = 0; b < BATCH; b++) {
            for (int j = LENGTHS[b] * x.stride() + b; j < longer.values().length; j += BATCH) {
                longer.values()[j] = Float.NaN;
            }
        }
        Network network = new NetworkSpec(layers).build(3, STEPS);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        float[] gradient = new float[parameters.length];
        float[] padded = new float[parameters.length];
        Sequence y = answerAndGradient(network, parameters, x, gradient);
        float[] expected = Draws.copy(y);
        Sequence again = answerAndGradient(network, parameters, longer, padded);
        for (int j = 0; j < expected.length; j++) {
            if (j / y.stride() < (y.steps() == 1 ? 1 : LENGTHS[j % BATCH])) {
                assertEquals(expected[j], again.values()[again.offset() + j], layers);
            }
        }
        assertArrayEquals(gradient, padded, 1e-5f, layers);
    }

    private static Sequence answerAndGradient(Network network, float[] parameters, Sequence x, float[] gradient) {
        Sequence y = network.forward(Pass.training(1), parameters, x);
        float[] ones = new float[y.steps() * y.stride()];
        Arrays.fill(ones, 1f);
        Sequence dy = paddingZeroed(new Sequence(ones, 0, y.steps(), y.features(), y.batch(), y.lengths()));
        network.backward(parameters, dy, gradient);
        return y;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aNetworkRemembersNothingOfEarlierBatches(String layers) {
        Draws draws = new Draws(1);
        Network used = new NetworkSpec(layers).build(3, STEPS);
        float[] parameters = draws.floats(used.layout().size(), 0.7);
        answerAndGradient(used, parameters, draws.sequence(2 * STEPS, 3, 5), new float[parameters.length]);
        answerAndGradient(used, parameters, draws.sequence(20, 3, BATCH, 20, 3, 17), new float[parameters.length]);
        Sequence x = draws.sequence(STEPS, 3, BATCH);
        float[] gradient = new float[parameters.length];
        float[] fresh = new float[parameters.length];
        float[] y = Draws.copy(answerAndGradient(used, parameters, x, gradient));
        Network another = new NetworkSpec(layers).build(3, STEPS);
        assertArrayEquals(Draws.copy(answerAndGradient(another, parameters, x, fresh)), y, layers);
        assertArrayEquals(fresh, gradient, layers);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void carriedStateOverChunksIsOnePass(String cell) {
        Network network = new NetworkSpec(cell + ", residual(" + cell + "), dense(2, steps=all)").build(3, STEPS);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        Sequence x = new Draws(1).sequence(STEPS, 3, BATCH);
        float[] whole = Draws.copy(network.forward(Pass.SCORING, parameters, x));
        float[] state = new float[network.carries() * BATCH];
        float[] chunks = new float[whole.length];
        int[] ends = {0, 1, 2, 5, 6};
        for (int i = 1; i < ends.length; i++) {
            if (i > 1) {
                network.start(state, BATCH);
            }
            Sequence y = network.forward(Pass.SCORING, parameters, Draws.steps(x, ends[i - 1], ends[i]));
            System.arraycopy(y.values(), y.offset(), chunks, ends[i - 1] * y.stride(), y.steps() * y.stride());
            network.finish(state);
        }
        assertArrayEquals(whole, chunks, 1e-6f, cell);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theStateCarriedOnIsThatOfEachExamplesOwnEnd(String cell) {
        Network network = new NetworkSpec(cell).build(3, STEPS);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        Sequence x = new Draws(1).sequence(STEPS, 3, BATCH, LENGTHS);
        network.forward(Pass.SCORING, parameters, x);
        float[] state = new float[network.carries() * BATCH];
        network.finish(state);
        for (int b = 0; b < BATCH; b++) {
            Sequence alone = Draws.steps(new Sequence(Draws.example(x, b).values(), 0, STEPS, 3, 1), 0, LENGTHS[b]);
            network.forward(Pass.SCORING, parameters, alone);
            float[] own = new float[network.carries()];
            network.finish(own);
            for (int j = 0; j < own.length; j++) {
                assertEquals(own[j], state[j * BATCH + b], 1e-5f, cell);
            }
        }
    }

    @Test
    void aBidirectionalLayerRefusesToCarryItsState() {
        Network network = new NetworkSpec("bidirectional(lstm(2)), dense(1)").build(1);
        String said =
                assertThrows(IllegalStateException.class, network::carries).getMessage();
        assertTrue(said.contains("reads the future"), said);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aBidirectionalLayerOnReversedInputGivesItsHalvesSwappedAndReversed(String cell) {
        Network network = new NetworkSpec("bidirectional(" + cell + "), dense(1, steps=all)").build(3, STEPS);
        Layer layer = ((Stack) network).layers().get(0);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        int half = network.layout().pieces().stream()
                .filter(piece -> piece.name().startsWith("layer0.forward"))
                .mapToInt(Layout.Piece::size)
                .sum();
        System.arraycopy(parameters, 0, parameters, half, half);
        Sequence x = new Draws(1).sequence(STEPS, 3, BATCH);
        Sequence reversed = new Sequence(new float[x.values().length], 0, STEPS, 3, BATCH);
        for (int t = 0; t < STEPS; t++) {
            System.arraycopy(x.values(), x.at(t), reversed.values(), reversed.at(STEPS - 1 - t), x.stride());
        }
        float[] y = Draws.copy(layer.forward(Pass.SCORING, parameters, x));
        float[] back = Draws.copy(layer.forward(Pass.SCORING, parameters, reversed));
        int run = UNITS * BATCH;
        for (int t = 0; t < STEPS; t++) {
            int there = (STEPS - 1 - t) * 2 * run;
            assertArrayEquals(
                    Arrays.copyOfRange(y, t * 2 * run, t * 2 * run + run),
                    Arrays.copyOfRange(back, there + run, there + 2 * run),
                    cell);
        }
    }

    static Stream<String> cellsWithoutMasksOfTheirOwn() {
        return cells().filter(cell -> !cell.contains("zoneout"));
    }

    @ParameterizedTest
    @MethodSource("cellsWithoutMasksOfTheirOwn")
    void dropoutBetweenLayersNeverTouchesTheRecurrence(String cell) {
        Network network = new NetworkSpec(cell + ", dropout(0.5), dense(1)").build(3, STEPS);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        Sequence x = new Draws(1).sequence(STEPS, 3, BATCH);
        float[] with = new float[network.carries() * BATCH];
        float[] without = new float[with.length];
        float[] dropped = Draws.copy(network.forward(Pass.training(1), parameters, x));
        network.finish(with);
        float[] kept = Draws.copy(network.forward(new Pass(true, false, 1), parameters, x));
        network.finish(without);
        assertArrayEquals(without, with, cell);
        assertFalse(Arrays.equals(kept, dropped), cell);
    }

    @ParameterizedTest
    @CsvSource({
        "rnn(5), 45",
        "lstm(5), 180",
        "'lstm(5, peephole=true)', 195",
        "gru(5), 150",
        "'gru(5, variant=reset_before)', 135",
        "'gru(5, variant=goodfellow)', 135",
        "'qrnn(5, pooling=f)', 70",
        "'qrnn(5, window=3, pooling=ifo)', 200",
        "sru(5), 80",
        "sru(3), 39",
        "'sru(5, variant=v1)', 70",
        "'sru(3, variant=v1)', 33",
        "indrnn(5), 25",
        "janet(5), 90",
        "mingru(5), 40",
        "minlstm(5), 60",
        "slstm(5), 180",
        "bidirectional(gru(5)), 300"
    })
    void aLayerOnThreeInputsHasAsManyParametersAsTheFormulaSays(String layer, int count) {
        assertEquals(count, new NetworkSpec(layer).build(3).layout().size());
    }
}
