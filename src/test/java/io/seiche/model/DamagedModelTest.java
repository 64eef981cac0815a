package io.seiche.model;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.seiche.Mutations;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the bytes of a model file, it is read or refused with one sentence, within memory proportional to its
 * length.
 */
final class DamagedModelTest {
    /** Bytes a reader may allocate beside the file itself and its copies; a parser's tables are the most of it. */
    private static final long BESIDES = 4 << 20;
    /** Allowed allocation as a multiple of the file's size: JSON is read as a tree of objects. */
    private static final long COPIES = 100;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final SortedMap<String, byte[]> GOOD =
            ModelFormat.write(ModelsForTests.model("lstm(5), dense(2)", 6, 2, Normalizers.LAST, Transform.LOG1P));

    /** Reads a model of which one file is these bytes. */
    static void readsOrRefuses(String file, byte[] bytes) {
        SortedMap<String, byte[]> files = new TreeMap<>(GOOD);
        files.put(file, bytes);
        long most = BESIDES + COPIES * bytes.length;
        long allocated = allocated(files);
        if (allocated >= most) { // the first time, classes are loaded on the way
            allocated = allocated(files);
        }
        String told = allocated + " bytes for " + bytes.length + " bytes";
        assertTrue(allocated < most, told);
    }

    private static long allocated(SortedMap<String, byte[]> files) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            ModelFormat.read(files);
        } catch (ModelFormatException refused) {
            assertTrue(refused.getMessage().length() > 10, refused.getMessage());
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @ParameterizedTest
    @ValueSource(strings = {ModelFormat.PARAMETERS, ModelFormat.DESCRIPTION})
    void tenThousandMutatedFilesAreReadOrRefusedAndNothingElse(String file) {
        Random random = new Random(23);
        for (int i = 0; i < 10_000; i++) {
            readsOrRefuses(file, Mutations.of(GOOD.get(file), random));
        }
    }

    static Stream<Arguments> seeds() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(DamagedModelTest.class.getResource("ModelFilesFuzzInputs"))
                .toURI());
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().map(Arguments::of).toList().stream();
        }
    }

    /** Seeds and findings of ModelFilesFuzz, by the name of its method. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everySeedOfTheFuzzerIsReadOrRefused(Path seed) throws IOException {
        String file = seed.getParent().endsWith("parameters") ? ModelFormat.PARAMETERS : ModelFormat.DESCRIPTION;
        readsOrRefuses(file, Files.readAllBytes(seed));
    }

    @Test
    void everyFlippedByteOfTheParametersIsSeen() {
        byte[] parameters = GOOD.get(ModelFormat.PARAMETERS);
        Random random = new Random(5);
        for (int i = 0; i < parameters.length; i++) {
            byte[] bad = parameters.clone();
            bad[i] ^= (byte) (1 + random.nextInt(255));
            SortedMap<String, byte[]> files = new TreeMap<>(GOOD);
            files.put(ModelFormat.PARAMETERS, bad);
            assertThrows(ModelFormatException.class, () -> ModelFormat.read(files), "byte " + i);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"layers\" : \"lstm(5), dense(2)\"|\"layers\" : \"lstm(20000), dense(2)\"",
                "\"layers\" : \"lstm(5), dense(2)\"|\"layers\" : \"lstm(2147483647), dense(2147483647), dense(2)\"",
                "\"lookback\" : 6|\"lookback\" : 2147483647",
                "\"horizon\" : 2|\"horizon\" : 2147483647",
                "\"stride\" : 1|\"stride\" : 2147483647",
                "\"parameters\" : |\"parameters\" : 9",
                "\"inputs\" : |\"inputs\" : 99999999"
            })
    void aDescriptionThatClaimsMuchCostsLittle(String was, String claims) {
        String json = new String(GOOD.get(ModelFormat.DESCRIPTION), StandardCharsets.UTF_8);
        assertTrue(json.contains(was), json);
        readsOrRefuses(ModelFormat.DESCRIPTION, json.replace(was, claims).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aHeaderOfNothingButBracketsCostsLittle() {
        for (String part : new String[] {"[", "[],", "{\"\":", "\"a\":0,"}) {
            byte[] header = ("{\"a\":[" + part.repeat(SafeTensors.LONGEST_HEADER / part.length()))
                    .substring(0, SafeTensors.LONGEST_HEADER)
                    .getBytes(StandardCharsets.UTF_8);
            byte[] file = new byte[8 + header.length];
            file[2] = (byte) (SafeTensors.LONGEST_HEADER >> 16);
            System.arraycopy(header, 0, file, 8, header.length);
            readsOrRefuses(ModelFormat.PARAMETERS, file);
        }
    }
}
