package io.seiche.evaluation.baselines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.seiche.evaluation.metrics.ItemMetrics;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Cutoffs;
import io.seiche.series.Scaler;
import io.seiche.series.Span;
import io.seiche.series.SplitBounds;
import io.seiche.series.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Next-item probabilities from counts of single items, pairs and triples. */
class NGramsTest {
    private static final int ANSWERS = 5; // four items and the unknown
    private static final int BEGINNING = 5;

    private static Chunk chunk(Span span, int... items) {
        float[] values = new float[items.length + 1];
        values[0] = BEGINNING;
        for (int i = 0; i < items.length; i++) {
            values[i + 1] = items[i];
        }
        int end = values.length;
        SplitBounds bounds = new SplitBounds(0, span == Span.TRAIN ? end : 0, span == Span.TEST ? 0 : end, end, 0);
        return new Chunk(
                "s",
                0,
                new ChunkRows(1, values, new long[end]),
                new float[0],
                new Scaler(new double[] {0}, new double[] {1}),
                new Cutoffs(1, 1, end - 1, WindowSpec.sequences(1), bounds));
    }

    private static Chunk drawn(long seed, int items) {
        Random random = new Random(seed);
        int[] drawn = new int[items];
        for (int i = 2; i < items; i++) {
            drawn[i] = random.nextInt(3) == 0 ? random.nextInt(4) : (drawn[i - 1] + drawn[i - 2]) % 4;
        }
        return chunk(Span.TRAIN, drawn);
    }

    private static NGrams counted(Chunk... chunks) {
        return new NGrams(ANSWERS).count(List.of(chunks).iterator(), Long.MAX_VALUE);
    }

    @Test
    void chancesAreWhatWittenAndBellSay() {
        NGrams.NGramReader read = counted(chunk(Span.TRAIN, 0, 1, 0, 1, 0, 2)).read();
        double zero = (3 + 3 / 5.0) / (6 + 3);
        double one = (2 + 3 / 5.0) / (6 + 3);
        assertEquals(zero, read.chance(0), 1e-12);
        assertEquals(one, read.chance(1), 1e-12);
        assertEquals((3 / 5.0) / 9, read.chance(4), 1e-12, "never seen");
        double oneAfterZero = (2 + 2 * one) / (3 + 2);
        assertEquals(oneAfterZero, read.chance(0, 1), 1e-12, "0 is followed by 1, 1 and 2");
        assertEquals((1 + 2 * oneAfterZero) / (2 + 2), read.chance(1, 0, 1), 1e-12, "1 0 is followed by 1 and 2");
        assertEquals(read.chance(1), read.chance(3, 3, 1), 1e-12, "after what was never seen, the item alone");
    }

    @Test
    void chancesAddUpToOneAfterEveryContext() {
        NGrams.NGramReader read = counted(drawn(1, 300)).read();
        for (int second = 0; second <= BEGINNING; second++) {
            for (int first = 0; first <= BEGINNING; first++) {
                double sum = 0;
                for (int item = 0; item < ANSWERS; item++) {
                    sum += read.chance(second, first, item);
                }
                assertEquals(1, sum, 1e-12);
            }
        }
    }

    @Test
    void aHitIsTheLikeliestOfAllItems() {
        NGrams.NGramReader read = counted(drawn(1, 300)).read();
        Chunk train = drawn(2, 200);
        int[] items = new int[200];
        for (int i = 0; i < 200; i++) {
            items[i] = (int) train.values()[i + 1];
        }
        Chunk test = chunk(Span.TEST, items);
        long hits = 0;
        double loss = 0;
        for (int row = 1; row <= 200; row++) {
            int first = (int) test.values()[row - 1];
            int second = row > 1 ? (int) test.values()[row - 2] : BEGINNING;
            int most = 0;
            for (int i = 1; i < ANSWERS; i++) {
                most = read.chance(second, first, i) > read.chance(second, first, most) ? i : most;
            }
            hits += most == (int) test.values()[row] ? 1 : 0;
            loss -= Math.log(read.chance(second, first, (int) test.values()[row]));
        }
        ItemMetrics trigram = read.score(List.of(test).iterator(), Span.TEST, 4).trigram();
        assertEquals(hits / 200.0, trigram.accuracy());
        assertEquals(loss / 200, trigram.crossEntropy(), 1e-9);
        assertEquals(Math.exp(loss / 200), trigram.perplexity(), 1e-9);
        assertEquals(loss / 200 / Math.log(2), trigram.toJson().get("bits").asDouble(), 1e-9);
    }

    @Test
    void countsOfShardsAreCountsOfAll() {
        List<Chunk> chunks = new ArrayList<>(List.of(drawn(1, 50), drawn(2, 60), drawn(3, 70)));
        NGrams.NGramReader all = counted(chunks.toArray(Chunk[]::new)).read();
        NGrams merged = new NGrams(ANSWERS);
        chunks.forEach(chunk -> merged.merge(counted(chunk)));
        assertEquals(180, merged.counted());
        NGrams.NGramReader read = merged.read();
        for (int item = 0; item < ANSWERS; item++) {
            assertEquals(all.chance(1, 2, item), read.chance(1, 2, item));
        }
    }
}
