package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's laws on a local disk, and cases specific to a local disk. */
final class LocalStoreTest implements StoreLaws {
    @TempDir
    Path directory;

    @Override
    public String root() {
        return directory.resolve("store").toString();
    }

    @Override
    public StoreFiles files(String path) {
        return StoreFiles.at(path, false, new Configuration());
    }

    @Test
    void filesAreNotForTheWorld() throws IOException {
        Store.open(root(), "load", new Configuration()).publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        Path data = Path.of(root(), "load", "data", "run");
        assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
        assertEquals(
                "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("model.json"))));
    }

    @Test
    void askingWhetherItCanBeWrittenLeavesNothingBesideIt() throws IOException {
        store(root()).checkWritable();
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aPathThroughAFileIsRefusedBeforeAndWhilePublishing() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));
        Store store = Store.open(file.resolve("models").toString(), "load", new Configuration());
        String told = assertThrows(StorageException.class, store::checkWritable).getMessage();
        assertTrue(told.startsWith("cannot write " + file + "/models/load: "), told);
        assertTrue(told.contains(file + " is a file, not a directory"), told);
        assertThrows(StorageException.class, () -> store.publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "../x", "a/b", "..", ".hidden", "A", "hdfs://other", "a b", "\u0430bc", "a..b", "x\u0000"})
    void namesThatCouldLeadElsewhereAreRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Store.open(root(), name, new Configuration()));
        Store store = Store.open(root(), "load", new Configuration());
        assertThrows(IllegalArgumentException.class, () -> store.publish(name, StoreLaws.files(1), StoreLaws.NO_FACTS));
    }

    @ParameterizedTest
    @EnumSource
    void aFailureAtAnyWriteLeavesTheVersionWholeOrUnseenAndTheNextTryPublishes(FailingFiles.Failure failure) {
        String root = root();
        int writes;
        int at = 0;
        do {
            String directory = root + "/" + failure.name() + at;
            store(directory).publish("before", StoreLaws.files(0), StoreLaws.NO_FACTS);
            FailingFiles failing = new FailingFiles(files(directory), failure, at);
            try {
                new Store("load", failing).publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
            } catch (StorageException | FailingFiles.Crash e) {
                assertTrue(failing.writes() > at);
            }
            writes = failing.writes();
            Store after = store(directory);
            for (ModelVersion version : after.versions()) {
                assertEquals(
                        StoreLaws.files(version.version() - 1).keySet(),
                        after.read(version).keySet());
            }
            assertEquals(
                    2,
                    after.publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS).version());
            assertEquals(2, after.versions().size());
            at++;
        } while (writes >= at);
        assertTrue(at > 3, "every file, the manifest and the entry are written one by one");
    }

    /** A publisher is suspended for two days before each of its writes in turn, while the store is cleaned up. */
    @Test
    void aSuspendedPublisherPublishesAWholeVersionOrNone() throws Exception {
        int writes = 3 + 1; // two files, the manifest, the entry
        String run = StoreLaws.run(1);
        for (int at = 0; at < writes; at++) {
            String place = root() + at;
            store(place).publish("before", StoreLaws.files(0), StoreLaws.NO_FACTS);
            Store suspended = new Store("load", new SuspendedFiles(files(place), at, () -> {
                age(Path.of(place, "data"));
                store(place).collect(1, Store.GRACE, false);
            }));
            if (at == 0) {
                suspended.publish(run, StoreLaws.files(1), StoreLaws.NO_FACTS);
            } else {
                String told = assertThrows(
                                StorageException.class,
                                () -> suspended.publish(run, StoreLaws.files(1), StoreLaws.NO_FACTS))
                        .getMessage();
                assertTrue(told.startsWith("nothing was published: the files of run " + run + " in "), told);
                assertTrue(told.endsWith("run the same command again"), told);
                assertThrows(StorageException.class, () -> store(place)
                        .publish(run, StoreLaws.files(1), StoreLaws.NO_FACTS));
            }
            store(place).publish("next", StoreLaws.files(2), StoreLaws.NO_FACTS);
            for (ModelVersion version : store(place).versions()) {
                store(place).read(version);
            }
            age(Path.of(place, "data"));
            store(place).collect(9, Store.GRACE, false);
            assertEquals(at > 0, !Files.exists(Path.of(place, "data", run)));
        }
    }

    /** A publisher writes its entry while a cleanup is about to exclude its run: the version stays whole. */
    @Test
    void aRunThatIsPublishedBeforeItIsExcludedIsKept() throws Exception {
        String root = root();
        String run = StoreLaws.run(1);
        assertThrows(FailingFiles.Crash.class, () -> new Store(
                        "load", new FailingFiles(files(root), FailingFiles.Failure.CRASH_BEFORE, 3))
                .publish(run, StoreLaws.files(1), StoreLaws.NO_FACTS));
        age(Path.of(root));
        Store cleaning = new Store("load", new SuspendedFiles(files(root), 0, () -> store(root)
                .publish(run, StoreLaws.files(1), StoreLaws.NO_FACTS)));
        assertEquals(List.of(), cleaning.collect(1, Store.GRACE, false).deleted());
        assertEquals(2, store(root).read(store(root).find("1")).size());
    }

    @Test
    void anUnfinishedWriteAloneIsCleanedUp() throws IOException {
        String root = root();
        store(root).publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        Path half = Files.writeString(Path.of(root, "_tmp", files(root).unique()), "{}");
        age(Path.of(root, "_tmp"));
        Store.CleanupResult cleaned = store(root).collect(1, Store.GRACE, false);
        assertEquals(new Store.CleanupResult(List.of(), List.of(), 1), cleaned);
        assertFalse(cleaned.isEmpty());
        assertFalse(Files.exists(half));
    }

    /** The age of a run without a version is that of its newest file, whichever that is. */
    @Test
    void aRunWithOneRecentFileIsStillWriting() throws IOException {
        String root = root();
        for (String recent : List.of("a", "b", "c")) {
            Path run = Files.createDirectories(Path.of(root, "data", StoreLaws.run(recent.charAt(0))));
            for (String file : List.of("a", "b", "c")) {
                Files.writeString(run.resolve(file), "{}");
            }
            age(run);
            Files.setLastModifiedTime(run.resolve(recent), FileTime.from(Instant.now()));
        }
        store(root).publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        assertTrue(store(root).collect(1, Store.GRACE, false).isEmpty());
    }

    @Test
    void aRetiredVersionWithAnotherFileInPlaceOfItsMarkIsKept() throws IOException {
        String root = root();
        for (int version = 1; version <= 3; version++) {
            store(root).publish(StoreLaws.run(version), StoreLaws.files(version), StoreLaws.NO_FACTS);
        }
        Files.writeString(Path.of(root, "data", StoreLaws.run(1), "retired"), "of another program");
        age(Path.of(root, "data"));
        assertEquals(
                new Store.CleanupResult(List.of(1), List.of(), 0), store(root).collect(1, Duration.ZERO, false));
    }

    @Test
    void aNumberOfTenDigitsIsNoVersion() {
        store(root()).publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        String told = assertThrows(StorageException.class, () -> store(root()).find("9999999999"))
                .getMessage();
        assertTrue(told.startsWith("alias \"9999999999\" is not in " + root()), told);
        assertThrows(StorageException.class, () -> store(root()).find("999999999"));
    }

    @Test
    void theNamesOfAStoreAreThoseWithAVersion() throws IOException {
        for (String name : List.of("wave", "load")) {
            Store.open(root(), name, new Configuration()).publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        }
        Files.createDirectories(Path.of(root(), "empty", "log"));
        Files.writeString(Path.of(root(), "empty", "log", "notes.txt"), "of another program");
        Path capital = Files.createDirectories(Path.of(root(), "Capital", "log"));
        Files.copy(
                Path.of(root(), "load", "log", "00000000000000000000.json"),
                capital.resolve("00000000000000000000.json"));
        assertEquals(List.of("load", "wave"), Store.names(root(), new Configuration()));
    }

    @Test
    void aFileWithANameThatLeadsElsewhereIsNotWritten() throws IOException {
        Store store = store(root());
        assertThrows(
                IllegalArgumentException.class,
                () -> store.publish("run", Map.of("../../model.json", new byte[] {1}), StoreLaws.NO_FACTS));
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aRunThatWasExcludedWritesNoFile() throws IOException {
        String root = root();
        String run = StoreLaws.run(1);
        store(root).publish("before", StoreLaws.files(0), StoreLaws.NO_FACTS);
        files(root).putIfAbsent("data/" + run + "/model.json", new byte[] {1});
        age(Path.of(root, "data"));
        assertEquals(List.of(run), store(root).collect(1, Store.GRACE, false).deleted());
        assertThrows(StorageException.class, () -> store(root).publish(run, StoreLaws.files(1), StoreLaws.NO_FACTS));
        assertFalse(Files.exists(Path.of(root, "data", run)));
    }

    /** A file system without hard links, and without POSIX permissions: a ZIP archive. */
    @Test
    void withoutHardLinksOnlyASingleWriterWrites() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(directory.resolve("store.zip"), Map.of("create", "true"))) {
            Path inside = archive.getPath("/");
            String told = assertThrows(StorageException.class, new LocalFiles(inside, false)::probe)
                    .getMessage();
            assertTrue(told.contains("this file system has no hard links"), told);
            new LocalFiles(inside, true).probe();
        }
    }

    @Test
    void aSingleWriterOverwritesNoFileEither() throws IOException {
        LocalFiles files = new LocalFiles(Path.of(root()), true);
        assertEquals(StoreFiles.CreateOutcome.WON, files.putIfAbsent("data/a", new byte[] {1}));
        assertEquals(StoreFiles.CreateOutcome.LOST, files.putIfAbsent("data/a", new byte[] {2}));
        assertEquals(1, files.read("data/a").orElseThrow()[0]);
        assertEquals(List.of("a"), files.list("data"));
    }

    @Test
    void aFileInPlaceOfADirectoryIsNamed() throws IOException {
        Files.createDirectories(Path.of(root()));
        Path data = Files.createFile(Path.of(root(), "data"));
        String told = assertThrows(StorageException.class, () -> store(root())
                        .publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS))
                .getMessage();
        assertTrue(told.contains(data + " is a file, not a directory"), told);
    }

    @Test
    void nothingIsDeletedThroughASymbolicLink() throws IOException {
        Path theirs = Files.createDirectories(directory.resolve("theirs/run"));
        Files.createDirectories(Path.of(root()));
        Files.createSymbolicLink(Path.of(root(), "data"), theirs.getParent());
        String told = assertThrows(IOException.class, () -> files(root()).delete("data/run"))
                .getMessage();
        assertTrue(told.startsWith(Path.of(root(), "data") + " is a symbolic link"), told);
        assertTrue(Files.exists(theirs));
    }

    /** Another process may have deleted the same. */
    @Test
    void whatIsNotThereIsDeleted() throws IOException {
        files(root()).putIfAbsent("data/a", new byte[] {1});
        files(root()).delete("data/none");
        files(root()).delete("data");
        assertEquals(List.of(), files(root()).list("data"));
        assertEquals(OptionalLong.empty(), files(root()).modified("data"));
    }

    /** The limits of {@link FileSizes} by what a file holds, of any directory. */
    @ParameterizedTest
    @CsvSource({
        "data/run/model.safetensors, 2147483639",
        "model.safetensors, 2147483639",
        "runs/0a.1/checkpoints/0000000001-ab, 2147483639",
        "log/00000000000000000000.json, 4194304",
        "data/run/manifest.json, 4194304",
        "runs/0a.1/run.json, 16777216",
        "data/run/configuration.json, 16777216",
        "data/run/model.json, 268435456"
    })
    void aFileOfTheLargestSizeIsReadAndWrittenAndNoneAbove(String path, long limit) {
        assertEquals((int) limit, FileSizes.check("root", path, limit));
        FileSizes.checkWrite("root", path, limit);
        assertThrows(StorageException.class, () -> FileSizes.check("root", path, limit + 1));
        assertThrows(StorageException.class, () -> FileSizes.checkWrite("root", path, limit + 1));
    }

    /** Sets the times of all files under a directory back by two days. */
    private static void age(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.toList()) {
                Files.setLastModifiedTime(each, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A store may be begun in a directory that has subdirectories of these names already. */
    @Test
    void filesOfOtherProgramsAreNotDeletedHoweverOldTheyAre() throws IOException {
        String root = root();
        List<Path> theirs = new ArrayList<>();
        for (String file : List.of(
                "data/raw/rows.csv",
                "data/2026/rows.csv",
                "data/20260101/rows.csv",
                "data/20260101-000000/rows.csv",
                "data/run-7/model.json",
                "runs/raw/rows.csv",
                "_tmp/rows.csv",
                "_tmp/now4711",
                "_tmp/raw/rows.csv")) {
            Path path = Path.of(root, file);
            Files.createDirectories(path.getParent());
            theirs.add(Files.writeString(path, "of another program"));
        }
        Path crashed = Files.createDirectories(Path.of(root, "data", StoreLaws.run(9)));
        Files.writeString(crashed.resolve("model.json"), "{}");
        Path half = Path.of(root, "_tmp", files(root).unique());
        Files.writeString(half, "{}");
        age(Path.of(root));
        store(root).publish("run-1", StoreLaws.files(1), StoreLaws.NO_FACTS);
        assertEquals(
                new Store.CleanupResult(List.of(), List.of(StoreLaws.run(9)), 1),
                store(root).collect(1, Store.GRACE, false));
        assertFalse(Files.exists(crashed) || Files.exists(half));
        for (Path file : theirs) {
            assertTrue(Files.exists(file), file::toString);
        }
    }

    @Test
    void theNameOfANewRunIsOneThatIsCleanedUp() {
        assertTrue(Names.isRun(Store.newRun(Optional.empty())));
        assertTrue(Names.isRun(
                Store.newRun(Optional.of(new RunIdentity(new TreeMap<>(Map.of("data.fingerprint", "0f"))).id()))));
    }

    @Test
    void filesThatAnotherProgramDeletedAreMissedBeforeTheEntry() throws IOException {
        String root = root();
        Store robbed = new Store("load", new SuspendedFiles(files(root), 3, () -> {
            try {
                Files.delete(Path.of(root, "data", "run", "model.json"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        // The deletion before the entry is after the comparison: it is found by readers, with the remedy.
        robbed.publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        String told =
                assertThrows(StorageException.class, () -> readNewest(root)).getMessage();
        assertTrue(told.endsWith("or train again to publish another version"), told);
        Files.createDirectories(Path.of(root, "data", "other"));
        Store store = new Store("load", new SuspendedFiles(files(root), 2, () -> {
            try {
                Files.delete(Path.of(root, "data", "other", "model.json"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        told = assertThrows(
                        StorageException.class, () -> store.publish("other", StoreLaws.files(2), StoreLaws.NO_FACTS))
                .getMessage();
        assertTrue(told.startsWith("nothing was published: " + root + "/data/other/model.json was deleted"), told);
        store(root).publish("third", StoreLaws.files(3), StoreLaws.NO_FACTS);
        told = assertThrows(StorageException.class, () -> store(root)
                        .read(store(root).find("1")))
                .getMessage();
        assertTrue(told.endsWith("give readers another version: seiche models promote " + root + "@2"), told);
    }

    @Test
    void aDirectoryThatIsJustBeingCreatedIsNotDeleted() throws IOException {
        String root = root();
        store(root).publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        Path begun = Files.createDirectories(Path.of(root, "data", StoreLaws.run(2)));
        assertTrue(store(root).collect(1, Duration.ofDays(-1), false).isEmpty());
        assertTrue(Files.exists(begun));
    }

    @Test
    void aFileOfGigabytesIsRefusedBeforeItIsRead() throws IOException {
        String root = root();
        store(root).publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        for (String file : List.of("data/run/model.json", "data/run/manifest.json", "log/00000000000000000000.json")) {
            try (RandomAccessFile sparse =
                    new RandomAccessFile(Path.of(root, file).toFile(), "rw")) {
                sparse.setLength(3L << 30);
            }
            String told =
                    assertThrows(StorageException.class, () -> readNewest(root)).getMessage();
            assertTrue(
                    told.startsWith(Path.of(root, file) + " is damaged: it has 3,221,225,472 bytes, at most "), told);
        }
    }

    @Test
    void everyChangedByteOfAPublishedFileIsSeen() throws Exception {
        String root = root();
        store(root).publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        for (String path : List.of("data/run/model.json", "data/run/model.safetensors", "data/run/manifest.json")) {
            byte[] good = files(root).read(path).orElseThrow();
            for (int i = 0; i < good.length; i += 7) {
                byte[] bad = good.clone();
                bad[i] ^= 1;
                files(root).delete(path);
                files(root).putIfAbsent(path, bad);
                assertThrows(StorageException.class, () -> readNewest(root), path + " at " + i);
            }
            files(root).delete(path);
            assertThrows(StorageException.class, () -> readNewest(root), path);
            files(root).putIfAbsent(path, good);
            readNewest(root);
        }
    }

    private void readNewest(String root) {
        Store store = store(root);
        store.read(store.find(""));
    }
}
