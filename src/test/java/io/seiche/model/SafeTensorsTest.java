package io.seiche.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafeTensorsTest {
    private static final SafeTensors.Contents CONTENTS = new SafeTensors.Contents(
            new TreeMap<>(Map.of("format", "seiche")),
            List.of(
                    new SafeTensors.Tensor("layer0.kernel", new int[] {2, 3}, 0),
                    new SafeTensors.Tensor("layer0.bias", new int[] {3}, 6)),
            new float[] {1, -2, 3.5f, Float.MIN_VALUE, Float.MAX_VALUE, 0, 7, 8, -9});

    @Test
    void whatIsReadIsWhatWasWritten() {
        SafeTensors.Contents read = SafeTensors.read(ModelFormat.PARAMETERS, SafeTensors.write(CONTENTS));
        assertArrayEquals(CONTENTS.values(), read.values());
        assertEquals(CONTENTS.metadata(), read.metadata());
        assertEquals(
                List.of("layer0.kernel", "layer0.bias"),
                read.tensors().stream().map(SafeTensors.Tensor::name).toList());
        assertArrayEquals(new int[] {2, 3}, read.tensors().get(0).shape());
    }

    /** As any other reader goes about it: length, JSON, offsets from the header's end. */
    @Test
    void aReaderByTheBookFindsTheNumbers() throws Exception {
        ByteBuffer file = ByteBuffer.wrap(SafeTensors.write(CONTENTS)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) file.getLong();
        assertEquals(0, (8 + length) % 8);
        byte[] json = new byte[length];
        file.get(json);
        JsonNode bias = new ObjectMapper().readTree(json).get("layer0.bias");
        assertEquals("F32", bias.get("dtype").asText());
        assertEquals("[3]", bias.get("shape").toString());
        assertEquals("[24,36]", bias.get("data_offsets").toString());
        assertEquals(-9, file.getFloat(8 + length + 24 + 8));
        assertEquals(8 + length + 36, file.capacity());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|12|4 bytes follow the last tensor",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|4|ends at byte 8 of 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|begins at byte 4 where 0 was"
                        + " expected",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|begins"
                        + " at byte 4 where 8 was expected",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],"
                        + "\"data_offsets\":[4,8]}}|8|Duplicate",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}|8|only F32 is read",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}|8|of shape [3] has 8 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,0]}}|0|has 0 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|4|whole numbers",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}|4|whole numbers",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,4]}}|4|no usable data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}|4|only those",
                "{\"__metadata__\":{\"a\":1}}|0|object of texts",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}}|4|arrays of whole numbers",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,4]}}|4|no usable data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}|6|no usable data_offsets",
                "{\"__metadata__\":[]}|0|object of texts",
                "~ {}~|0|not a JSON object",
                "[]|0|not a JSON object",
                "{} {}|0|not JSON"
            })
    void headersThatDoNotFitTheirNumbersAreRefused(String header, int bytes, String why) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        String told = assertThrows(
                        ModelFormatException.class, () -> SafeTensors.read(ModelFormat.PARAMETERS, file.array()))
                .getMessage();
        assertTrue(told.contains(why), told);
    }

    private static byte[] file(String header, float... values) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(8 + json.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        for (float value : values) {
            file.putFloat(value);
        }
        return file.array();
    }

    /** The format gives a header no order; other writers have another one. */
    @Test
    void tensorsAreInTheOrderOfTheirNumbers() {
        SafeTensors.Contents read = SafeTensors.read(
                ModelFormat.PARAMETERS,
                file(
                        "{\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]},"
                                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                        1,
                        2,
                        3));
        assertEquals(
                List.of("a", "b"),
                read.tensors().stream().map(SafeTensors.Tensor::name).toList());
        assertEquals(1, read.tensors().get(1).offset());
        assertArrayEquals(new float[] {1, 2, 3}, read.values());
    }

    @Test
    void aHeaderHasAtMostAMebibyte() {
        String empty = "{}" + " ".repeat(SafeTensors.LONGEST_HEADER - 2);
        assertEquals(
                List.of(), SafeTensors.read(ModelFormat.PARAMETERS, file(empty)).tensors());
        String told = assertThrows(
                        ModelFormatException.class, () -> SafeTensors.read(ModelFormat.PARAMETERS, file(empty + " ")))
                .getMessage();
        assertTrue(told.contains("its header claims 1048577 bytes"), told);
    }

    @Test
    void aHeaderIsPaddedByLessThanEightBytes() {
        for (int length = 0; length < 16; length++) {
            byte[] file = SafeTensors.write(
                    new SafeTensors.Contents(new TreeMap<>(Map.of("a", "x".repeat(length))), List.of(), new float[0]));
            assertEquals(0, file.length % 8);
            String header = new String(file, 8, file.length - 8, StandardCharsets.UTF_8);
            assertTrue(header.length() - header.stripTrailing().length() < 8, header);
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void numbersThatAreNotFiniteAreRefused(float value) {
        float[] values = CONTENTS.values().clone();
        values[7] = value;
        byte[] file = SafeTensors.write(new SafeTensors.Contents(CONTENTS.metadata(), CONTENTS.tensors(), values));
        String told = assertThrows(ModelFormatException.class, () -> SafeTensors.read(ModelFormat.PARAMETERS, file))
                .getMessage();
        assertTrue(told.contains("\"layer0.bias\" holds " + value), told);
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] file = SafeTensors.write(CONTENTS);
        for (int length = 0; length < file.length; length++) {
            byte[] part = Arrays.copyOf(file, length);
            assertThrows(
                    ModelFormatException.class, () -> SafeTensors.read(ModelFormat.PARAMETERS, part), "at " + length);
        }
    }

    @Test
    void filesWithRandomBytesInThemAreReadOrRefusedAndNothingElse() {
        Random random = new Random(7);
        byte[] good = SafeTensors.write(CONTENTS);
        for (int i = 0; i < 10_000; i++) {
            byte[] bad = good.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                SafeTensors.read(ModelFormat.PARAMETERS, bad);
            } catch (ModelFormatException e) {
                assertTrue(e.getMessage().startsWith(ModelFormat.PARAMETERS), e.getMessage());
            }
        }
    }
}
