package io.seiche.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.model.Model;
import io.seiche.model.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Import of weights written by PyTorch: {@code src/test/resources/pytorch} (its README states how they were made) holds
 * the parameters of modules and the modules' outputs for some windows.
 */
class PyTorchFilesTest {
    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("src/test/resources/pytorch"))) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
            assertFalse(files.isEmpty());
            return files;
        }
    }

    private static JsonNode told(Path weights) throws IOException {
        String name = weights.getFileName().toString().replace(".safetensors", ".json");
        return new ObjectMapper().readTree(weights.resolveSibling(name).toFile());
    }

    private static float[] floats(JsonNode values) {
        float[] all = new float[values.size()];
        for (int j = 0; j < all.length; j++) {
            all[j] = (float) values.get(j).asDouble();
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("files")
    void importedWeightsAnswerAsPyTorchDid(Path weights) throws IOException {
        JsonNode told = told(weights);
        Model model = DrawnModels.model(told.get("layers").asText(), 1);
        float[] parameters = Framework.PYTORCH
                .read(
                        model.members().get(0).network(),
                        DrawnModels.INPUTS,
                        weights.toString(),
                        Files.readAllBytes(weights))
                .parameters();
        float[] expected = floats(told.get("y"));
        float[] answered = DrawnModels.answers(DrawnModels.with(model, parameters), floats(told.get("x")));
        assertEquals(DrawnModels.BATCH * DrawnModels.OUTPUTS, answered.length);
        for (int j = 0; j < expected.length; j++) {
            assertEquals(expected[j], answered[j], 1e-5, "answer " + j);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void exportedWeightsHaveTheShapesOfPyTorchsOwn(Path weights) throws IOException {
        Model model = DrawnModels.model(told(weights).get("layers").asText(), 1);
        List<String> ours = shapes(Framework.PYTORCH.write(model));
        List<String> theirs = shapes(Files.readAllBytes(weights));
        assertEquals(theirs, ours);
        assertTrue(ours.size() >= 6);
    }

    /** A name without the module's and the layer's number, and the tensor's shape. */
    private static List<String> shapes(byte[] file) {
        return SafeTensors.read("weights", file).tensors().stream()
                .map(tensor -> tensor.name().replaceAll("^\\w+\\.", "").replaceAll("_l\\d+", "_l")
                        + java.util.Arrays.toString(tensor.shape()))
                .sorted()
                .toList();
    }
}
