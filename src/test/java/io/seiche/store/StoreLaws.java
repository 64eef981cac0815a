package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Laws of a store on every file system it writes. */
interface StoreLaws {
    /** A version about which there is nothing to say. */
    SortedMap<String, String> NO_FACTS = Collections.emptySortedMap();

    /** A directory that is not there yet. */
    String root();

    /** Files under a directory, as a process of its own would open them. */
    StoreFiles files(String directory);

    /** Load of concurrent writers and readers: number of pairs, and repetitions. */
    default int effort() {
        return 4;
    }

    /** A store as a process of its own would open it. */
    default Store store(String directory) {
        return new Store("load", files(directory));
    }

    static Map<String, byte[]> files(int i) {
        return Map.of("model.json", bytes("{\"i\": " + i + "}"), "model.safetensors", bytes("parameters of " + i));
    }

    /** The name of a run, of the form that a store gives. */
    static String run(int i) {
        return String.format(Locale.ROOT, "20260101-000000-%08x", i);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    default void ofManyWritersOfOneFileExactlyOneWins() throws Exception {
        String root = root();
        for (int round = 0; round < 2 * effort(); round++) {
            String path = "log/" + round;
            List<StoreFiles.CreateOutcome> outcomes =
                    all(2 * effort(), writer -> files(root).putIfAbsent(path, bytes("of " + writer)));
            assertEquals(
                    1,
                    outcomes.stream()
                            .filter(StoreFiles.CreateOutcome.WON::equals)
                            .count());
            assertArrayEquals(
                    bytes("of " + outcomes.indexOf(StoreFiles.CreateOutcome.WON)),
                    files(root).read(path).orElseThrow());
        }
        assertEquals(List.of(), files(root).list(StoreFiles.TEMPORARIES));
    }

    @Test
    default void versionsOfManyWritersAreDenseAndNoneIsLost() throws Exception {
        String root = root();
        int writers = 2 * effort();
        int commits = 1 + effort();
        List<List<Integer>> versions = all(writers, writer -> {
            Store own = store(root);
            List<Integer> published = new ArrayList<>();
            for (int i = 0; i < commits; i++) {
                int number = writer * commits + i;
                published.add(
                        own.publish("run-" + number, files(number), NO_FACTS).version());
            }
            return published;
        });
        List<Integer> dense =
                IntStream.rangeClosed(1, writers * commits).boxed().toList();
        assertEquals(dense, versions.stream().flatMap(List::stream).sorted().toList());
        assertEquals(
                dense,
                store(root).versions().stream().map(ModelVersion::version).toList());
    }

    @Test
    default void whatIsReadIsWhatWasPublished() {
        String root = root();
        Store store = store(root);
        ModelVersion published = store.publish("run", files(7), NO_FACTS);
        assertEquals(root + "/data/run", published.path());
        Map<String, byte[]> read = store.read(published);
        files(7).forEach((name, bytes) -> assertArrayEquals(bytes, read.get(name)));
        assertEquals(2, read.size());
    }

    @Test
    default void aRunPublishedWithOtherBytesIsRefused() {
        Store store = store(root());
        store.publish("run", files(1), NO_FACTS);
        assertThrows(StorageException.class, () -> store.publish("run", files(2), NO_FACTS));
        assertEquals(1, store.versions().size());
    }

    @Test
    default void readersFollowTheChampionAndElseTheNewest() {
        Store store = publish(root(), 3);
        assertEquals(3, store.find("").version());
        store.aliases().point(Aliases.CHAMPION, 2, NO_FACTS);
        assertEquals(2, store.find("").version());
        assertEquals(2, store.find("champion").version());
        assertEquals(1, store.find("1").version());
        StorageException missing = assertThrows(StorageException.class, () -> store.find("9"));
        assertTrue(missing.getMessage().contains("available are versions [1, 2, 3] and aliases [champion]"));
    }

    @Test
    default void theLogKeepsWhereAVersionCameFrom() {
        String root = root();
        SortedMap<String, String> facts = new TreeMap<>(Map.of("command", "retrain", "parent", "7"));
        store(root).publish("run", files(1), facts);
        assertEquals(facts, store(root).find("").facts());
        assertTrue(store(root).published(store(root).find("")).toEpochMilli() > 0);
    }

    @Test
    default void aPromotionLandsOnlyOverTheChampionItBeat() {
        String root = root();
        Store store = publish(root, 1);
        Optional<ModelVersion> beaten = store.aliases().champion();
        ModelVersion second = store.publish("second", files(2), NO_FACTS);
        ModelVersion third = store(root).publish("third", files(3), NO_FACTS);
        assertFalse(store(root).aliases().promote(third, Optional.of(third), NO_FACTS));
        store.aliases().point(Aliases.CHAMPION, 1, NO_FACTS);
        assertTrue(store.aliases().promote(second, beaten, NO_FACTS));
        assertFalse(store(root).aliases().promote(third, beaten, NO_FACTS), "it has beaten version 1, not version 2");
        assertEquals(Map.of(Aliases.CHAMPION, 2), store.aliases().all());
        assertThrows(StorageException.class, () -> store.aliases().point(Aliases.CHAMPION, 4, NO_FACTS));
    }

    @Test
    default void ofManyChallengersOfOneChampionOneIsPromoted() throws Exception {
        String root = root();
        Optional<ModelVersion> beaten = publish(root, 1).aliases().champion();
        publish(root, 1).aliases().point(Aliases.CHAMPION, 1, NO_FACTS);
        List<Boolean> landed = all(2 * effort(), challenger -> {
            Store own = store(root);
            ModelVersion published = own.publish("challenger-" + challenger, files(challenger), NO_FACTS);
            return own.aliases().promote(published, beaten, NO_FACTS);
        });
        assertEquals(1, landed.stream().filter(each -> each).count());
    }

    @Test
    default void everyRollbackTakesBackOnePromotion() {
        Store store = publish(root(), 4);
        for (int version : new int[] {2, 3, 1, 4}) {
            store.aliases().point(Aliases.CHAMPION, version, NO_FACTS);
        }
        // Newest first it was 4, then 2, 3, 1 (which takes nothing back: it was never served), and 4 again.
        assertEquals(1, store.aliases().rollback(NO_FACTS).to().version());
        store.aliases().point(Aliases.CHAMPION, 3, NO_FACTS);
        assertEquals(new Aliases.Promotion(3, store.find("1")), store.aliases().rollback(NO_FACTS));
    }

    @Test
    default void aRollbackWithoutAnEarlierChampionIsRefused() {
        Store store = publish(root(), 1);
        String told = assertThrows(StorageException.class, () -> store.aliases().rollback(NO_FACTS))
                .getMessage();
        assertTrue(told.contains("there is no champion before version 1"), told);
        store.publish("second", files(2), NO_FACTS);
        assertEquals(1, store.aliases().rollback(NO_FACTS).to().version(), "the newest was served, now the one before");
    }

    @Test
    default void oldVersionsGoButNeverTheChampionNorBeforeTheirGrace() throws Exception {
        String root = root();
        Store store = publish(root, 5);
        store.aliases().point(Aliases.CHAMPION, 1, NO_FACTS);
        assertEquals(List.of(2, 3), store.collect(2, Duration.ofDays(1), true).retired());
        assertEquals(5, store.versions().size(), "only told");
        assertEquals(List.of(2, 3), store.collect(2, Duration.ofDays(1), false).retired());
        assertEquals(
                List.of(1, 4, 5),
                store.versions().stream().map(ModelVersion::version).toList());
        assertEquals(5, files(root).list("data").size());
        StorageException retired = assertThrows(StorageException.class, () -> store.find("2"));
        assertTrue(retired.getMessage().contains("version 2 of"));
        assertTrue(retired.getMessage().contains("was retired"));
        assertEquals(
                new Store.CleanupResult(List.of(), List.of("run-2", "run-3"), 0),
                store.collect(2, Duration.ofDays(-1), false));
        assertEquals(List.of("run-1", "run-4", "run-5"), files(root).list("data"));
        assertTrue(store.collect(2, Duration.ofDays(-1), false).isEmpty());
        assertEquals(6, store.publish("run-6", files(6), NO_FACTS).version());
    }

    @Test
    default void whatARollbackWouldBringBackStays() {
        Store store = publish(root(), 4);
        store.aliases().point(Aliases.CHAMPION, 1, NO_FACTS);
        store.aliases().point(Aliases.CHAMPION, 4, NO_FACTS);
        assertEquals(List.of(2, 3), store.collect(1, Duration.ofDays(1), false).retired());
        assertEquals(1, store.aliases().rollback(NO_FACTS).to().version());
    }

    @Test
    default void aRunThatIsStillWritingIsLeftAlone() throws Exception {
        String root = root();
        Store store = publish(root, 1);
        files(root).putIfAbsent("data/" + run(2) + "/model.json", bytes("{}"));
        String half = "_tmp/" + files(root).unique();
        files(root).putIfAbsent(half, bytes("{}"));
        assertTrue(store.collect(1, Duration.ofDays(-1), false).isEmpty());
        assertEquals(List.of(run(2), "run-1"), files(root).list("data"));
        assertEquals(1, files(root).list("_tmp").size(), "the file that told the time is gone");
        assertTrue(files(root).read(half).isPresent());
    }

    @Test
    default void readersDuringPublishPromoteAndClearingOutSeeOneWholeVersion() throws Exception {
        String root = root();
        publish(root, 1);
        AtomicBoolean over = new AtomicBoolean();
        List<Integer> reads = all(1 + effort(), worker -> {
            Store own = store(root);
            if (worker == 0) {
                try {
                    for (int i = 2; i < 3 + 3 * effort(); i++) {
                        ModelVersion next = own.publish("run-" + i, files(i), NO_FACTS);
                        own.aliases().promote(next, own.aliases().champion(), NO_FACTS);
                        own.aliases().point(Aliases.CHAMPION, i, NO_FACTS);
                        own.collect(1, Duration.ofDays(-1), false);
                    }
                } finally {
                    over.set(true);
                }
                return 0;
            }
            int whole = 0;
            while (!over.get()) {
                Store.Pinned pinned = store(root).pin("");
                int i = pinned.model().version();
                files(i).forEach((name, bytes) ->
                        assertArrayEquals(bytes, pinned.files().get(name)));
                whole++;
            }
            return whole;
        });
        System.out.printf(
                "readers beside publish, promote and clearing out: %d reads, each of one whole version%n",
                reads.stream().mapToInt(Integer::intValue).sum());
    }

    /** A store with versions 1, 2, ... of the runs run-1, run-2, ... */
    private Store publish(String root, int versions) {
        Store store = store(root);
        for (int i = 1; i <= versions; i++) {
            store.publish("run-" + i, files(i), NO_FACTS);
        }
        return store;
    }

    /** Returns the results of so many workers at once. */
    private static <T> List<T> all(int workers, Work<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                int number = worker;
                futures.add(pool.submit(() -> work.run(number)));
            }
            List<T> all = new ArrayList<>();
            for (Future<T> future : futures) {
                all.add(future.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    /** One worker's. */
    interface Work<T> {
        T run(int worker) throws Exception;
    }

    @Test
    default void aLogThatWasChangedOrHasAHoleIsRefused() throws Exception {
        String root = root();
        Store store = store(root);
        store.publish("a", files(1), NO_FACTS);
        store.publish("b", files(2), NO_FACTS);
        String first = "log/00000000000000000000.json";
        byte[] good = files(root).read(first).orElseThrow();
        files(root).delete(first);
        assertTrue(assertThrows(StorageException.class, store(root)::versions)
                .getMessage()
                .contains("it is missing although a later entry exists"));
        files(root)
                .putIfAbsent(
                        first,
                        bytes(new String(good, StandardCharsets.UTF_8).replace("\"run\" : \"a\"", "\"run\" : \"x\"")));
        assertTrue(assertThrows(StorageException.class, store(root)::versions)
                .getMessage()
                .contains("its bytes are not those that were written"));
        String other = root + "-other";
        store(other).publish("x", files(1), NO_FACTS);
        files(root).delete(first);
        files(root).putIfAbsent(first, files(other).read(first).orElseThrow());
        assertTrue(assertThrows(StorageException.class, store(root)::versions)
                .getMessage()
                .contains("does not follow the entry before it"));
    }

    @Test
    default void filesOfOtherProgramsAreNeitherReadNorDeleted() throws Exception {
        String root = root();
        Store store = publish(root, 2);
        RunIdentity identity = new RunIdentity(new TreeMap<>(Map.of("data.fingerprint", "0f")));
        Checkpoints run = new TrainingRuns(files(root)).begin(identity);
        for (int round = 1; round <= 4; round++) {
            run.save(round, bytes("state after round " + round));
        }
        List<String> strays = new ArrayList<>();
        for (String name :
                List.of("_SUCCESS", ".DS_Store", "00000000000000000009.json.bak", "notes.txt", "99.json", "z")) {
            for (String folder : List.of("log/", "data/", "runs/", "runs/" + run.run() + "/checkpoints/", "")) {
                strays.add(folder + name);
            }
        }
        strays.add("log/lost+found/a");
        strays.add("data/lost+found/a");
        strays.add("runs/lost+found/checkpoints/0000000001-0123456789abcdef0123456789abcdef");
        for (String stray : strays) {
            files(root).putIfAbsent(stray, bytes("of another program"));
        }
        assertEquals(2, store(root).versions().size());
        assertEquals(2, store(root).find("").version());
        assertEquals(3, store(root).publish("run-3", files(3), NO_FACTS).version());
        assertEquals(List.of(1), store.collect(2, Duration.ofDays(1), false).retired());
        List<String> told = new ArrayList<>();
        Checkpoints again = new TrainingRuns(files(root)).begin(identity);
        again.save(5, bytes("state after round 5"));
        assertArrayEquals(
                bytes("state after round 5"),
                again.newest(bytes -> bytes, told::add).orElseThrow());
        assertEquals(List.of(), told);
        assertEquals(3, again.names().size());
        RunIdentity other = new RunIdentity(new TreeMap<>(Map.of("data.fingerprint", "1e")));
        assertEquals(Optional.of(identity), new TrainingRuns(files(root)).unfinishedBeside(other));
        new TrainingRuns(files(root)).finish(new TrainingRuns(files(root)).begin(other));
        for (String stray : strays) {
            assertTrue(files(root).read(stray).isPresent(), stray);
        }
    }

    @Test
    default void aFileThatIsTooLargeIsRefusedBeforeItIsReadOrWritten() throws Exception {
        String root = root();
        Store store = publish(root, 1);
        byte[] large = new byte[(4 << 20) + 1];
        assertTrue(assertThrows(StorageException.class, () -> files(root).putIfAbsent("log/a.json", large))
                .getMessage()
                .contains("it would have 4,194,305 bytes, at most 4,194,304 are read back"));
        assertEquals(1, store.versions().size());
        assertEquals(1, files(root).list("log").size());
    }

    @Test
    default void askingWhetherItCanBeWrittenLeavesNothing() throws Exception {
        String root = root();
        store(root).checkWritable();
        assertEquals(List.of(), files(root).list("."));
    }

    @Test
    default void aRunIsTakenUpByAnotherProcessFromItsNewestCheckpoint() throws Exception {
        String root = root();
        RunIdentity identity = new RunIdentity(new TreeMap<>(Map.of("data.fingerprint", "0f")));
        Checkpoints run = new TrainingRuns(files(root)).begin(identity);
        for (int round = 1; round <= 5; round++) {
            run.save(round, bytes("state after round " + round));
        }
        Checkpoints again = new TrainingRuns(files(root)).begin(identity);
        assertArrayEquals(
                bytes("state after round 5"),
                again.newest(found -> found, told -> fail(told)).orElseThrow());
        assertEquals(Checkpoints.KEPT, again.names().size());
        new TrainingRuns(files(root)).finish(again);
        assertEquals(List.of(), files(root).list("runs"));
    }
}
