package io.seiche.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.model.Model;
import io.seiche.model.ModelFormatException;
import io.seiche.model.SafeTensors;
import io.seiche.model.SafeTensors.Contents;
import io.seiche.model.SafeTensors.Tensor;
import io.seiche.network.NetworkSpec;
import io.seiche.network.RegisteredCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Import of weights by the tensor names of Keras and PyTorch. */
class FrameworkTest {
    private static final String FILE = "weights.safetensors";
    private static final int INPUTS = DrawnModels.INPUTS;

    /** A file of drawn numbers in these tensors. */
    private static byte[] file(Map<String, int[]> shapes) {
        List<Tensor> tensors = new ArrayList<>();
        int size = 0;
        for (Map.Entry<String, int[]> each : shapes.entrySet()) {
            Tensor tensor = new Tensor(each.getKey(), each.getValue(), size);
            tensors.add(tensor);
            size += tensor.size();
        }
        return SafeTensors.write(new Contents(new TreeMap<>(), tensors, DrawnModels.floats(size, 0.7, 5)));
    }

    /** Parameters of a module of nn.LSTM, nn.GRU or nn.RNN. */
    private static void torchLayer(
            Map<String, int[]> into, String module, int gates, int[] inputs, int units, int ways) {
        for (int layer = 0; layer < inputs.length; layer++) {
            for (String way : ways == 2 ? List.of("", "_reverse") : List.of("")) {
                String suffix = "_l" + layer + way;
                into.put(module + "weight_ih" + suffix, new int[] {gates * units, inputs[layer]});
                into.put(module + "weight_hh" + suffix, new int[] {gates * units, units});
                into.put(module + "bias_ih" + suffix, new int[] {gates * units});
                into.put(module + "bias_hh" + suffix, new int[] {gates * units});
            }
        }
    }

    private static Map<String, int[]> torch(int gates, int ways) {
        Map<String, int[]> shapes = new TreeMap<>();
        torchLayer(shapes, "rnn.", gates, new int[] {INPUTS, ways * 4}, 4, ways);
        shapes.put("head.weight", new int[] {2, ways * 4});
        shapes.put("head.bias", new int[] {2});
        return shapes;
    }

    private static Map<String, int[]> keras(String cell, int gates, int[] biasRows) {
        Map<String, int[]> shapes = new TreeMap<>();
        for (String layer : List.of(cell, cell + "_1")) {
            String path = layer + "/" + cell + "_cell/";
            shapes.put(path + "kernel:0", new int[] {layer.equals(cell) ? INPUTS : 4, gates * 4});
            shapes.put(path + "recurrent_kernel:0", new int[] {4, gates * 4});
            shapes.put(path + "bias:0", biasRows.length == 0 ? new int[] {gates * 4} : new int[] {2, gates * 4});
        }
        shapes.put("dense/kernel:0", new int[] {4, 2});
        shapes.put("dense/bias:0", new int[] {2});
        return shapes;
    }

    /** Tensors as the frameworks' documentation writes the equations, in doubles. */
    static Stream<Reference> references() {
        return Stream.of(
                new Reference(Framework.PYTORCH, "lstm(4), lstm(4), dense(2)", torch(4, 1), "ifgo"),
                new Reference(Framework.PYTORCH, "gru(4), gru(4), dense(2)", torch(3, 1), "rzn"),
                new Reference(Framework.PYTORCH, "rnn(4), rnn(4), dense(2)", torch(1, 1), "h"),
                new Reference(
                        Framework.PYTORCH,
                        "bidirectional(lstm(4)), bidirectional(lstm(4)), dense(2)",
                        torch(4, 2),
                        "ifgo"),
                new Reference(
                        Framework.PYTORCH,
                        "bidirectional(gru(4)), bidirectional(gru(4)), dense(2)",
                        torch(3, 2),
                        "rzn"),
                new Reference(Framework.KERAS, "lstm(4), lstm(4), dense(2)", keras("lstm", 4, new int[0]), "ifgo"),
                new Reference(Framework.KERAS, "gru(4), gru(4), dense(2)", keras("gru", 3, new int[] {2}), "zrn"),
                new Reference(Framework.KERAS, "rnn(4), rnn(4), dense(2)", keras("simple_rnn", 1, new int[0]), "h"));
    }

    /** A network, a file's tensors, and the order of the gates in them. */
    record Reference(Framework framework, String layers, Map<String, int[]> shapes, String gates) {
        @Override
        public String toString() {
            return framework + " " + layers;
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void importedWeightsAnswerAsTheFrameworksEquationsDo(Reference reference) {
        byte[] bytes = file(reference.shapes());
        NetworkSpec network = new NetworkSpec(reference.layers());
        float[] parameters =
                reference.framework().read(network, INPUTS, FILE, bytes).parameters();
        float[] window = DrawnModels.floats(DrawnModels.LOOKBACK * INPUTS, 1, 13);

        float[] answer =
                DrawnModels.answers(DrawnModels.with(DrawnModels.model(reference.layers(), 1), parameters), window);
        double[] expected = new ReferenceNetwork(SafeTensors.read(FILE, bytes), reference.gates())
                .answer(
                        ReferenceNetwork.steps(window, INPUTS),
                        reference.layers().startsWith("bidirectional"));

        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], answer[k], 1e-5, "output " + k);
        }
    }

    static Stream<String> cells() {
        return RegisteredCells.of(4);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whatIsWrittenIsReadBackAndWhatIsNotWrittenIsNotRead(String cell) {
        for (String around : List.of("%1$s, %1$s, dense(2, tanh)", "bidirectional(%1$s, merge=sum), dense(2)")) {
            Model model = DrawnModels.model(around.formatted(cell), 3);
            for (Framework framework : Framework.values()) {
                byte[] bytes;
                try {
                    bytes = framework.write(model);
                } catch (IllegalArgumentException refused) {
                    assertTrue(refused.getMessage().contains("layer0"), refused.getMessage());
                    assertTrue(refused.getMessage().contains(cell), refused.getMessage());
                    byte[] any = file(torch(4, 1));
                    assertEquals(
                            refused.getMessage(),
                            assertThrows(
                                            IllegalArgumentException.class,
                                            () -> framework.read(
                                                    model.members().get(0).network(), INPUTS, FILE, any))
                                    .getMessage());
                    continue;
                }
                assertArrayEquals(
                        model.members().get(0).parameters(),
                        framework
                                .read(model.members().get(0).network(), INPUTS, FILE, bytes)
                                .parameters());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theThreeCellsOfBothFrameworksCanBeWritten(Framework framework) {
        Model model = DrawnModels.model("lstm(4), bidirectional(gru(3)), rnn(5, activation=relu), dense(2)", 3);
        assertArrayEquals(
                model.members().get(0).parameters(),
                framework
                        .read(model.members().get(0).network(), INPUTS, FILE, framework.write(model))
                        .parameters());
    }

    @Test
    void numbersInNamesCountAsNumbers() {
        Map<String, int[]> shapes = new TreeMap<>();
        torchLayer(shapes, "rnn.", 1, new int[] {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3}, 3, 1);
        NetworkSpec network = new NetworkSpec("rnn(3), ".repeat(11) + "rnn(3)");

        List<String> sources =
                Framework.PYTORCH.read(network, 3, FILE, file(shapes)).sources();

        assertEquals("layer2, rnn(3), from rnn.l2", sources.get(2));
        assertEquals("layer10, rnn(3), from rnn.l10", sources.get(10));
    }

    @Test
    void layersOfOtherKindsAndShapesAreFoundWhateverTheirNames() {
        Map<String, int[]> shapes = new TreeMap<>();
        torchLayer(shapes, "b.", 3, new int[] {4}, 5, 1);
        torchLayer(shapes, "c.", 4, new int[] {3}, 4, 1);
        shapes.put("a.weight", new int[] {2, 5});
        shapes.put("a.bias", new int[] {2});

        List<String> sources = Framework.PYTORCH
                .read(new NetworkSpec("lstm(4), gru(5), dense(2)"), INPUTS, FILE, file(shapes))
                .sources();

        assertEquals(
                List.of("layer0, lstm(4), from c.l0", "layer1, gru(5), from b.l0", "layer2, dense(2), from a"),
                sources);
    }

    @Test
    void pathsInKerasTellTheDirection() {
        Map<String, int[]> shapes = new TreeMap<>();
        for (String way : List.of("forward", "backward")) {
            String path = "sequential/bidirectional/" + way + "_lstm/lstm_cell/";
            shapes.put(path + "kernel", new int[] {INPUTS, 16});
            shapes.put(path + "recurrent_kernel", new int[] {4, 16});
            shapes.put(path + "bias", new int[] {16});
        }
        shapes.put("sequential/dense/kernel", new int[] {8, 2});
        shapes.put("sequential/dense/bias", new int[] {2});

        List<String> sources = Framework.KERAS
                .read(new NetworkSpec("bidirectional(lstm(4)), dense(2)"), INPUTS, FILE, file(shapes))
                .sources();

        assertEquals(
                List.of(
                        "layer0.forward, lstm(4), from sequential/bidirectional/forward_lstm/lstm_cell",
                        "layer0.backward, lstm(4), from sequential/bidirectional/backward_lstm/lstm_cell",
                        "layer1, dense(2), from sequential/dense"),
                sources);
    }

    @Test
    void anotherNetworksFileIsRefusedWithWhatWasExpectedAndFound() {
        byte[] bytes = file(torch(4, 1));

        String other = refusal("lstm(5), lstm(4), dense(2)", bytes);
        assertTrue(other.contains("must hold the weights of layer0, lstm(5) on 3 inputs"), other);
        assertTrue(other.contains("weight_ih [20, 3]"), other);
        assertTrue(other.contains("weight_ih [16, 3]"), other);
        assertTrue(other.contains(FILE), other);

        String more = refusal("lstm(4), dense(2)", bytes);
        assertTrue(more.contains("rnn.l1: "), more);

        String backward = refusal("bidirectional(lstm(4)), lstm(4), dense(2)", bytes);
        assertTrue(backward.contains("layer0.backward"), backward);
    }

    private static String refusal(String layers, byte[] bytes) {
        return assertThrows(
                        ModelFormatException.class,
                        () -> Framework.PYTORCH.read(new NetworkSpec(layers), INPUTS, FILE, bytes))
                .getMessage();
    }
}
