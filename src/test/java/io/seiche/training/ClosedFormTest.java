package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.loss.Losses;
import io.seiche.network.LinearSkip;
import io.seiche.network.Network;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.SeriesForTests;
import io.seiche.series.Span;
import io.seiche.series.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedFormTest {
    private static final double[] LEVELS = {0.1, 0.5, 0.9};
    private static final Columns COLUMNS = new Columns(List.of("y"), List.of(), List.of(), List.of());
    private static final WindowSpec WINDOWS = new WindowSpec(24, 3, 1, Normalizers.NONE);
    private static final String LOSS = "quantile(0.1, 0.5, 0.9)";

    private static Objective objective(String layers) {
        NetworkSpec network = new NetworkSpec(layers).fitted(WINDOWS, COLUMNS, LEVELS);
        return new Objective(network, Losses.parse(LOSS), WINDOWS, COLUMNS);
    }

    /** A noisy wave of each series. */
    private static List<Chunk> chunks(int series) {
        Random random = new Random(8);
        List<Chunk> all = new ArrayList<>();
        for (int s = 0; s < series; s++) {
            double[] values = SeriesForTests.wave(900, s);
            for (int t = 0; t < values.length; t++) {
                values[t] += 0.3 * random.nextGaussian();
            }
            all.addAll(SeriesForTests.prepare("s" + s, values, WINDOWS).chunks());
        }
        return all;
    }

    private static ClosedForm.Solution fit(String layers, int shards) throws InterruptedException {
        return ClosedForm.fit(MemoryShards.of(objective(layers), chunks(3), shards), LEVELS, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linear(normalize=last)",
                "linear(normalize=mean)",
                "smoothing(season=12)",
                "levelshape(season=12)"
            })
    void itForecastsFarBetterThanRepeatingTheLastRow(String layers) throws InterruptedException {
        assertTrue(validationError(layers) < 0.6 * validationError("naive()"));
    }

    private static double validationError(String layers) throws InterruptedException {
        try (Shards shards = MemoryShards.of(objective(layers), chunks(3), 1)) {
            Network network = shards.objective().build();
            LinearSkip skip = network.linearSkip().orElseThrow();
            float[] parameters = ClosedForm.fit(shards, LEVELS, true).in(skip, network.initial(1));
            ValidationForecasts made = ValidationForecasts.of(shards, parameters, 1);
            double sum = 0;
            int below = 0;
            for (int p = 0; p < made.actual().length; p++) {
                sum += Math.abs(made.forecasts()[p * 3 + 1] - made.actual()[p]);
                below += made.actual()[p] < made.forecasts()[p * 3] ? 1 : 0;
            }
            // the quantiles are those of these very residuals
            assertEquals(0.1, (double) below / made.actual().length, 0.03);
            return sum / made.actual().length;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "smoothing(season=12)", "levelshape(season=12)"})
    void theNumberOfShardsMovesItByRoundingOnly(String layers) throws InterruptedException {
        ClosedForm.Solution one = fit(layers, 1);
        ClosedForm.Solution three = fit(layers, 3);
        assertEquals(one.lambda(), three.lambda());
        assertArrayEquals(one.weights(), three.weights(), 1e-5f);
        assertArrayEquals(one.quantiles(), three.quantiles(), 1e-4f);
    }

    @Test
    void theSameShardsGiveTheSameBits() throws InterruptedException {
        assertArrayEquals(fit("linear", 2).weights(), fit("linear", 2).weights());
    }

    /** A network with a cell begins as its closed form, bit for bit. */
    @Test
    void aNetworkOfSegmentsBeginsAsItsLinearPart() throws InterruptedException {
        ClosedForm.Solution fit = fit("linear", 1);
        float[][] forecasts = new float[2][];
        String[] layers = {"linear", "segments(gru(5), length=4, lags=[6])"};
        for (int i = 0; i < layers.length; i++) {
            try (Shards shards = MemoryShards.of(objective(layers[i]), chunks(3), 1)) {
                Network network = shards.objective().build();
                float[] parameters = fit.in(network.linearSkip().orElseThrow(), network.initial(3));
                forecasts[i] = ValidationForecasts.of(shards, parameters, 1).forecasts();
            }
        }
        assertArrayEquals(forecasts[0], forecasts[1]);
    }

    /** Windows of validation do not judge what they are to weigh. */
    @Test
    void withoutValidationItIsTheFitOfTheTrainingRowsAlone() throws InterruptedException {
        Objective objective = objective("linear");
        ClosedForm.Solution unseen = ClosedForm.fit(MemoryShards.of(objective, chunks(3), 1), LEVELS, false);
        List<Chunk> other = chunks(3).stream()
                .map(chunk -> {
                    if (chunk.windows(Span.VALIDATION) > 0) {
                        float[] values = chunk.values();
                        Arrays.fill(values, chunk.cutoff(Span.VALIDATION, 0), values.length, 9f);
                    }
                    return chunk;
                })
                .toList();
        ClosedForm.Solution spoiled = ClosedForm.fit(MemoryShards.of(objective, other, 1), LEVELS, false);
        assertEquals(unseen.lambda(), spoiled.lambda());
        assertArrayEquals(unseen.weights(), spoiled.weights());
        assertArrayEquals(unseen.quantiles(), spoiled.quantiles());
    }

    /** Residuals come from rows that the weights have not seen: random walks are not forecast better than they can be. */
    @Test
    void quantilesOfARandomWalkAreAsWideAsItsSteps() throws InterruptedException {
        Random random = new Random(5);
        List<Chunk> walks = new ArrayList<>();
        for (int s = 0; s < 30; s++) {
            double[] values = new double[160];
            for (int t = 1; t < values.length; t++) {
                values[t] = values[t - 1] + random.nextGaussian();
            }
            walks.addAll(SeriesForTests.prepare("s" + s, values, WINDOWS).chunks());
        }
        try (Shards shards = MemoryShards.of(objective("linear"), walks, 1)) {
            Network network = shards.objective().build();
            ClosedForm.Solution fit = ClosedForm.fit(shards, LEVELS, false);
            float[] parameters = fit.in(network.linearSkip().orElseThrow(), network.initial(1));
            ValidationForecasts made = ValidationForecasts.of(shards, parameters, 1);
            int within = 0;
            for (int p = 0; p < made.actual().length; p++) {
                float actual = made.actual()[p];
                within += made.forecasts()[p * 3] <= actual && actual <= made.forecasts()[p * 3 + 2] ? 1 : 0;
            }
            assertEquals(0.8, (double) within / made.actual().length, 0.12);
        }
    }

    @Test
    void whereNoBlockCanBeLeftOutThePenaltyIsTheUsualOne() throws InterruptedException {
        List<Chunk> few =
                SeriesForTests.prepare("s", SeriesForTests.wave(40, 1), WINDOWS).chunks();
        ClosedForm.Solution fit = ClosedForm.fit(MemoryShards.of(objective("linear"), few, 1), LEVELS, false);
        assertEquals(1000, fit.lambda());
    }
}
