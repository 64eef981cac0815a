package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.seiche.cell.Initial;
import io.seiche.math.Draws;
import io.seiche.math.Kernels;
import io.seiche.math.Sequence;
import io.seiche.text.Call;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps from one state are the plain steps, each with a copy of the state, for every variant of every registered cell. */
class ParallelStepsTest {
    private static final int UNITS = 4;
    private static final int BATCH = 3;
    private static final int TOKENS = 5;

    static Stream<String> cells() {
        return RegisteredCells.of(UNITS).filter(cell -> !cell.contains("zoneout")); // masks depend on the step
    }

    private static Site site(Layout layout) {
        Site.Shared shared =
                new Site.Shared(layout, new ArrayList<>(), Initial.DEFAULT, Kernels.get(), BatchPart.whole());
        return new Site(shared, 0, "layer0", UNITS, 1, false, true);
    }

    /** Tokens side by side in the batch: example {@code token * BATCH + b}. */
    private static float[] sideBySide(float[] values, int features) {
        float[] wide = new float[TOKENS * features * BATCH];
        for (int t = 0; t < TOKENS; t++) {
            for (int f = 0; f < features; f++) {
                for (int b = 0; b < BATCH; b++) {
                    wide[(f * TOKENS + t) * BATCH + b] = values[(t * features + f) * BATCH + b];
                }
            }
        }
        return wide;
    }

    /** The same state for every token. */
    private static float[] repeated(float[] state, int carries) {
        float[] wide = new float[TOKENS * state.length];
        for (int j = 0; j < carries; j++) {
            for (int t = 0; t < TOKENS; t++) {
                System.arraycopy(state, j * BATCH, wide, (j * TOKENS + t) * BATCH, BATCH);
            }
        }
        return wide;
    }

    @ParameterizedTest
    @MethodSource("cells")
    void productsWithTheStateComputedOnceGiveThePlainAnswersAndGradients(String text) {
        CellSpec spec = (CellSpec) LayerKinds.read(Call.of("test", text));
        Layout layout = new Layout();
        ParallelSteps parallel =
                new ParallelSteps(site(layout), spec.cell().maker().make(UNITS, UNITS, spec.options()), UNITS);
        Recurrent plain =
                new Recurrent(site(new Layout()), spec.cell().maker().make(UNITS, UNITS, spec.options()), UNITS);
        Draws draws = new Draws(4);
        float[] parameters = draws.floats(layout.size(), 0.7);
        plain.forward(Pass.SCORING, parameters, draws.sequence(6, UNITS, BATCH));
        float[] state = new float[plain.carries() * BATCH];
        plain.finish(state, 0, BATCH);
        Sequence tokens = draws.sequence(TOKENS, UNITS, BATCH);
        float[] dy = draws.floats(TOKENS * UNITS * BATCH, 1);

        parallel.start(state, 0, BATCH);
        float[] y = Draws.copy(parallel.forward(Pass.training(1), parameters, tokens));
        float[] gradient = new float[layout.size()];
        Sequence dx = parallel.backward(parameters, tokens.shaped(dy), gradient);

        plain.start(repeated(state, plain.carries()), 0, TOKENS * BATCH);
        Sequence wide = new Sequence(sideBySide(tokens.values(), UNITS), 0, 1, UNITS, TOKENS * BATCH);
        float[] expected = Draws.copy(plain.forward(Pass.training(1), parameters, wide));
        float[] plainGradient = new float[layout.size()];
        Sequence plainDx = plain.backward(parameters, wide.shaped(sideBySide(dy, UNITS)), plainGradient);

        assertArrayEquals(expected, sideBySide(y, UNITS), 1e-6f, text);
        assertArrayEquals(Draws.copy(plainDx), sideBySide(Draws.copy(dx), UNITS), 1e-6f, text);
        assertArrayEquals(plainGradient, gradient, 1e-5f, text);
    }
}
