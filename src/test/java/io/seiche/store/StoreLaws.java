package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a store keeps to on every file system it writes. */
interface StoreLaws {
    /** A directory that is not there yet. */
    String root();

    /** Files under a directory, as a process of its own would open them. */
    StoreFiles files(String directory);

    /** A store as a process of its own would open it. */
    default Store store(String directory) {
        return new Store("load", files(directory));
    }

    static Map<String, byte[]> files(int i) {
        return Map.of("model.json", bytes("{\"i\": " + i + "}"), "model.safetensors", bytes("parameters of " + i));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    default void ofManyWritersOfOneFileExactlyOneWins() throws Exception {
        String root = root();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                String path = "log/" + round;
                List<Future<StoreFiles.Outcome>> outcomes = new ArrayList<>();
                for (int writer = 0; writer < 8; writer++) {
                    byte[] bytes = bytes("writer " + writer);
                    outcomes.add(pool.submit(() -> files(root).putIfAbsent(path, bytes)));
                }
                int winner = -1;
                for (int writer = 0; writer < 8; writer++) {
                    if (outcomes.get(writer).get() == StoreFiles.Outcome.WON) {
                        assertEquals(-1, winner, "two winners");
                        winner = writer;
                    }
                }
                assertArrayEquals(
                        bytes("writer " + winner), files(root).read(path).orElseThrow());
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(List.of(), files(root).list("_tmp"));
    }

    @Test
    default void versionsOfManyWritersAreDenseAndNoneIsLost() throws Exception {
        String root = root();
        int writers = 8;
        int commits = 5;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        List<Future<?>> done = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int first = writer * commits;
            done.add(pool.submit(() -> {
                Store own = store(root);
                for (int i = first; i < first + commits; i++) {
                    own.publish("run-" + i, files(i));
                }
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        pool.shutdownNow();
        List<StoredModel> versions = store(root).versions();
        assertEquals(
                IntStream.rangeClosed(1, writers * commits).boxed().toList(),
                versions.stream().map(StoredModel::version).toList());
        assertEquals(
                IntStream.range(0, writers * commits)
                        .mapToObj(i -> "run-" + i)
                        .sorted()
                        .toList(),
                versions.stream().map(StoredModel::run).sorted().toList());
    }

    @Test
    default void whatIsReadIsWhatWasPublished() {
        Store store = store(root());
        StoredModel published = store.publish("run", files(7));
        Map<String, byte[]> read = store.read(published);
        files(7).forEach((name, bytes) -> assertArrayEquals(bytes, read.get(name)));
        assertEquals(2, read.size());
    }

    @Test
    default void aRunPublishedWithOtherBytesIsRefused() {
        Store store = store(root());
        store.publish("run", files(1));
        assertThrows(StorageException.class, () -> store.publish("run", files(2)));
        assertEquals(1, store.versions().size());
    }

    @Test
    default void readersFollowTheChampionAndElseTheNewest() {
        Store store = store(root());
        store.publish("a", files(1));
        store.publish("b", files(2));
        store.publish("c", files(3));
        assertEquals(3, store.find("").version());
        store.point(Store.CHAMPION, 2);
        assertEquals(2, store.find("").version());
        assertEquals(2, store.find("champion").version());
        assertEquals(1, store.find("1").version());
        StorageException missing = assertThrows(StorageException.class, () -> store.find("9"));
        assertTrue(missing.getMessage().contains("on offer are versions [1, 2, 3] and aliases [champion]"));
    }

    @Test
    default void anAliasMovesOnlyFromWhereItWasSeen() {
        Store store = store(root());
        store.publish("a", files(1));
        store.publish("b", files(2));
        assertTrue(store.pointIf(Store.CHAMPION, OptionalInt.empty(), 1));
        assertFalse(store.pointIf(Store.CHAMPION, OptionalInt.empty(), 2));
        assertTrue(store.pointIf(Store.CHAMPION, OptionalInt.of(1), 2));
        assertEquals(Map.of(Store.CHAMPION, 2), store.aliases());
        assertThrows(StorageException.class, () -> store.point(Store.CHAMPION, 3));
    }

    @Test
    default void oldVersionsGoButNeverTheChampionNorBeforeTheirGrace() throws Exception {
        String root = root();
        Store store = store(root);
        for (int i = 1; i <= 5; i++) {
            store.publish("run-" + i, files(i));
        }
        store.point(Store.CHAMPION, 1);
        assertEquals(List.of(2, 3), store.retain(2, Duration.ofDays(1)));
        assertEquals(
                List.of(1, 4, 5),
                store.versions().stream().map(StoredModel::version).toList());
        assertEquals(5, files(root).list("data").size());
        StorageException retired = assertThrows(StorageException.class, () -> store.find("2"));
        assertTrue(retired.getMessage().contains("version 2 of"));
        assertTrue(retired.getMessage().contains("was retired"));
        assertEquals(List.of(), store.retain(2, Duration.ofMinutes(-1)));
        assertEquals(List.of("run-1", "run-4", "run-5"), files(root).list("data"));
        assertEquals(6, store.publish("run-6", files(6)).version());
    }

    @Test
    default void aLogThatWasChangedOrHasAHoleIsRefused() throws Exception {
        String root = root();
        Store store = store(root);
        store.publish("a", files(1));
        store.publish("b", files(2));
        String first = "log/00000000000000000000.json";
        byte[] good = files(root).read(first).orElseThrow();
        files(root).delete(first);
        assertTrue(assertThrows(StorageException.class, store(root)::versions)
                .getMessage()
                .contains("it is missing, though a later entry is there"));
        files(root)
                .putIfAbsent(
                        first,
                        bytes(new String(good, StandardCharsets.UTF_8).replace("\"run\" : \"a\"", "\"run\" : \"x\"")));
        assertTrue(assertThrows(StorageException.class, store(root)::versions)
                .getMessage()
                .contains("does not follow the entry before it"));
    }

    @Test
    default void askingWhetherItCanBeWrittenLeavesNothing() throws Exception {
        String root = root();
        store(root).checkWritable();
        assertEquals(List.of(), files(root + "/..").list("."));
    }
}
