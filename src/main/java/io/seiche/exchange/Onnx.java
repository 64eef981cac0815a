package io.seiche.exchange;

import io.seiche.loss.Blocks;
import io.seiche.model.Member;
import io.seiche.model.Model;
import io.seiche.network.Layout;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import java.util.Map;
import java.util.TreeMap;

/**
 * Models as ONNX files (<a href="https://onnx.ai">onnx.ai</a>, operator set {@value #OPERATORS}), for any ONNX runtime.
 *
 * <p>Input {@code window}: float {@code [batch, lookback, inputs]}, inputs in the order of {@link Columns}, scaled and
 * normalised as the network was trained to read them. Output {@code answer}: float {@code [batch, outputs]}, on the
 * same scale, the link of the loss applied (e^x for poisson), output {@code (block * horizon + h) * targets + k} being
 * step h of target k; {@code [batch, lookback, outputs]} for a network that answers at every step. Dropout is not in
 * it.
 */
public final class Onnx {
    private static final int OPERATORS = 17;
    private static final int IR_VERSION = 8;
    private static final int ANY = -1;

    private Onnx() {}

    /**
     * Returns the file of a model.
     *
     * @throws IllegalArgumentException if a layer cannot be exported; the message names it and the cells that can
     */
    public static byte[] write(Model model) {
        Columns columns = model.preparation().columns();
        int inputs = columns.inputs();
        int lookback = model.windows().lookback();
        Member member = model.only("an ONNX file");
        NetworkSpec network = member.network();
        Layout layout = Layout.of(network, inputs);
        Graph graph = new Graph(model.name());
        Value window = graph.input("window", ANY, lookback, inputs);
        OnnxNotation notation = new OnnxNotation(new Parameters(layout, member.parameters()), lookback);
        Value output = network.write(notation, inputs, window.transposed(1, 0, 2));
        Value answer = forecast(model.answers().blocks(), output);
        int outputs = network.outputs(inputs);
        if (network.answersEveryStep()) {
            graph.output("answer", answer.transposed(1, 0, 2), ANY, lookback, outputs);
        } else {
            graph.output("answer", answer.squeezed(0), ANY, outputs);
        }
        Protobuf file = new Protobuf()
                .number(1, IR_VERSION)
                .text(2, "seiche")
                .message(7, graph.message())
                .message(8, new Protobuf().text(1, "").number(2, OPERATORS));
        facts(model)
                .forEach((key, value) ->
                        file.message(14, new Protobuf().text(1, "seiche." + key).text(2, value)));
        return file.bytes();
    }

    /** Returns the forecasts of a network's outputs: the link of the loss is applied. Parameters of a distribution stay. */
    private static Value forecast(Blocks blocks, Value output) {
        return blocks.ofDistribution() ? output : blocks.link().write(output.graph()::node, output);
    }

    /** Returns the metadata needed to prepare the inputs and to read the outputs. */
    private static Map<String, String> facts(Model model) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("network", model.layers());
        facts.put("loss", model.loss());
        facts.put("lookback", "" + model.windows().lookback());
        facts.put("horizon", "" + model.windows().horizon());
        facts.put("normalize", model.windows().normalize().text());
        facts.put("inputs", String.join(", ", model.preparation().columns().inputNames()));
        facts.put("targets", String.join(", ", model.preparation().columns().targets()));
        facts.putAll(model.facts());
        facts.put("sha256", model.sha256());
        return facts;
    }
}
