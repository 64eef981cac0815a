package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.math.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded cell gives the recorded outputs and gradients, computed in double by automatic differentiation, to
 * 1e-4 of the largest entry. {@code -Dseiche.golden=DIR} also runs the files of that folder.
 */
class GoldenTest {
    private static final double TOLERANCE = 1e-4;

    static Stream<Path> files() throws IOException {
        Path recorded = Path.of("src/test/resources/golden");
        String more = System.getProperty("seiche.golden");
        return more == null
                ? list(recorded).stream()
                : Stream.concat(list(recorded).stream(), list(Path.of(more)).stream());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertFalse(files.isEmpty(), folder + " has no .json file");
            return files;
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theCellGivesTheRecordedOutputsAndGradients(Path file) {
        JsonNode golden = read(file);
        Sequence x = sequence(golden.get("x"));
        Network network = new NetworkSpec(layer(golden) + ", dense(1, steps=all)").build(x.features(), x.steps(), true);
        Layer cell = ((Stack) network).layers().get(0);
        float[] parameters = new float[network.layout().size()];
        float[] gradient = new float[parameters.length];
        golden.get("parameters").properties().forEach(e -> fill(network, e, parameters));

        Sequence y = cell.forward(Pass.training(1), parameters, x);
        close("y", golden.get("y"), y);
        close("dx", golden.get("dx"), cell.backward(parameters, sequence(golden.get("dy")), gradient));
        golden.get("gradients").properties().forEach(e -> {
            Layout.Piece piece = piece(network, e.getKey());
            double[] expected = doubles(e.getValue().get("values"));
            double[] actual = new double[expected.length];
            for (int i = 0; i < actual.length; i++) {
                actual[i] = gradient[piece.offset() + i];
            }
            close(e.getKey(), expected, actual);
        });
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The layer's text, out of the file's cell, size and options. */
    private static String layer(JsonNode golden) {
        int units = golden.get("H").asInt();
        JsonNode options = golden.get("options");
        if (!golden.get("cell").asText().equals("bidirectional")) {
            return cell(golden.get("cell").asText(), units, options);
        }
        return "bidirectional(" + cell(options.get("cell").asText(), units, options.path("options")) + ", merge="
                + options.path("merge").asText("concat") + ")";
    }

    private static String cell(String name, int units, JsonNode options) {
        return options.properties().stream()
                .map(option -> option.getKey().equals("gates")
                        ? "pooling=" + pooling(option.getValue())
                        : option.getKey() + "=" + option.getValue().asText())
                .collect(Collectors.joining(", ", name + "(" + units + (options.isEmpty() ? "" : ", "), ")"));
    }

    private static String pooling(JsonNode gates) {
        return StreamSupport.stream(gates.spliterator(), false)
                .map(JsonNode::asText)
                .filter(gate -> !gate.equals("z"))
                .sorted((a, b) -> "ifo".indexOf(a) - "ifo".indexOf(b))
                .collect(Collectors.joining());
    }

    private static Layout.Piece piece(Network network, String name) {
        String full = "layer0." + name.replaceFirst("^(forward|backward)_", "$1.");
        return network.layout().pieces().stream()
                .filter(p -> p.name().equals(full))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no parameter " + full + " in " + network.layout().pieces()));
    }

    private static void fill(Network network, Map.Entry<String, JsonNode> entry, float[] parameters) {
        Layout.Piece piece = piece(network, entry.getKey());
        double[] values = doubles(entry.getValue().get("values"));
        assertEquals(piece.size(), values.length, entry.getKey());
        for (int i = 0; i < values.length; i++) {
            parameters[piece.offset() + i] = (float) values[i];
        }
    }

    private static double[] doubles(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** [T, B, features] of the file to ours, [T][features][B]. */
    private static Sequence sequence(JsonNode tensor) {
        int steps = tensor.get("shape").get(0).asInt();
        int batch = tensor.get("shape").get(1).asInt();
        int features = tensor.get("shape").get(2).asInt();
        double[] values = doubles(tensor.get("values"));
        float[] ours = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int f = i % features;
            int b = i / features % batch;
            int t = i / features / batch;
            ours[(t * features + f) * batch + b] = (float) values[i];
        }
        return new Sequence(ours, 0, steps, features, batch);
    }

    private static void close(String what, JsonNode expected, Sequence actual) {
        double[] theirs = doubles(expected.get("values"));
        double[] ours = new double[theirs.length];
        for (int i = 0; i < ours.length; i++) {
            int f = i % actual.features();
            int b = i / actual.features() % actual.batch();
            int t = i / actual.features() / actual.batch();
            ours[i] = actual.values()[actual.at(t) + f * actual.batch() + b];
        }
        close(what, theirs, ours);
    }

    private static void close(String what, double[] expected, double[] actual) {
        double largest = 1e-30;
        for (double v : expected) {
            largest = Math.max(largest, Math.abs(v));
        }
        for (int i = 0; i < expected.length; i++) {
            double off = Math.abs(expected[i] - actual[i]) / largest;
            String message = what + "[" + i + "] must be " + expected[i] + ", was " + actual[i];
            assertTrue(off <= TOLERANCE, message);
        }
    }
}
