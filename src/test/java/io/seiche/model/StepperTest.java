package io.seiche.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.network.RegisteredCells;
import io.seiche.series.Calendar;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Gaps;
import io.seiche.series.Normalizer;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Forecasting row by row with carried state, for every variant of every registered cell. */
final class StepperTest {
    private static final int LOOKBACK = 6;
    private static final Columns COLUMNS = new Columns(List.of("load"), List.of("wind"), List.of(), List.of("height"));

    static Stream<String> cells() {
        return RegisteredCells.of(16);
    }

    private static Model model(String layers, Transform transform) {
        return ModelsForTests.model(layers, new WindowSpec(LOOKBACK, 2, 1, Normalizers.NONE), COLUMNS, transform, "1d");
    }

    private static double[][] overTheWindow(Stepper stepper, Chunk chunk, int cutoff) {
        stepper.rest();
        for (int at = cutoff - LOOKBACK; at < cutoff; at++) {
            stepper.read(chunk, at);
        }
        return stepper.forecast(chunk, cutoff - 1);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aWindowReadRowByRowFromRestIsAnsweredAsAWhole(String cell) {
        Model model = model(cell + ", residual(" + cell + "), dense(2)", Transform.NONE);
        Chunk chunk = ModelsForTests.chunk(model, 20, 3);
        Predictor predictor = new Predictor(model);
        Stepper stepper = new Stepper(model);
        for (int cutoff = LOOKBACK; cutoff < 20; cutoff++) {
            assertArrayEquals(predictor.forecast(chunk, cutoff), overTheWindow(stepper, chunk, cutoff), cell);
        }
    }

    @ParameterizedTest
    @EnumSource
    void transformsAreUndoneAsOfAWindow(Transform transform) {
        Model model = model("lstm(16), dense(2)", transform);
        Chunk chunk = ModelsForTests.chunk(model, 10, 3);
        assertArrayEquals(new Predictor(model).forecast(chunk, 9), overTheWindow(new Stepper(model), chunk, 9));
    }

    /** Series in turn on one network, each put away and taken up again, leave no trace in one another. */
    @ParameterizedTest
    @MethodSource("cells")
    void whatIsCarriedIsAllThatOneSeriesHasOfItsPast(String cell) {
        Model model = model(cell + ", dense(2)", Transform.NONE);
        Stepper shared = new Stepper(model);
        float[][] carried = new float[2][];
        Chunk[] chunks = {ModelsForTests.chunk(model, LOOKBACK, 1), ModelsForTests.chunk(model, LOOKBACK, 2)};
        double[][][] answers = new double[2][][];
        for (int at = 0; at < LOOKBACK; at++) {
            for (int s = 0; s < 2; s++) {
                if (at == 0) {
                    shared.rest();
                } else {
                    shared.start(carried[s]);
                }
                shared.read(chunks[s], at);
                carried[s] = shared.carried().clone();
                answers[s] = shared.forecast(chunks[s], at);
            }
        }
        for (int s = 0; s < 2; s++) {
            assertArrayEquals(overTheWindow(new Stepper(model), chunks[s], LOOKBACK), answers[s], cell);
        }
    }

    @Test
    void aModelThatReadsRowsStillToComeIsRefused() {
        Model future = ModelsForTests.model("lstm(4), dense(2)", LOOKBACK, 2, Normalizers.NONE, Transform.NONE);
        assertTrue(refusal(future).contains("input.covariates.future must be empty"), refusal(future));
        Model both = model("bidirectional(lstm(4)), dense(2)", Transform.NONE);
        assertTrue(refusal(both).contains("train it without bidirectional"), refusal(both));
        Model whole = model("linear(lookback=6, horizon=2, targets=1, levels=[0.5])", Transform.NONE);
        assertTrue(refusal(whole).contains("reads each window as a whole"), refusal(whole));
        for (Normalizer normalize : List.of(Normalizers.LAST, Normalizers.MEAN_STD)) {
            Model normal = ModelsForTests.model(
                    "lstm(4), dense(2)", new WindowSpec(LOOKBACK, 2, 1, normalize), COLUMNS, Transform.NONE);
            assertTrue(refusal(normal).contains("window.normalize must be none"), refusal(normal));
        }
        Model aged = ModelsForTests.model(
                "lstm(4), dense(2)",
                new WindowSpec(LOOKBACK, 2, 1, Normalizers.NONE),
                COLUMNS.with(Calendar.parse(List.of("age"))),
                Transform.NONE);
        assertTrue(refusal(aged).startsWith("series.calendar must not have age"), refusal(aged));
    }

    @Test
    void aModelThatReadsTheSeasonBeforeInPlaceOfMissingRowsIsRefused() {
        Model model = model("lstm(4), dense(2)", Transform.NONE);
        Preparation p = model.preparation();
        Preparation masked = new Preparation(
                p.id(), p.time(), p.wide(), p.columns(), p.missing(), p.series().with(Gaps.MASK), p.axis(), p.fitted());
        String message = refusal(
                new Model(model.name(), model.goal(), masked, model.members(), model.intervals(), model.lineage()));
        assertTrue(message.startsWith("series.gaps must not be mask"), message);
    }

    private static String refusal(Model model) {
        return assertThrows(IllegalArgumentException.class, () -> new Stepper(model))
                .getMessage();
    }
}
