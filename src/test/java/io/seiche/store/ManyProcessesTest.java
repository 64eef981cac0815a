package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes publish versions of one name at once. */
final class ManyProcessesTest {
    @TempDir
    private Path folder;

    private String root(String where) {
        return where.equals("hdfs") ? HdfsForTests.uri() + "/processes/" + System.nanoTime() : folder + "/store";
    }

    private static void publish(String root, int processes, int commits) throws Exception {
        assertEquals(Collections.nCopies(processes, 0), CommittingProcess.run(root, processes, commits));
        List<ModelVersion> versions =
                Store.open(root, "load", new Configuration()).versions();
        assertEquals(
                IntStream.rangeClosed(1, processes * commits).boxed().toList(),
                versions.stream().map(ModelVersion::version).toList());
        assertEquals(
                (long) processes * commits,
                versions.stream().map(ModelVersion::run).distinct().count());
        System.out.printf(
                "%d processes x %d commits on %s: %d versions, dense, none lost%n",
                processes, commits, root.startsWith("hdfs") ? "HDFS" : "a local disk", versions.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "hdfs"})
    void twoProcessesLoseNothing(String where) throws Exception {
        publish(root(where), 2, 3);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"local", "hdfs"})
    void eightProcessesOfFiftyCommitsLoseNothing(String where) throws Exception {
        publish(root(where), 8, 50);
    }

    /** Killed at any moment, a process leaves whole versions, and the next one goes on. */
    @Tag("slow")
    @Test
    void aProcessThatIsKilledLeavesWholeVersions() throws Exception {
        String root = root("local");
        Random moments = new Random(1);
        int kills = 30;
        int first = 0;
        for (int kill = 0; kill < kills; kill++) {
            Process process = CommittingProcess.start(root, first, 1000);
            BufferedReader said = process.inputReader();
            for (int line = moments.nextInt(10); line >= 0; line--) {
                assertNotNull(said.readLine());
            }
            assertFalse(process.waitFor(moments.nextInt(30), TimeUnit.MILLISECONDS));
            process.destroyForcibly().waitFor();
            first += 1000;
            Store store = Store.open(root, "load", new Configuration());
            List<ModelVersion> versions = store.versions();
            for (int i = 0; i < versions.size(); i++) {
                assertEquals(i + 1, versions.get(i).version());
            }
            for (ModelVersion version : versions.subList(Math.max(0, versions.size() - 5), versions.size())) {
                assertEquals(2, store.read(version).size());
            }
        }
        System.out.printf(
                "%d publishing processes killed: %d versions, all whole%n",
                kills, Store.open(root, "load", new Configuration()).versions().size());
    }

    /** A disk of one megabyte: {@code mount} needs root, without which this test is not run. */
    @Tag("slow")
    @Test
    void aFullDiskLeavesTheOldModelServed() throws Exception {
        Path mounted = Files.createDirectories(folder.resolve("small"));
        assumeTrue(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mounted.toString())
                        .start()
                        .waitFor()
                == 0);
        try {
            Store store = Store.open(mounted + "/store", "load", new Configuration());
            store.publish("old", StoreLaws.files(1), StoreLaws.NO_FACTS);
            byte[] large = new byte[2 << 20];
            String told = assertThrows(
                            StorageException.class,
                            () -> store.publish(
                                    "large", Collections.singletonMap("model.safetensors", large), StoreLaws.NO_FACTS))
                    .getMessage();
            assertTrue(told.startsWith("cannot write ") && told.contains("No space left on device"), told);
            assertEquals(1, store.find("").version());
            assertEquals(2, store.pin("").files().size());
            assertEquals(
                    2,
                    store.publish("small", StoreLaws.files(2), StoreLaws.NO_FACTS)
                            .version());
        } finally {
            new ProcessBuilder("umount", mounted.toString()).start().waitFor();
        }
    }
}
