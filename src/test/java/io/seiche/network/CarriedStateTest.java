package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
import io.seiche.math.Draws;
import io.seiche.math.Sequence;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State carried from one chunk of a sequence to the next, for every variant of every registered cell. */
class CarriedStateTest {
    private static final int BATCH = 3;
    private static final int STEPS = 5;
    private static final int[] LENGTHS = {5, 1, 3};

    static Stream<String> cells() {
        return RegisteredCells.of(4);
    }

    private static Network network(String cell) {
        return new NetworkSpec(cell + ", residual(" + cell + "), dense(2, steps=all)").build(3, STEPS);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void startingFromRestIsStartingAnew(String cell) {
        Network network = network(cell);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        Sequence x = new Draws(1).sequence(STEPS, 3, BATCH);
        float[] anew = Draws.copy(network.forward(Pass.SCORING, parameters, x));
        float[] state = new Draws(3).floats(network.carries() * BATCH, 1);
        for (int b = 0; b < BATCH; b++) {
            network.rest(state, BATCH, b);
        }
        network.start(state, BATCH);
        assertArrayEquals(anew, Draws.copy(network.forward(Pass.SCORING, parameters, x)), 1e-6f, cell);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void sequencesOfAnyLengthsMayBeReadInChunks(String cell) {
        Network network = network(cell);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        int first = 2;
        int[] whole = {first + LENGTHS[0], first + LENGTHS[1], first + LENGTHS[2]};
        Sequence x = new Draws(1).sequence(first + STEPS, 3, BATCH, whole);
        float[] expected = Draws.copy(network.forward(Pass.SCORING, parameters, x));
        float[] state = new float[network.carries() * BATCH];
        network.forward(Pass.SCORING, parameters, Draws.steps(x, 0, first));
        network.finish(state);
        network.start(state, BATCH);
        Sequence rest = new Sequence(x.values(), x.at(first), STEPS, 3, BATCH, LENGTHS);
        Sequence y = network.forward(Pass.SCORING, parameters, rest);
        for (int t = 0; t < STEPS; t++) {
            for (int j = 0; j < y.stride(); j++) {
                if (t < LENGTHS[j % BATCH]) {
                    assertEquals(
                            expected[(first + t) * y.stride() + j], y.values()[y.at(t) + j], 1e-6f, cell + " " + t);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theGradientInsideAChunkIsThatOfItsStepsGivenTheStateBefore(String cell) {
        boolean kinked = cell.contains("relu") || cell.contains("hard_sigmoid");
        Network network = network(cell);
        float[] parameters = new Draws(2).floats(network.layout().size(), 0.7);
        float[] state = new float[network.carries() * BATCH];
        network.forward(Pass.SCORING, parameters, new Draws(4).sequence(STEPS, 3, BATCH));
        network.finish(state);
        Sequence x = new Draws(1).sequence(STEPS, 3, BATCH, LENGTHS);
        float[] target = new Draws(3).floats(STEPS * 2 * BATCH, 1);
        Loss loss = Losses.parse("mse");
        DoubleSupplier cost = () -> {
            network.start(state, BATCH);
            return loss.evaluate(network.forward(Pass.training(5), parameters, x), target, null);
        };
        network.start(state, BATCH);
        Sequence y = network.forward(Pass.training(5), parameters, x);
        float[] d = new float[y.steps() * y.stride()];
        loss.evaluate(y, target, d);
        float[] gradient = new float[parameters.length];
        network.backward(parameters, new Sequence(d, 0, y.steps(), 2, BATCH, LENGTHS), gradient);
        float largest = 0.05f;
        for (float g : gradient) {
            largest = Math.max(largest, Math.abs(g));
        }
        for (int j = 0; j < gradient.length; j++) {
            float kept = parameters[j];
            double here = cost.getAsDouble();
            parameters[j] = kept + 4e-3f;
            double right = (cost.getAsDouble() - here) / ((double) (kept + 4e-3f) - kept);
            parameters[j] = kept - 4e-3f;
            double left = (here - cost.getAsDouble()) / ((double) kept - (kept - 4e-3f));
            parameters[j] = kept;
            double expected = kinked
                    ? Math.max(Math.min(left, right), Math.min(Math.max(left, right), gradient[j]))
                    : (left + right) / 2;
            assertEquals(expected, gradient[j], 6e-3 * largest, cell + " [" + j + "]");
        }
    }
}
