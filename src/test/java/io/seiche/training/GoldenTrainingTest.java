package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
import io.seiche.math.Sequence;
import io.seiche.network.Layout;
import io.seiche.network.Network;
import io.seiche.network.NetworkSpec;
import io.seiche.network.Pass;
import io.seiche.optimizer.Optimizers;
import io.seiche.optimizer.Update;
import io.seiche.optimizer.Update.Decayed;
import io.seiche.optimizer.Update.Penalties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole networks trained for a few steps in float64 by another implementation: the losses before each step and the
 * final parameters agree. {@code -Dseiche.goldenTraining=DIR} checks the files of another folder.
 */
final class GoldenTrainingTest {
    private static final double TOLERANCE = 1e-4;

    static List<Path> files() throws IOException {
        Path folder = Path.of(System.getProperty("seiche.goldenTraining", "src/test/resources/golden-training"));
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> json =
                    all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
            assertFalse(json.isEmpty(), "no *.json in " + folder.toAbsolutePath());
            return json;
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void lossesAndTrainedParametersAreThoseOfTheGoldenRun(Path file) throws IOException {
        JsonNode golden = new ObjectMapper().readTree(file.toFile());
        int steps = golden.get("T").asInt();
        int inputs = golden.get("inputs").asInt();
        Network network = new NetworkSpec(golden.get("layers").asText()).build(inputs, steps);
        Loss loss = Losses.parse(golden.get("loss").asText());
        JsonNode options = golden.get("options");
        Update update = update(golden.get("optimizer").asText(), options, network.layout());

        float[] parameters = new float[network.layout().size()];
        for (Layout.Piece piece : network.layout().pieces()) {
            float[] values = floats(golden.get("parameters").get(piece.name()).get("values"));
            assertEquals(piece.size(), values.length, piece.name());
            System.arraycopy(values, 0, parameters, piece.offset(), values.length);
        }
        float[] state = new float[update.rule().slots() * parameters.length];
        float[] x = floats(golden.get("x").get("values"));
        float[] y = floats(golden.get("y").get("values"));
        int batches = golden.get("losses").size();
        int size = golden.get("B").asInt();
        int outputs = y.length / batches / size;
        for (int b = 0; b < batches; b++) {
            Sequence input = new Sequence(unitMajor(x, b, size, steps, inputs), 0, steps, inputs, size);
            Sequence answer = network.forward(Pass.training(b), parameters, input);
            float[] dOutput = new float[answer.stride()];
            double found = loss.evaluate(answer, unitMajor(y, b, size, 1, outputs), dOutput);
            near(golden.get("losses").get(b).asDouble(), found, Math.abs(found), "loss before step " + (b + 1));
            float[] gradient = new float[parameters.length];
            network.backward(parameters, new Sequence(dOutput, 0, 1, answer.features(), size), gradient);
            update.apply(b + 1, options.get("learningRate").asDouble(), true, parameters, gradient, state);
            network.constrain(parameters);
        }
        for (Layout.Piece piece : network.layout().pieces()) {
            float[] trained = floats(golden.get("trained").get(piece.name()).get("values"));
            double largest = 0;
            for (float value : trained) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int i = 0; i < trained.length; i++) {
                near(trained[i], parameters[piece.offset() + i], largest, piece.name() + " at " + i);
            }
        }
    }

    private static void near(double golden, double ours, double scale, String what) {
        assertEquals(golden, ours, TOLERANCE * scale, what);
    }

    private static Update update(String optimizer, JsonNode options, Layout layout) {
        List<String> rule = new ArrayList<>();
        double clipNorm = 0;
        double l2 = 0;
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            switch (option.getKey()) {
                case "learningRate" -> {}
                case "clipNorm" -> clipNorm = option.getValue().asDouble();
                case "l2" -> l2 = option.getValue().asDouble();
                default -> rule.add(option.getKey() + "=" + option.getValue().asText());
            }
        }
        List<int[]> kernels = new ArrayList<>();
        for (Layout.Piece piece : layout.pieces()) {
            if (piece.role() == Layout.Role.KERNEL || piece.role() == Layout.Role.RECURRENT_KERNEL) {
                kernels.add(new int[] {piece.offset(), piece.offset() + piece.size()});
            }
        }
        return new Update(
                Optimizers.parse(optimizer + "(" + String.join(", ", rule) + ")"),
                Penalties.always(clipNorm, l2),
                Decayed.of(kernels));
    }

    /** Batch number b of {@code [batches][examples][steps][features]} as {@code [steps][features][examples]}. */
    private static float[] unitMajor(float[] all, int b, int size, int steps, int features) {
        float[] out = new float[steps * features * size];
        for (int example = 0; example < size; example++) {
            for (int t = 0; t < steps; t++) {
                for (int f = 0; f < features; f++) {
                    out[(t * features + f) * size + example] = all[((b * size + example) * steps + t) * features + f];
                }
            }
        }
        return out;
    }

    private static float[] floats(JsonNode values) {
        float[] out = new float[values.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values.get(i).asDouble();
        }
        return out;
    }
}
