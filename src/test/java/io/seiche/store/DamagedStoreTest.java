package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.Mutations;
import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.model.ModelsForTests;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage to a published model is detected before the model is used, by name and by directory. */
final class DamagedStoreTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    Path directory;

    private final Model model = ModelsForTests.model("dense(2)", 3, 2, Normalizers.LAST, Transform.LOG1P);
    private Path data;

    @BeforeEach
    void publish() {
        Store.open(directory.toString(), "load", HADOOP).publish("run", ModelFormat.write(model), StoreLaws.NO_FACTS);
        data = directory.resolve("load/data/run");
    }

    private Model byName() {
        return new ModelReference(directory + "/load").open(HADOOP).model();
    }

    private Model byDirectory() {
        return new ModelReference(data.toString()).open(HADOOP).model();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "model.json"})
    void everyFlippedByteAndEveryTruncationIsSeen(String file) throws IOException {
        Random random = new Random(3);
        byte[] good = Files.readAllBytes(data.resolve(file));
        for (int i = 0; i < good.length; i++) {
            byte[] flipped = good.clone();
            flipped[i] ^= (byte) (1 + random.nextInt(255));
            Executable flippedIsRead = i % 2 == 0 ? this::byName : this::byDirectory;
            Executable cutIsRead = i % 2 == 0 ? this::byDirectory : this::byName;
            Files.write(data.resolve(file), flipped);
            assertThrows(StorageException.class, flippedIsRead, file + " at " + i);
            Files.write(data.resolve(file), Arrays.copyOf(good, i));
            assertThrows(StorageException.class, cutIsRead, file + " cut at " + i);
        }
    }

    @Test
    void aDamagedManifestIsRefusedOrDescribesTheSameModel() throws IOException {
        Random random = new Random(4);
        byte[] good = Files.readAllBytes(data.resolve(Manifest.FILE));
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = Mutations.of(good, random);
            Files.write(data.resolve(Manifest.FILE), bad);
            if (!Arrays.equals(good, bad)) {
                assertThrows(StorageException.class, this::byName);
            }
            try {
                assertArrayEquals(
                        model.members().get(0).parameters(),
                        byDirectory().members().get(0).parameters());
            } catch (StorageException refused) {
                assertTrue(refused.getMessage().contains(data.toString()), refused.getMessage());
            }
        }
    }

    private Path entry(int number) {
        return directory.resolve(String.format("load/log/%020d.json", number));
    }

    private void point() {
        Store.open(directory.toString(), "load", HADOOP).aliases().point(Aliases.CHAMPION, 1, StoreLaws.NO_FACTS);
    }

    @Test
    void anyByteOfAnEntryChangedOrCutOffIsDetectedWithOrWithoutAnEntryAfterIt() throws IOException {
        point();
        for (int number = 0; number < 2; number++) {
            byte[] good = Files.readAllBytes(entry(number));
            for (int i = 0; i < good.length; i++) {
                for (int bit : new int[] {i % 8, 5}) { // 5 makes lower case of upper case
                    byte[] flipped = good.clone();
                    flipped[i] ^= (byte) (1 << bit);
                    Files.write(entry(number), flipped);
                    assertThrows(StorageException.class, this::byName, "entry " + number + " at " + i + "/" + bit);
                }
                Files.write(entry(number), Arrays.copyOf(good, i));
                assertThrows(StorageException.class, this::byName, "entry " + number + " cut at " + i);
            }
            Files.write(entry(number), good);
        }
    }

    @Test
    void aDamagedLogIsRefusedAndNothingElse() throws IOException {
        point();
        Random random = new Random(6);
        for (int number = 0; number < 2; number++) {
            byte[] good = Files.readAllBytes(entry(number));
            for (int i = 0; i < 1_000; i++) {
                byte[] bad = Mutations.of(good, random);
                Files.write(entry(number), bad);
                if (!Arrays.equals(good, bad)) {
                    StorageException refused = assertThrows(StorageException.class, this::byName);
                    assertTrue(refused.getMessage().contains(directory.toString()), refused.getMessage());
                }
            }
            Files.write(entry(number), good);
        }
    }

    /** Entries of before they held their own hash. */
    @Test
    void anEntryWithoutItsOwnHashIsReadWhereItHoldsNothingElseUnknown() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode old = (ObjectNode) json.readTree(Files.readAllBytes(entry(0)));
        old.remove("sha256");
        Files.write(entry(0), json.writeValueAsBytes(old));
        point();
        assertArrayEquals(
                model.members().get(0).parameters(), byName().members().get(0).parameters());
        Files.delete(entry(1));
        Files.write(entry(0), json.writeValueAsBytes(old.put("sha25", "")));
        assertThrows(StorageException.class, this::byName);
    }

    @Test
    void aFileThatWasNotPublishedIsNotRead() throws IOException {
        Files.writeString(data.resolve("metrics.json"), "{}");
        String told = assertThrows(StorageException.class, this::byDirectory).getMessage();
        assertTrue(told.contains("it is not among the files that were published"), told);
    }

    @Test
    void aPipeInPlaceOfAFileIsRefusedInsteadOfWaitedFor() throws IOException, InterruptedException {
        Path file = data.resolve("model.json");
        Files.delete(file);
        new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
        String told = assertThrows(StorageException.class, this::byName).getMessage();
        assertTrue(told.contains("is not a regular file"), told);
    }

    @Test
    void whatASymbolicLinkPointsToIsNeitherDeletedNorTakenForTheModel() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("model.json"), "{}");
        Files.createSymbolicLink(directory.resolve("load/data/" + StoreLaws.run(2)), outside);
        Store.open(directory.toString(), "load", HADOOP).collect(1, Duration.ofDays(-1), false);
        assertTrue(Files.exists(outside.resolve("model.json")));

        Files.delete(data.resolve("model.json"));
        Files.createSymbolicLink(data.resolve("model.json"), outside.resolve("model.json"));
        assertThrows(StorageException.class, this::byName);
    }

    /** Whoever may write to a store may put a link in the place of one of its directories. */
    @ParameterizedTest
    @CsvSource({"_tmp, 2b9d4e36-0c1f-4a5b-8d7e-6f5a4b3c2d1e", "data, 20260101-000000-0000abcd"})
    void nothingIsDeletedInADirectoryThatALinkLeadsTo(String place, String name) throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Path theirs = Files.createDirectories(outside.resolve(name)).resolve("model.json");
        Files.writeString(theirs, "{}");
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(3)));
        Files.setLastModifiedTime(theirs, old);
        Files.setLastModifiedTime(outside.resolve(name), old);
        Path linked = directory.resolve("load").resolve(place);
        Files.move(linked, directory.resolve("before"));
        Files.createSymbolicLink(linked, outside);
        String told = assertThrows(StorageException.class, () -> Store.open(directory.toString(), "load", HADOOP)
                        .collect(1, Store.GRACE, false))
                .getMessage();
        assertTrue(told.contains(linked + " is a symbolic link, and what it points to is not deleted"), told);
        assertTrue(Files.exists(theirs));
    }
}
