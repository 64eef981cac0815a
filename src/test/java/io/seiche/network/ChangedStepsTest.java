package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.cell.Initial;
import io.seiche.math.Draws;
import io.seiche.math.Sequence;
import io.seiche.text.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A layer may change the number of steps; the layers around it ask it for the number. */
class ChangedStepsTest {
    private static final int STEPS = 7;
    private static final int BATCH = 3;
    private static final int[] LENGTHS = {7, 2, 5};
    private static final LayerSpec HALVED = new Halved.HalvedSpec();

    private static NetworkSpec network(Initial initial, Object... layers) {
        List<LayerSpec> specs = new ArrayList<>();
        for (Object layer : layers) {
            specs.add(layer instanceof LayerSpec spec ? spec : layer((String) layer));
        }
        return new NetworkSpec(specs, initial);
    }

    private static LayerSpec layer(String text) {
        return LayerKinds.read(Call.list("test", text).get(0));
    }

    static Stream<NetworkSpec> networks() {
        LayerSpec bothWays = new BidirectionalSpec(HALVED, Merge.CONCAT);
        return Stream.of(
                network(Initial.DEFAULT, HALVED),
                network(Initial.DEFAULT, HALVED, "dense(2)"),
                network(Initial.DEFAULT, HALVED, "lstm(4)", "dense(1)"),
                network(Initial.DEFAULT, "gru(4)", HALVED, "indrnn(3)", "dense(2)"),
                network(Initial.DEFAULT, bothWays, "gru(2)", "dense(1)"),
                network(Initial.DEFAULT, "lstm(2)", bothWays, "bidirectional(lstm(2), merge=multiply)"),
                network(Initial.DEFAULT, bothWays, "dropout(0.3)", "residual(lstm(6))", HALVED, "qrnn(2, window=3)"));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theGradientIsTheCentralDifference(NetworkSpec spec) {
        NetworkLawsTest.gradientIsCentralDifference(spec, new Draws(1).sequence(STEPS, 3, BATCH));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theGradientIsTheCentralDifferenceWithPadding(NetworkSpec spec) {
        NetworkLawsTest.gradientIsCentralDifference(spec, new Draws(1).sequence(STEPS, 3, BATCH, LENGTHS));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aBatchIsItsExamplesOneByOne(NetworkSpec spec) {
        Sequence x = new Draws(1).sequence(STEPS, 3, BATCH, LENGTHS);
        Network network = spec.build(3, STEPS);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        Sequence all = network.forward(Pass.SCORING, parameters, x);
        Sequence together = new Sequence(Draws.copy(all), 0, all.steps(), all.features(), BATCH);
        for (int b = 0; b < BATCH; b++) {
            float[] one = Draws.copy(network.forward(Pass.SCORING, parameters, Draws.example(x, b)));
            assertArrayEquals(
                    Arrays.copyOf(one, all.features()),
                    Arrays.copyOf(Draws.copy(Draws.example(together, b)), all.features()),
                    1e-5f);
        }
    }

    @Test
    void chronoSpreadsForgettingOverTheStepsThatReachTheLayer() {
        Initial chrono = new Initial(true, 1);
        int steps = 41;
        float[] halved =
                network(chrono, HALVED, "lstm(8)", "dense(1)").build(3, steps).initial(5);
        assertArrayEquals(network(chrono, "lstm(8)", "dense(1)").build(3, 21).initial(5), halved);
        assertFalse(Arrays.equals(
                network(chrono, "lstm(8)", "dense(1)").build(3, steps).initial(5), halved));
    }

    @Test
    void theBoundOfIndRnnIsThatOfTheStepsThatReachIt() {
        float[] halved = bounded(network(Initial.DEFAULT, "dense(3, steps=all)", HALVED, "indrnn(2)"), 41);
        float[] whole = bounded(network(Initial.DEFAULT, "dense(3, steps=all)", "indrnn(2)"), 21);
        assertArrayEquals(whole, halved);
        assertNotEquals(
                bounded(network(Initial.DEFAULT, "dense(3, steps=all)", "indrnn(2)"), 41)[whole.length - 1],
                halved[whole.length - 1]);
    }

    private static float[] bounded(NetworkSpec spec, int steps) {
        Network network = spec.build(3, steps);
        float[] parameters = new float[network.layout().size()];
        Arrays.fill(parameters, 9f);
        network.constrain(parameters);
        return parameters;
    }

    @Test
    void layersThatNeedEveryStepRefuseOne() {
        assertEquals(
                "residual must be given a layer that hands on every step it reads, was halved",
                assertThrows(IllegalArgumentException.class, () -> new ResidualSpec(HALVED))
                        .getMessage());
        String said = assertThrows(
                        IllegalArgumentException.class,
                        () -> network(Initial.DEFAULT, HALVED, "lstm(2)", "dense(1, steps=all)"))
                .getMessage();
        assertTrue(said.contains("leave out steps=all"), said);
    }

    @Test
    void oneWithoutAFormOutsideIsRefusedByItsName() {
        String said = assertThrows(IllegalArgumentException.class, () -> network(Initial.DEFAULT, HALVED, "dense(1)")
                        .write(null, 3, "x"))
                .getMessage();
        assertEquals("halved has no form outside Seiche; export a network without it", said);
    }
}
