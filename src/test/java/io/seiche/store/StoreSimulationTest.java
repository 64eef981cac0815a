package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories of a store in memory; {@code -Dseiche.seed=n} runs one, {@code -Dseiche.histories=n} so many. */
final class StoreSimulationTest {
    private static final int FEW = 1_000;

    private static void check(long from, long histories) {
        long begun = System.nanoTime();
        ConcurrentMap<String, LongAdder> happened = new ConcurrentSkipListMap<>();
        List<String> violated = LongStream.range(from, from + histories)
                .parallel()
                .mapToObj(seed -> {
                    SimulatedHistory history = new SimulatedHistory(seed, SimulatedHistory.Mistake.NONE);
                    String told = history.run();
                    history.happened().forEach(what -> happened.computeIfAbsent(what, w -> new LongAdder())
                            .increment());
                    return told;
                })
                .filter(told -> !told.isEmpty())
                .limit(3)
                .toList();
        System.out.printf(
                "store histories: %,d from seed %,d in %.0f s, %d violations; %s%n",
                histories, from, (System.nanoTime() - begun) * 1e-9, violated.size(), happened);
        assertEquals(List.of(), violated);
    }

    @Test
    void noHistoryViolatesTheModel() {
        Long seed = Long.getLong("seiche.seed");
        check(seed == null ? 0 : seed, seed == null ? FEW : 1);
    }

    /** The clock is set back between a retirement and its mark. */
    @Test
    void graceIsTimeThatPassesNotADifferenceOfClocks() {
        check(2_022_331, 1);
    }

    @Tag("slow")
    @Test
    void noneOfManyHistoriesViolatesTheModel() {
        check(Long.getLong("seiche.seed", 0), Long.getLong("seiche.histories", 1_000_000));
    }

    /** The controls: each planted mistake is found. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedMistakeIsFound(SimulatedHistory.Mistake mistake) {
        Optional<String> found = LongStream.range(0, 10_000)
                .mapToObj(seed -> new SimulatedHistory(seed, mistake).run())
                .filter(told -> !told.isEmpty())
                .findFirst();
        assertTrue(found.isPresent(), mistake + " was not found");
        String told = found.get();
        long seed = Long.parseLong(told.substring("seed ".length(), told.indexOf(':')));
        System.out.printf("planted mistake %s: found in history %,d%n", mistake, seed);
        assertEquals(told, new SimulatedHistory(seed, mistake).run(), "the seed replays the history");
    }
}
