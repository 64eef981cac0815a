package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.DataException;
import io.seiche.series.RowTimes;
import io.seiche.series.Scaler;
import io.seiche.series.SplitBounds;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fingerprint of the data of a run: equal for equal chunks, in any order and on any number of shards. */
class FingerprintTest {
    private static final Chunk WAVE = Waves.chunk("wave", 0, 20, 5);

    static Stream<Chunk> others() {
        ChunkRows rows = WAVE.data();
        return Stream.of(
                Waves.poisoned(WAVE, 3, 0.25f),
                Waves.chunk("other", 0, 20, 5),
                Waves.chunk("wave", 1, 20, 5),
                timed(5, 0, 0),
                with(rows, new Scaler(new double[] {0}, new double[] {2})),
                WAVE.with(new SplitBounds(0, WAVE.rows(), WAVE.rows(), WAVE.rows(), 0)));
    }

    /** The wave with times of which the last but two, but one and last are given, all others 0. */
    private static Chunk timed(long... last) {
        long[] times = new long[WAVE.rows()];
        System.arraycopy(last, 0, times, times.length - last.length, last.length);
        ChunkRows rows = WAVE.data();
        return with(new ChunkRows(rows.first(), 1, rows.values(), RowTimes.of(times), rows.levels()), WAVE.scaler());
    }

    private static Chunk with(ChunkRows rows, Scaler scaler) {
        return new Chunk(WAVE.series(), WAVE.index(), rows, WAVE.statics(), scaler, WAVE.cutoffs());
    }

    @ParameterizedTest
    @MethodSource("others")
    void anyOtherRowTimeScalerOrWindowHasAnother(Chunk other) throws InterruptedException {
        assertNotEquals(of(1, WAVE), of(1, other));
    }

    @Test
    void timesOfOneHashCodeHaveDifferentOnes() throws InterruptedException {
        Chunk one = timed(5, 1, 0xFFFFFFE1L);
        Chunk other = timed(5, 0, 0);
        assertEquals(one.times().hashCode(), other.times().hashCode());
        assertNotEquals(of(1, one), of(1, other));
    }

    @Test
    void neitherOrderNorShardsChangeIt() throws InterruptedException {
        Chunk second = Waves.chunk("second", 0, 9, 5);
        Chunk third = Waves.chunk("third", 2, 30, 5);
        String expected = of(1, WAVE, second, third);
        assertEquals(expected, of(3, third, WAVE, second));
        assertEquals(expected, of(2, second, third, WAVE));
    }

    @Test
    void rowsThatChangeDuringATrainingAreMissed() throws InterruptedException {
        Chunk changing = Waves.chunk("changing", 0, 9, 5);
        try (Shards all = MemoryShards.of(Waves.objective("rnn(2), dense(1)"), List.of(WAVE, changing), 2)) {
            String begun = Trainer.fingerprint(all);
            Trainer.checkUnchanged(all, begun);
            changing.values()[3] = Math.nextUp(changing.values()[3]);
            String told = assertThrows(DataException.class, () -> Trainer.checkUnchanged(all, begun))
                    .getMessage();
            assertTrue(told.startsWith("the rows changed during the training: executors were lost"), told);
        }
    }

    /** Runs broken off and champions of an earlier build are recognised: the value itself is part of the format. */
    @Test
    void itIsTheSameInEveryBuild() throws InterruptedException {
        assertEquals("2a0201070e162d1ad6ed1418c504449c88955932d60c7178e8d8487be977795a", of(2, WAVE, evenlySpaced()));
    }

    private static Chunk evenlySpaced() {
        ChunkRows rows = WAVE.data();
        long[] days = LongStream.range(0, WAVE.rows())
                .map(day -> day * 86_400_000_000L)
                .toArray();
        return new Chunk(
                "days",
                0,
                new ChunkRows(rows.first(), 1, rows.values(), RowTimes.of(days), rows.levels()),
                new float[] {1, 2},
                WAVE.scaler(),
                WAVE.cutoffs());
    }

    private static String of(int shards, Chunk... chunks) throws InterruptedException {
        try (Shards all = MemoryShards.of(Waves.objective("rnn(2), dense(1)"), List.of(chunks), shards)) {
            return Trainer.fingerprint(all);
        }
    }
}
