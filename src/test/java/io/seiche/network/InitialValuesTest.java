package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.cell.Initial;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Initial parameters by role and by cell, and bounds that hold throughout training. */
class InitialValuesTest {
    private static float[] piece(NetworkSpec spec, int inputs, int steps, String name) {
        Network network = spec.build(inputs, steps);
        float[] values = network.initial(1);
        Layout.Piece piece = network.layout().pieces().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Arrays.copyOfRange(values, piece.offset(), piece.offset() + piece.size());
    }

    private static void within(float[] values, double low, double high) {
        for (float v : values) {
            assertTrue(v >= low && v <= high, () -> v + " must be in [" + low + ", " + high + "]");
        }
    }

    @Test
    void inputKernelsAreGlorotUniform() {
        float[] kernel = piece(new NetworkSpec("lstm(20)"), 20, 5, "layer0.kernel");
        double limit = Math.sqrt(6.0 / (20 + 80));
        within(kernel, -limit, limit);
        double squares = 0;
        for (float v : kernel) {
            squares += v * v;
        }
        assertEquals(limit * limit / 3, squares / kernel.length, 0.1 * limit * limit / 3);
    }

    @Test
    void recurrentKernelsHaveOrthonormalRows() {
        int units = 12;
        float[] kernel = piece(new NetworkSpec("gru(12)"), 3, 5, "layer0.recurrent_kernel");
        for (int i = 0; i < units; i++) {
            for (int k = 0; k < units; k++) {
                double dot = 0;
                for (int j = 0; j < 3 * units; j++) {
                    dot += (double) kernel[i * 3 * units + j] * kernel[k * 3 * units + j];
                }
                assertEquals(i == k ? 1 : 0, dot, 1e-6);
            }
        }
    }

    @Test
    void anLstmRemembersAtFirst() {
        float[] bias = piece(new NetworkSpec("lstm(2)"), 1, 5, "layer0.bias");
        assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0, 0, 0}, bias);
        float[] more = piece(new NetworkSpec("lstm(2)", new Initial(false, 2)), 1, 5, "layer0.bias");
        assertArrayEquals(new float[] {0, 0, 2, 2, 0, 0, 0, 0}, more);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.99, -1, 101, Double.NaN})
    void aForgetBiasThatForgetsFromTheStartIsRefused(double bias) {
        String said = assertThrows(IllegalArgumentException.class, () -> new Initial(false, bias))
                .getMessage();
        assertTrue(said.startsWith("training.forgetBias must be a number from 1 to 100, was " + bias), said);
    }

    @Test
    void chronoSpreadsForgettingOverTheWindow() {
        float[] lstm = piece(new NetworkSpec("lstm(50)", new Initial(true, 1)), 1, 100, "layer0.bias");
        within(Arrays.copyOfRange(lstm, 50, 100), 0, Math.log(99));
        for (int j = 0; j < 50; j++) {
            assertEquals(-lstm[50 + j], lstm[j]);
        }
        for (String variant : new String[] {"reset_after", "reset_before", "goodfellow"}) {
            NetworkSpec gru = new NetworkSpec("gru(50, variant=" + variant + ")", new Initial(true, 1));
            float[] bias = piece(gru, 1, 100, "layer0.bias");
            within(Arrays.copyOf(bias, 50), 1e-6, Math.log(99));
            within(Arrays.copyOfRange(bias, 50, bias.length), 0, 0);
        }
        within(Arrays.copyOf(piece(new NetworkSpec("janet(50)"), 1, 100, "layer0.bias"), 50), 0, Math.log(99));
        within(Arrays.copyOf(piece(new NetworkSpec("janet(50)"), 1, 1, "layer0.bias"), 50), 0, Math.log(1.5));
    }

    @Test
    void indRnnStartsWithinItsBoundAndNearOneWhereOnlyTheLastStepIsRead() {
        NetworkSpec spec = new NetworkSpec("indrnn(30), indrnn(30), dense(1)");
        double bound = Math.pow(2, 1.0 / 20);
        within(piece(spec, 1, 20, "layer0.recurrent_weights"), 0, bound);
        within(piece(spec, 1, 20, "layer1.recurrent_weights"), 1 / bound, bound);
    }

    @Test
    void indRnnIsPutBackWithinItsBoundAndNothingElseIsTouched() {
        Network network = new NetworkSpec("bidirectional(indrnn(3)), lstm(2), dense(1)").build(2, 10);
        float[] parameters = new float[network.layout().size()];
        Arrays.fill(parameters, -5f);
        network.constrain(parameters);
        for (Layout.Piece piece : network.layout().pieces()) {
            boolean bounded = piece.name().endsWith("recurrent_weights");
            float expected = bounded ? -(float) Math.pow(2, 0.1) : -5f;
            for (int j = piece.offset(); j < piece.offset() + piece.size(); j++) {
                assertEquals(expected, parameters[j], piece.name());
            }
        }
    }

    @Test
    void sruGatesStartSmallerAndItsSkipBlockCarriesAlpha() {
        float[] kernel = piece(new NetworkSpec("sru(40)"), 3, 5, "layer0.kernel");
        double[] limits = {1, Math.sqrt(0.5), Math.sqrt(0.5), Math.sqrt(3)};
        for (int row = 0; row < 3; row++) {
            for (int g = 0; g < 4; g++) {
                int at = (row * 4 + g) * 40;
                within(Arrays.copyOfRange(kernel, at, at + 40), -limits[g], limits[g]);
            }
        }
    }

    @Test
    void slstmForgetsSlowlyAndIgnoresItsStateAtFirst() {
        assertArrayEquals(new float[4 * 9], piece(new NetworkSpec("slstm(3)"), 2, 5, "layer0.recurrent_kernel"));
        assertArrayEquals(
                new float[] {0, 0, 0, 3, 4.5f, 6, 0, 0, 0, 0, 0, 0},
                piece(new NetworkSpec("slstm(3)"), 2, 5, "layer0.bias"));
    }

    @Test
    void aLayersValuesDoNotDependOnItsNeighboursOptions() {
        float[] one = piece(new NetworkSpec("lstm(4), lstm(3)"), 2, 5, "layer1.kernel");
        float[] other =
                piece(new NetworkSpec("lstm(4, recurrent_activation=hard_sigmoid), lstm(3)"), 2, 5, "layer1.kernel");
        assertArrayEquals(one, other);
    }
}
