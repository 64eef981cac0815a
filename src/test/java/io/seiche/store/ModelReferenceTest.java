package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.model.ModelsForTests;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelReferenceTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    Path directory;

    private static Model model(int lookback) {
        return ModelsForTests.model("lstm(3), dense(1)", lookback, 1, Normalizers.NONE, Transform.NONE);
    }

    /** Versions 1, 2, 3 look back 1, 2, 3 steps. */
    @BeforeEach
    void publishThreeVersions() {
        Store store = Store.open(directory.toString(), "load", HADOOP);
        for (int version = 1; version <= 3; version++) {
            store.publish("run-" + version, ModelFormat.write(model(version)), StoreLaws.NO_FACTS);
        }
        store.aliases().point("stable", 1, StoreLaws.NO_FACTS);
    }

    @ParameterizedTest
    @CsvSource({"/load, 3", "/load/, 3", "/load@2, 2", "/load@stable, 1", "/load/data/run-2, 2"})
    void aModelIsFoundByVersionAliasOrDirectory(String tail, int lookback) {
        LoadedModel opened = new ModelReference(directory + tail).open(HADOOP);
        assertEquals(lookback, opened.model().windows().lookback());
        assertEquals(tail.contains("data") ? 0 : lookback, opened.version());
        assertTrue(opened.path().endsWith("load/data/run-" + lookback), opened.path());
        assertArrayEquals(
                ModelFormat.write(model(lookback)).get(ModelFormat.PARAMETERS),
                opened.files().get(ModelFormat.PARAMETERS));
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing, no model is published at",
        "/load@9, version 9 of",
        "/load@nobody, alias \"nobody\" is not in",
        "/Load Of Things, there is no model at"
    })
    void whatIsNotThereIsNamed(String tail, String why) {
        ModelReference reference = new ModelReference(directory + tail);
        String told = assertThrows(StorageException.class, () -> reference.open(HADOOP))
                .getMessage();
        assertTrue(told.contains(why), told);
    }

    /** An {@code @} in the name of a directory begins no selector. */
    @Test
    void aReferenceIsDividedAtItsLastSlash() {
        ModelReference odd = new ModelReference("/stores/of@home@/load@stable");
        assertEquals("stable", odd.selector());
        assertEquals("/stores/of@home@/load", odd.store(false, HADOOP).path());
        assertEquals("", new ModelReference("/stores/of@home@/load").selector());
        assertEquals("/load", new ModelReference("/load@1").store(false, HADOOP).path());
        assertEquals(
                Path.of("load").toAbsolutePath().toString(),
                new ModelReference("load").store(false, HADOOP).path());
    }

    @Test
    void aReferenceWithoutANameIsRefused() {
        assertEquals("2", new ModelReference("@2").selector());
        String told = assertThrows(StorageException.class, () -> new ModelReference("@2").store(false, HADOOP))
                .getMessage();
        assertTrue(told.contains("was \"\""), told);
    }

    @Test
    void aDamagedModelIsRefusedWithItsPath() throws IOException {
        Path file = directory.resolve("load/data/run-3/model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        for (String tail : new String[] {"/load", "/load/data/run-3"}) {
            String told = assertThrows(StorageException.class, () -> new ModelReference(directory + tail).open(HADOOP))
                    .getMessage();
            assertTrue(told.contains("load/data/run-3/model.safetensors"), told);
            assertTrue(told.contains("it is not the file that was published (" + bytes.length + " bytes"), told);
        }
    }
}
