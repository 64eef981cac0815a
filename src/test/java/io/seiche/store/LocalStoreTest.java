package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
