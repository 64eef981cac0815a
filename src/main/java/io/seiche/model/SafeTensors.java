package io.seiche.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.text.Reason;
import io.seiche.text.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The <a href="https://huggingface.co/docs/safetensors">safetensors</a> format for float32: eight bytes of header
 * length (little-endian), a JSON header with the shape and position of each tensor, then the numbers, without bytes in
 * between or after them. Reading is strict: a file with a gap, an overlap, a duplicate key, a number that is not finite
 * or a trailing byte is refused, and memory is bounded by the length of the file.
 */
public final class SafeTensors {
    /** Header bytes a file may have: ten thousand tensors fit, and what a parser makes of it stays small. */
    static final int LONGEST_HEADER = 1 << 20;

    private static final int LENGTH_BYTES = Long.BYTES;
    private static final int ALIGNMENT = 8;
    private static final String METADATA = "__metadata__";

    private SafeTensors() {}

    /**
     * One named array.
     *
     * @param name its name in the file
     * @param shape row-major
     * @param offset position of its first number among all numbers of the file
     */
    public record Tensor(String name, int[] shape, int offset) {
        /** Numbers in it. */
        public int size() {
            return Math.toIntExact(Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact));
        }
    }

    /**
     * The contents of a file.
     *
     * @param metadata the texts a writer may add, by key
     * @param tensors in the order of their numbers
     * @param values all numbers, tensor after tensor
     */
    public record Contents(SortedMap<String, String> metadata, List<Tensor> tensors, float[] values) {}

    /** Returns the file of tensors, which must be contiguous and cover every value. */
    public static byte[] write(Contents contents) {
        ObjectNode header = StrictJson.object();
        ObjectNode metadata = header.putObject(METADATA);
        contents.metadata().forEach(metadata::put);
        for (Tensor tensor : contents.tensors()) {
            ObjectNode entry = header.putObject(tensor.name()).put("dtype", "F32");
            Arrays.stream(tensor.shape()).forEach(entry.putArray("shape")::add);
            long begin = (long) tensor.offset() * Float.BYTES;
            entry.putArray("data_offsets").add(begin).add(begin + (long) tensor.size() * Float.BYTES);
        }
        byte[] json = StrictJson.line(header);
        int headerLength = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] file = new byte
                [Math.addExact(LENGTH_BYTES + headerLength, Math.multiplyExact(contents.values().length, Float.BYTES))];
        Arrays.fill(file, LENGTH_BYTES, LENGTH_BYTES + headerLength, (byte) ' ');
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(headerLength).put(json).position(LENGTH_BYTES + headerLength);
        buffer.asFloatBuffer().put(contents.values());
        return file;
    }

    /**
     * Reads a whole file.
     *
     * @param name of the file, for the message
     * @throws ModelFormatException if it is anything but a well-formed file of finite float32 numbers
     */
    public static Contents read(String name, byte[] file) {
        try {
            return contents(file);
        } catch (Complaint complaint) {
            throw new ModelFormatException(
                    name + " is not a whole safetensors file: " + complaint.getMessage() + "; copy or write it again",
                    complaint.getCause());
        }
    }

    /** Thrown for a defect of a file. */
    private static final class Complaint extends RuntimeException {
        private static final long serialVersionUID = 1;

        Complaint(String complaint, Throwable cause) {
            super(complaint, cause);
        }
    }

    private static Contents contents(byte[] file) {
        require(file.length > LENGTH_BYTES, "it has only " + file.length + " bytes");
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = buffer.getLong();
        require(
                headerLength >= 2 && headerLength <= LONGEST_HEADER && headerLength <= file.length - LENGTH_BYTES,
                "its header claims " + headerLength + " bytes of a file of " + file.length);
        JsonNode header = header(file, (int) headerLength);
        buffer.position(LENGTH_BYTES + (int) headerLength);
        int bytes = buffer.remaining();
        SortedMap<String, String> metadata = new TreeMap<>();
        List<Placed> placed = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(METADATA)) {
                metadata(entry.getValue(), metadata);
            } else {
                placed.add(placed(entry.getKey(), entry.getValue()));
            }
        }
        placed.sort((a, b) -> Long.compare(a.begin(), b.begin()));
        List<Tensor> tensors = new ArrayList<>();
        long end = 0;
        for (Placed each : placed) {
            require(
                    each.begin() == end,
                    "\"" + each.name() + "\" begins at byte " + each.begin() + " where " + end + " was expected");
            tensors.add(new Tensor(each.name(), each.shape(), (int) (each.begin() / Float.BYTES)));
            end = each.end();
            require(end <= bytes, "\"" + each.name() + "\" ends at byte " + end + " of " + bytes);
        }
        require(end == bytes, (bytes - end) + " bytes follow the last tensor");
        float[] values = new float[bytes / Float.BYTES];
        buffer.asFloatBuffer().get(values);
        checkFinite(tensors, values);
        return new Contents(metadata, tensors, values);
    }

    private record Placed(String name, int[] shape, long begin, long end) {}

    private static JsonNode header(byte[] file, int length) {
        try {
            require(file[LENGTH_BYTES] == '{', "its header is not a JSON object");
            JsonNode header = StrictJson.read(new String(file, LENGTH_BYTES, length, StandardCharsets.UTF_8));
            require(header.isObject(), "its header is not a JSON object");
            return header;
        } catch (IOException e) {
            throw new Complaint("its header is not JSON: " + Reason.of(e), e);
        }
    }

    private static void metadata(JsonNode node, SortedMap<String, String> into) {
        require(node.isObject(), "its metadata is not an object of texts");
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            require(entry.getValue().isTextual(), "its metadata is not an object of texts");
            into.put(entry.getKey(), entry.getValue().asText());
        }
    }

    private static Placed placed(String name, JsonNode entry) {
        String quoted = "\"" + name + "\"";
        require(
                entry.isObject() && entry.size() == 3,
                quoted + " must have dtype, shape and data_offsets, and only those");
        require(
                entry.path("dtype").asText().equals("F32"),
                quoted + " is of type " + entry.path("dtype").asText() + ", only F32 is read");
        long[] shape = wholeNumbers(entry.path("shape"), quoted);
        long[] offsets = wholeNumbers(entry.path("data_offsets"), quoted);
        require(
                offsets.length == 2 && offsets[0] <= offsets[1] && offsets[0] % Float.BYTES == 0,
                quoted + " has no usable data_offsets");
        long size = 1;
        for (long n : shape) {
            // Once past what any array holds it only needs to stay there.
            size = n == 0 || size <= Integer.MAX_VALUE ? size * n : size;
        }
        require(
                size <= Integer.MAX_VALUE && offsets[1] - offsets[0] == size * Float.BYTES,
                quoted + " of shape " + Arrays.toString(shape) + " has " + (offsets[1] - offsets[0]) + " bytes");
        return new Placed(name, Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(), offsets[0], offsets[1]);
    }

    private static long[] wholeNumbers(JsonNode array, String quoted) {
        require(array.isArray(), quoted + " must have arrays of whole numbers");
        long[] numbers = new long[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode number = array.get(i);
            require(
                    number.isIntegralNumber() && number.canConvertToInt() && number.asInt() >= 0,
                    quoted + " must have arrays of whole numbers");
            numbers[i] = number.asLong();
        }
        return numbers;
    }

    private static void checkFinite(List<Tensor> tensors, float[] values) {
        for (Tensor tensor : tensors) {
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                require(Float.isFinite(values[i]), "\"" + tensor.name() + "\" holds " + values[i]);
            }
        }
    }

    private static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new Complaint(complaint, null);
        }
    }
}
