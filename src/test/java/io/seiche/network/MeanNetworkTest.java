package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.DampedSmoothing;
import io.seiche.math.Draws;
import io.seiche.math.LevelShape;
import io.seiche.math.Sequence;
import io.seiche.math.WindowMethod;
import io.seiche.series.Columns;
import io.seiche.series.Input;
import io.seiche.series.Normalizers;
import io.seiche.series.WindowSpec;
import io.seiche.series.WindowsForTests;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The mean of networks answers the mean of their answers, and naive forecasts repeat what they read. */
class MeanNetworkTest {
    private static final Columns COLUMNS = new Columns(List.of("y", "z"), List.of(), List.of(), List.of());
    private static final WindowSpec WINDOWS =
            new WindowSpec(8, 5, 1, Normalizers.NONE).minimum(4).context(12);
    private static final double[] LEVELS = {0.1, 0.5, 0.9};

    private static Network build(String layers, double... levels) {
        return new NetworkSpec(layers).fitted(WINDOWS, COLUMNS, levels).build(COLUMNS.inputs(), WINDOWS.lookback());
    }

    private static Input input() {
        return WindowsForTests.input(WINDOWS, COLUMNS, 40, 1, 0, 4, 20, 33);
    }

    private static float[] answer(Network network, float[] parameters) {
        Sequence y = network.forward(Pass.SCORING, parameters, input());
        return Arrays.copyOfRange(y.values(), y.offset(), y.offset() + y.steps() * y.stride());
    }

    @Test
    void theOutputIsTheWeightedMeanOfTheMembers() {
        String first = "segments(gru(4), length=2, lags=[3])";
        String second = "linear(normalize=mean)";
        Network a = build(first, LEVELS);
        Network b = build(second, LEVELS);
        Network mean = build("mean(" + first + ", " + second + ", weights=[0.25, 0.75])", LEVELS);
        float[] parameters = new Draws(4).floats(mean.layout().size(), 0.3);
        float[] ya = answer(a, Arrays.copyOf(parameters, a.layout().size()));
        float[] yb = answer(b, Arrays.copyOfRange(parameters, a.layout().size(), parameters.length));
        float[] y = answer(mean, parameters);
        assertEquals(a.layout().size() + b.layout().size(), mean.layout().size());
        for (int i = 0; i < y.length; i++) {
            assertEquals((float) (0.25 * ya[i] + 0.75 * yb[i]), y[i]);
        }
    }

    @Test
    void theGradientOfTheMeanIsThatOfItsMembers() {
        Network mean = build("mean(segments(gru(3), length=4), linear())", 0.5);
        float[] parameters = new Draws(5).floats(mean.layout().size(), 0.3);
        float[] y = answer(mean, parameters);
        float[] dy = new Draws(6).floats(y.length, 1);
        mean.forward(new Pass(true, false, 1), parameters, input());
        float[] gradient = new float[parameters.length];
        mean.backward(parameters, new Sequence(dy, 0, 1, mean.outputs(), 3), gradient);
        int checked = 0;
        for (int j = 0; j < parameters.length; j += 7) {
            float kept = parameters[j];
            parameters[j] = kept + 0.01f;
            float[] up = answer(mean, parameters);
            parameters[j] = kept - 0.01f;
            float[] down = answer(mean, parameters);
            parameters[j] = kept;
            double slope = 0;
            for (int i = 0; i < dy.length; i++) {
                slope += dy[i] * ((double) up[i] - down[i]) / 0.02;
            }
            if (isTrained(mean.layout(), j)) {
                assertEquals(slope, gradient[j], 2e-2 * Math.max(1, Math.abs(slope)));
                checked++;
            }
        }
        assertTrue(checked > 20);
    }

    private static boolean isTrained(Layout layout, int parameter) {
        return layout.pieces().stream()
                .anyMatch(piece -> piece.role() != Layout.Role.CONSTANT
                        && parameter >= piece.offset()
                        && parameter < piece.offset() + piece.size());
    }

    @Test
    void aNaiveForecastRepeatsTheLastSeason() {
        for (int season : new int[] {1, 3, 8}) {
            for (String normalizer : List.of("last", "mean")) {
                Network naive = build("naive(season=" + season + ", normalize=" + normalizer + ")", 0.5);
                float[] parameters = naive.initial(1);
                Layout.Piece quantiles = naive.linearSkip().orElseThrow().quantiles();
                Arrays.fill(parameters, quantiles.offset(), quantiles.offset() + quantiles.size(), 0f);
                float[] y = answer(naive, parameters);
                Input input = input();
                for (int h = 0; h < 5; h++) {
                    for (int k = 0; k < 2; k++) {
                        float again = input.value(2, k, season - h % season);
                        assertEquals(again, y[(h * 2 + k) * 3 + 2], 1e-5f);
                    }
                }
            }
        }
    }

    /** Each begins as the first of its rules, with the numbers of the window moved and divided and all of that undone. */
    @Test
    void aRuleForecastsTheRowsOfTheWindow() {
        Map<String, WindowMethod> rules = Map.of(
                "smoothing()", DampedSmoothing.candidates(1).get(0),
                "smoothing(season=3)", DampedSmoothing.candidates(3).get(0),
                "levelshape(season=4)", LevelShape.candidates(4, false).get(0));
        rules.forEach((layers, rule) -> {
            Network network = build(layers, 0.5);
            float[] parameters = network.initial(1);
            Layout.Piece quantiles = network.linearSkip().orElseThrow().quantiles();
            Arrays.fill(parameters, quantiles.offset(), quantiles.offset() + quantiles.size(), 0f);
            float[] y = answer(network, parameters);
            Input input = input();
            for (int k = 0; k < 2; k++) {
                double[] rows = new double[8];
                double[] out = new double[5];
                for (int t = 0; t < rows.length; t++) {
                    rows[t] = input.value(2, k, rows.length - t);
                }
                rule.forecast(rows, out);
                for (int h = 0; h < out.length; h++) {
                    assertEquals(out[h], y[(h * 2 + k) * 3 + 2], 1e-4f, layers);
                }
            }
        });
    }

    @Test
    void closedFormsAloneKeepTheirSharesBesideOneAnother() {
        NetworkSpec spec = new NetworkSpec("mean(segments(gru(4), length=2), linear, naive, weights=[0.5, 0.3, 0.2])");
        NetworkSpec closed = spec.withoutCells().orElseThrow();
        assertEquals("mean(linear, naive, weights=[0.6, 0.4])", closed.layers());
        assertEquals(closed, closed.withoutCells().orElseThrow());
        NetworkSpec equal = new NetworkSpec("mean(segments(gru(4), length=2), linear, naive)");
        assertEquals("mean(linear, naive)", equal.withoutCells().orElseThrow().layers());
        assertEquals(
                "linear",
                new NetworkSpec("mean(segments(gru(4), length=2), linear)")
                        .withoutCells()
                        .orElseThrow()
                        .layers());
        assertTrue(new NetworkSpec("segments(gru(4), length=2)").withoutCells().isEmpty());
    }

    @Test
    void theTextIsCanonicalAndReadsBack() {
        NetworkSpec spec = new NetworkSpec("MEAN(linear(normalize=mean), naive(season=7), weights=[0.5,0.5])");
        assertEquals("mean(linear(normalize=mean), naive(season=7), weights=[0.5, 0.5])", spec.layers());
        assertEquals(spec, new NetworkSpec(spec.layers()));
        assertEquals(2, spec.members().size());
        assertArrayEquals(new double[] {0.5, 0.5}, spec.weights());
        assertEquals(spec, NetworkSpec.mean(spec.members(), spec.weights()));
    }

    @Test
    void aMeanIsOfWholeNetworksWithWeightsThatSumToOne() {
        assertTrue(refused("mean(lstm(4))").contains("whole networks"), refused("mean(lstm(4))"));
        assertTrue(refused("mean()").contains("must be given networks"));
        assertTrue(refused("mean(linear(), naive(), weights=[0.5, 0.6])").contains("sum to 1"));
        assertTrue(refused("mean(linear(), naive(), weights=[1])").contains("one for each of its 2"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> build("naive(season=9)", 0.5))
                .getMessage()
                .contains("season of at most window.lookback = 8 rows"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> build("smoothing(season=5)", 0.5))
                .getMessage()
                .contains("two seasons of at most window.lookback = 8 rows"));
        assertTrue(refused("levelshape()").contains("levelshape(season=24)"));
    }

    private static String refused(String layers) {
        return assertThrows(IllegalArgumentException.class, () -> new NetworkSpec(layers))
                .getMessage();
    }
}
