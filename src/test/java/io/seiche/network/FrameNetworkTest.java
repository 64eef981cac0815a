package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.Draws;
import io.seiche.math.Sequence;
import io.seiche.series.Category;
import io.seiche.series.Columns;
import io.seiche.series.Input;
import io.seiche.series.Normalizers;
import io.seiche.series.WindowSpec;
import io.seiche.series.WindowsForTests;
import io.seiche.text.Call;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of networks that frame a cell, for every variant of every registered cell. */
class FrameNetworkTest {
    private static final int LOOKBACK = 9;
    private static final int HORIZON = 5;
    private static final Columns COLUMNS = new Columns(
                    List.of("y", "z"), List.of("wind"), List.of("price", "holiday"), List.of("size"))
            .with(List.of(new Category("region", List.of("north", "south", "west"))));
    private static final WindowSpec WINDOWS =
            new WindowSpec(LOOKBACK, HORIZON, 1, Normalizers.NONE).minimum(2).context(20);
    private static final double[] LEVELS = {0.1, 0.5, 0.9, 0.3};
    private static final String SIZES = ", length=2, normalize=mean, lags=[3, 7], years=[12])";

    /** The first window has 3 of its rows, the second none of its year. */
    private static final int[] CUTOFFS = {3, 11, 35};

    static Stream<String> cells() {
        return RegisteredCells.of(4);
    }

    static Stream<String> networks() {
        return Stream.concat(
                cells().map(cell -> "segments(" + cell + SIZES),
                Stream.of(
                        "linear",
                        "linear(normalize=mean, years=[12, 13])",
                        "segments(gru(3), length=9, dropout=0.4)",
                        "segments(lstm(3), length=1, years=[4], normalize=last)",
                        "segments(gru(4), affine=true" + SIZES,
                        "segments(lstm(3), length=4, affine=true, dropout=0.3)"));
    }

    private static NetworkSpec spec(String layers, double... levels) {
        return new NetworkSpec(layers).fitted(WINDOWS, COLUMNS, levels);
    }

    private static Network network(String layers, double... levels) {
        return spec(layers, levels).build(COLUMNS.inputs(), LOOKBACK);
    }

    private static Input input() {
        return WindowsForTests.input(WINDOWS, COLUMNS, 50, 1, 0, CUTOFFS);
    }

    private static float[] parameters(Network network) {
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.5);
        Layout.Piece quantiles = network.linearSkip().orElseThrow().quantiles();
        int levels = quantiles.shape()[0];
        for (int j = 0; j < quantiles.size(); j++) {
            double level = LEVELS[j / HORIZON % LEVELS.length];
            parameters[quantiles.offset() + j] = (float) (levels == 1 ? 0.1 : level + 0.02 * (j % HORIZON));
        }
        return parameters;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theGradientIsTheCentralDifference(String layers) {
        gradientIsTheCentralDifference(layers, LEVELS);
    }

    @Test
    void theGradientOfANetworkThatReadsSpreadsIsTheCentralDifference() {
        gradientIsTheCentralDifference("segments(gru(4), affine=true, spread=true" + SIZES, LEVELS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear(normalize=mean, years=[12])", "segments(gru(4)" + SIZES})
    void theGradientOfAPointForecastIsTheCentralDifference(String layers) {
        gradientIsTheCentralDifference(layers, 0.5);
    }

    private static void gradientIsTheCentralDifference(String layers, double... levels) {
        Network network = network(layers, levels);
        Input input = input();
        float[] parameters = parameters(network);
        Pass pass = Pass.training(5);
        Sequence y = network.forward(pass, parameters, input);
        float[] dy = new Draws(3).floats(y.stride(), 1);
        float[] gradient = new float[parameters.length];
        network.backward(parameters, y.shaped(dy), gradient);
        Layout.Piece fixed = network.linearSkip().orElseThrow().quantiles();
        float[] constants = Arrays.copyOfRange(gradient, fixed.offset(), fixed.offset() + fixed.size());
        assertArrayEquals(new float[fixed.size()], constants);
        DoubleSupplier loss = () -> product(network.forward(pass, parameters, input), dy);
        double largest = 0.1;
        for (float g : gradient) {
            largest = Math.max(largest, Math.abs(g));
        }
        float step = 2e-3f;
        for (int j = 0; j < gradient.length; j++) {
            if (j >= fixed.offset() && j < fixed.offset() + fixed.size()) {
                continue;
            }
            float kept = parameters[j];
            double here = loss.getAsDouble();
            parameters[j] = kept + step;
            double right = (loss.getAsDouble() - here) / ((double) (kept + step) - kept);
            parameters[j] = kept - step;
            double left = (here - loss.getAsDouble()) / ((double) kept - (kept - step));
            parameters[j] = kept;
            // the segments' ReLU has a kink, and the gradient must lie between the differences to either side
            double expected = Math.max(Math.min(left, right), Math.min(Math.max(left, right), gradient[j]));
            assertEquals(expected, gradient[j], 2e-3 * largest, layers + " [" + j + "]");
            assertEquals((left + right) / 2, gradient[j], 5e-2 * largest, layers + " [" + j + "]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments(gru(4)" + SIZES, "gru(4), dense(10)", "dense(7, tanh), dense(10)"})
    void aCategoryOfNoKnownValueReadsTheMeanOfTheLearnedVectors(String layers) {
        Network network = network(layers, LEVELS);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.5);
        String first = layers.startsWith("segments") ? "tokens.kernel" : "layer0.kernel";
        Layout.Piece kernel = network.layout().pieces().stream()
                .filter(piece -> piece.name().equals(first))
                .findFirst()
                .orElseThrow();
        int values = COLUMNS.categories().get(0).values().size();
        int units = kernel.shape()[1];
        int begin = kernel.offset() + kernel.size() - values * units;
        float[] mean = parameters.clone();
        for (int j = 0; j < values * units; j++) {
            double sum = 0;
            for (int value = 0; value < values; value++) {
                sum += parameters[begin + value * units + j % units];
            }
            mean[begin + j] = (float) (sum / values);
        }
        float[] unknown = output(network, parameters, Category.UNKNOWN);
        assertArrayEquals(output(network, mean, 1), unknown, 1e-5f);
        assertFalse(Arrays.equals(output(network, parameters, 1), unknown));
    }

    private static float[] output(Network network, float[] parameters, int place) {
        Input input = WindowsForTests.inputOf(place, WINDOWS, COLUMNS, 50, 1, 0, CUTOFFS);
        Sequence y = network.forward(Pass.SCORING, parameters, input);
        return Arrays.copyOfRange(y.values(), y.offset(), y.offset() + y.stride());
    }

    private static double product(Sequence y, float[] dy) {
        double sum = 0;
        for (int j = 0; j < dy.length; j++) {
            sum += (double) y.values()[y.offset() + j] * dy[j];
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aNetworkThatHasNotLearnedIsItsLinearMap(String layers) {
        Network network = network(layers, LEVELS);
        float[] start = network.initial(7);
        float[] map =
                new Draws(4).floats(network.linearSkip().orElseThrow().kernel().size(), 0.3);
        put(network, start, map);
        FrameSpec frame = (FrameSpec) LayerKinds.read(Call.of("test", layers));
        String years = frame.options().word("years");
        Network linear =
                network("linear(normalize=" + frame.options().word("normalize") + ", years=" + years + ")", LEVELS);
        float[] alone = linear.initial(7);
        put(linear, alone, map);
        float[] expected = Draws.copy(linear.forward(Pass.SCORING, alone, input()));
        assertArrayEquals(expected, Draws.copy(network.forward(Pass.SCORING, start, input())));
        assertArrayEquals(expected, Draws.copy(network.forward(Pass.training(3), start, input())));
    }

    /** The parameters of the affine are the last ones, and start at 0. */
    @ParameterizedTest
    @ValueSource(strings = {"segments(gru(4)" + SIZES, "segments(qrnn(3), length=4, dropout=0.3)"})
    void anAffineThatHasNotLearnedChangesNoBit(String layers) {
        Network plain = network(layers, LEVELS);
        Network affine = network(layers.replace("length", "affine=true, length"), LEVELS);
        int size = plain.layout().size();
        assertEquals(size + 2 * COLUMNS.targets().size(), affine.layout().size());
        float[] parameters = parameters(plain);
        float[] more = Arrays.copyOf(parameters, affine.layout().size());
        assertArrayEquals(Arrays.copyOf(plain.initial(7), more.length), affine.initial(7));
        Pass pass = Pass.training(3);
        assertArrayEquals(
                Draws.copy(plain.forward(pass, parameters, input())), Draws.copy(affine.forward(pass, more, input())));
        more[size] = 0.3f;
        assertFalse(Arrays.equals(
                Draws.copy(plain.forward(pass, parameters, input())), Draws.copy(affine.forward(pass, more, input()))));
    }

    @Test
    void eachTargetHasAnAffineOfItsOwn() {
        Network network = network("segments(gru(4), affine=true" + SIZES, LEVELS);
        float[] parameters = parameters(network);
        float[] before = Draws.copy(network.forward(Pass.SCORING, parameters, input()));
        parameters[parameters.length - 1] += 0.5f;
        float[] after = Draws.copy(network.forward(Pass.SCORING, parameters, input()));
        for (int j = 0; j < before.length; j++) {
            boolean second = j / CUTOFFS.length % 2 == 1;
            assertEquals(second, before[j] != after[j], "value " + j);
        }
    }

    /** The weights of the spread are the last row of the decoder's inputs: 0, they change no bit, and else by the spread alone. */
    @Test
    void theSpreadOfAWindowIsAnInputOfTheDecoder() {
        Network plain = network("segments(gru(4)" + SIZES, LEVELS);
        Network reading = network("segments(gru(4), spread=true" + SIZES, LEVELS);
        float[] parameters = parameters(plain);
        float[] more = new float[reading.layout().size()];
        int weights = -1;
        for (int i = 0; i < plain.layout().pieces().size(); i++) {
            Layout.Piece from = plain.layout().pieces().get(i);
            Layout.Piece to = reading.layout().pieces().get(i);
            System.arraycopy(parameters, from.offset(), more, to.offset(), from.size());
            weights = to.size() > from.size() ? to.offset() + from.size() : weights;
        }
        Input quiet = WindowsForTests.input(WINDOWS, COLUMNS, 50, 1, -7, CUTOFFS);
        Input wide = WindowsForTests.input(WINDOWS, COLUMNS, 50, 2.5, 0, CUTOFFS);
        float[] answer = Draws.copy(reading.forward(Pass.SCORING, more, input()));
        assertArrayEquals(Draws.copy(plain.forward(Pass.SCORING, parameters, input())), answer);
        Arrays.fill(more, weights, weights + 4, 0.7f);
        answer = Draws.copy(reading.forward(Pass.SCORING, more, input()));
        float[] moved = Draws.copy(reading.forward(Pass.SCORING, more, quiet));
        float[] scaled = Draws.copy(reading.forward(Pass.SCORING, more, wide));
        double most = 0;
        for (int j = 0; j < answer.length; j++) {
            assertEquals(answer[j] - 7, moved[j], 2e-4, "value " + j);
            most = Math.max(most, Math.abs(2.5 * answer[j] - scaled[j]));
        }
        assertTrue(most > 0.01, "the answers are scaled with the window, to " + most);
    }

    private static void put(Network network, float[] parameters, float[] map) {
        Layout.Piece kernel = network.linearSkip().orElseThrow().kernel();
        System.arraycopy(map, 0, parameters, kernel.offset(), map.length);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void quantilesNeverCross(String layers) {
        Network network = network(layers, LEVELS);
        float[] parameters = new Draws(8).floats(network.layout().size(), 3);
        Sequence y = network.forward(Pass.SCORING, parameters, input());
        int values = y.stride() / LEVELS.length;
        int[] increasing = {0, 3, 1, 2};
        for (int j = 0; j + 1 < increasing.length; j++) {
            for (int i = 0; i < values; i++) {
                float lower = y.values()[increasing[j] * values + i];
                assertTrue(lower <= y.values()[increasing[j + 1] * values + i], layers);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aForecastOfShiftedAndScaledValuesIsShiftedAndScaled(String layers) {
        Network network = network(layers, LEVELS);
        float[] parameters = parameters(network);
        float[] plain = Draws.copy(network.forward(Pass.SCORING, parameters, input()));
        Input moved = WindowsForTests.input(WINDOWS, COLUMNS, 50, 2.5, -7, CUTOFFS);
        float[] answer = Draws.copy(network.forward(Pass.SCORING, parameters, moved));
        for (int j = 0; j < plain.length; j++) {
            assertEquals(2.5 * plain[j] - 7, answer[j], 2e-4, layers);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aBatchIsItsWindowsOneByOne(String layers) {
        Network network = network(layers, LEVELS);
        float[] parameters = parameters(network);
        float[] all = Draws.copy(network.forward(Pass.SCORING, parameters, input()));
        for (int b = 0; b < CUTOFFS.length; b++) {
            Input one = WindowsForTests.input(WINDOWS, COLUMNS, 50, 1, 0, CUTOFFS[b]);
            float[] alone = Draws.copy(network.forward(Pass.SCORING, parameters, one));
            for (int j = 0; j < alone.length; j++) {
                assertEquals(all[j * CUTOFFS.length + b], alone[j], 1e-5f, layers);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aNetworkRemembersNothingOfEarlierBatches(String layers) {
        Network used = network(layers, LEVELS);
        float[] parameters = parameters(used);
        answerAndGradient(used, parameters, WindowsForTests.input(WINDOWS, COLUMNS, 50, 3, 1, 20, 5, 41, 30, 12));
        Network fresh = network(layers, LEVELS);
        assertArrayEquals(
                answerAndGradient(fresh, parameters, input()), answerAndGradient(used, parameters, input()), layers);
    }

    private static float[] answerAndGradient(Network network, float[] parameters, Input input) {
        Sequence y = network.forward(Pass.training(1), parameters, input);
        float[] answer = Draws.copy(y);
        float[] both = Arrays.copyOf(answer, answer.length + parameters.length);
        float[] gradient = new float[parameters.length];
        network.backward(parameters, y.shaped(new Draws(3).floats(y.stride(), 1)), gradient);
        System.arraycopy(gradient, 0, both, answer.length, gradient.length);
        return both;
    }

    @Test
    void dropoutActsInTrainingOnly() {
        Network network = network("segments(gru(3), length=9, dropout=0.4)", LEVELS);
        float[] parameters = parameters(network);
        float[] scored = Draws.copy(network.forward(Pass.SCORING, parameters, input()));
        float[] without = Draws.copy(network.forward(new Pass(true, false, 1), parameters, input()));
        assertArrayEquals(scored, without);
        assertFalse(Arrays.equals(scored, Draws.copy(network.forward(Pass.training(1), parameters, input()))));
    }

    @Test
    void theTextSaysEverySizeOnceItIsKnown() {
        NetworkSpec written = new NetworkSpec("Segments( GRU(4), length=2, years=[ 12 ] )");
        assertEquals("segments(gru(4), length=2, years=[12])", written.layers());
        assertTrue(written.needsFitting());
        NetworkSpec fitted = written.fitted(WINDOWS, COLUMNS, LEVELS);
        assertEquals(
                "segments(gru(4), length=2, years=[12], lookback=9, horizon=5, targets=2, past=1, future=2, statics=4,"
                        + " levels=[0.1, 0.5, 0.9, 0.3])",
                fitted.layers());
        assertFalse(fitted.needsFitting());
        assertEquals(fitted, new NetworkSpec(fitted.layers()));
        assertEquals(fitted, fitted.fitted(WINDOWS, COLUMNS, LEVELS));
        assertEquals(written, fitted.unfitted());
        assertEquals(4 * 5 * 2, fitted.outputs(COLUMNS.inputs()));
        assertEquals(15, fitted.reach(LOOKBACK));
        assertEquals("linear", new NetworkSpec("linear()").layers());
        assertEquals(
                "linear(lookback=9, horizon=5, targets=2, levels=[0.5])",
                new NetworkSpec("linear").fitted(WINDOWS, COLUMNS, 0.5).layers());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    segments(length=24)                   | segments must be given a cell: segments(gru(64), length=24)
                    segments(dense(4), length=24)         | segments must be given a cell
                    segments(bidirectional(gru(4)), length=24) | segments must be given a cell
                    segments(gru(4))                      | segments must be given the rows of a segment
                    segments(gru(4), length=10)           | must have segments of at most window.lookback = 9 rows
                    segments(gru(4), length=2, dropout=1) | dropout of segments must be 0 or more and less than 1
                    segments(gru(4), length=2, lags=7)    | lags of segments must be a list in square brackets
                    segments(gru(4), length=2, lags=[0])  | lags of segments must be a list of whole numbers from 1
                    linear(lags=[7])                      | linear has no option lags
                    linear(3)                             | linear takes 0 arguments without a name
                    linear, dense(1)                      | linear is a whole network
                    gru(4), linear                        | linear is a whole network
                    residual(linear)                      | residual must be given a recurrent layer
                    linear(horizon=4)                     | must have horizon=5 in linear, was 4; leave it out
                    """)
    void whatCannotBeIsRefused(String layers, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> spec(layers, LEVELS))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @Test
    void windowsThatAreNormalisedAlreadyAndNetworksWithoutSizesAreRefused() {
        WindowSpec normalised = new WindowSpec(LOOKBACK, HORIZON, 1, Normalizers.LAST);
        String said = assertThrows(IllegalArgumentException.class, () -> new NetworkSpec("linear")
                        .fitted(normalised, COLUMNS, 0.5))
                .getMessage();
        assertEquals(
                "window.normalize must be none with linear, which normalises each window itself, was last;"
                        + " write normalize=last in network.layers instead",
                said);
        String unsized = assertThrows(IllegalArgumentException.class, () -> Layout.of(new NetworkSpec("linear"), 1))
                .getMessage();
        assertTrue(unsized.endsWith("write these options: lookback, horizon, targets, levels"), unsized);
        String carried = assertThrows(IllegalStateException.class, () -> network("linear", 0.5)
                        .carries())
                .getMessage();
        assertTrue(carried.contains("reads each window as a whole"), carried);
    }

    @Test
    void anotherCellAndAnotherSizeKeepTheFrame() {
        NetworkSpec fitted = spec("segments(gru(8), length=2, lags=[3])", LEVELS);
        assertEquals(
                fitted.layers().replace("gru(8)", "slstm(8)"),
                NetworkVariants.withCell(fitted, "slstm").layers());
        int parameters = Layout.of(spec("segments(gru(5), length=2, lags=[3])", LEVELS), 1)
                .size();
        assertEquals(
                fitted.layers().replace("gru(8)", "gru(5)"),
                NetworkVariants.ofSize(fitted, 1, parameters).layers());
        assertThrows(IllegalArgumentException.class, () -> NetworkVariants.withCell(spec("linear", LEVELS), "gru"));
    }

    @Test
    void operationsCountEachMatrixByTheStepsItMultiplies() {
        NetworkSpec linear = spec("linear", LEVELS);
        assertEquals(2 * 9 * 5 * 2, new NetworkSize(linear, 1, LOOKBACK).operations());
        double skip = 9 * 5;
        double read = 4 * (4 * 3 + 3 * 9 + 3 * 9); // four segments of 2 rows, a target and a past covariate each
        double written = 3 * ((2 * 2 + 4) * 3 + 3 * 9 + 3 * 2 * 4) + 3 * 9; // the product with the state once
        assertEquals(
                2 * 2 * (skip + read + written),
                new NetworkSize(spec("segments(gru(3), length=2)", LEVELS), 1, 9).operations());
    }
}
