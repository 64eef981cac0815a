package io.seiche.exchange;

import io.seiche.exchange.Graph.Attribute;
import io.seiche.network.Merge;
import io.seiche.network.Notation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Layers as nodes of an ONNX graph; values between layers are {@code [steps, batch, features]}. LSTM, GRU and RNN
 * become the operators of these names, every other cell a {@link ScanLayer}. A bidirectional layer is two nodes, one
 * reading backward, followed by the merge.
 */
final class OnnxNotation implements Notation<Value> {
    /** Seiche's gates in ONNX's order: i o f c. */
    private static final int[] LSTM = {0, 3, 1, 2};
    /** Seiche's peepholes i f o in ONNX's order: i o f. */
    private static final int[] PEEPHOLES = {0, 2, 1};

    /** ONNX's data type of row numbers. */
    private static final int INT64 = 7;

    private final Parameters parameters;
    private final int steps;

    /** @param steps number of steps of the network's input */
    OnnxNotation(Parameters parameters, int steps) {
        this.parameters = parameters;
        this.steps = steps;
    }

    @Override
    public Value recurrent(RecurrentLayer run, Value x) {
        String cell = run.cell().name();
        if (cell.equals("lstm")) {
            return lstm(run, x);
        }
        if (cell.equals("rnn")) {
            return operator("RNN", run, x, Gates.identity(1), Attribute.texts("activations", candidate(run)));
        }
        if (cell.equals("gru") && !run.options().word("variant").equals("goodfellow")) {
            int after = run.options().word("variant").equals("reset_after") ? 1 : 0;
            return operator(
                    "GRU",
                    run,
                    x,
                    Gates.identity(3),
                    Attribute.texts("activations", "Sigmoid", candidate(run)),
                    Attribute.integer("linear_before_reset", after));
        }
        return scan(run, x);
    }

    private static String candidate(RecurrentLayer run) {
        return operator(run.options().word("activation"));
    }

    /** Returns ONNX's name of an activation. */
    private static String operator(String activation) {
        return activation.substring(0, 1).toUpperCase(Locale.ROOT) + activation.substring(1);
    }

    /** Returns the cells that can be exported: those with an ONNX operator or a form in {@link StepForms}. */
    static Set<String> cells() {
        Set<String> known = new TreeSet<>(StepForms.names());
        known.addAll(Set.of("lstm", "rnn"));
        return known;
    }

    private Value scan(RecurrentLayer run, Value x) {
        StepForms.StepForm form = StepForms.of(run.cell().name());
        if (form == null) {
            throw new IllegalArgumentException(run.name() + ", " + run.text()
                    + ", cannot be exported to ONNX; cells that can are: " + String.join(", ", cells())
                    + "; to export the parameters alone, use safetensors");
        }
        return new ScanLayer(run, form, parameters, steps).write(x);
    }

    private Value lstm(RecurrentLayer run, Value x) {
        boolean hard = run.options().word("recurrent_activation").equals("hard_sigmoid");
        Attribute activations =
                Attribute.texts("activations", hard ? "HardSigmoid" : "Sigmoid", candidate(run), "Tanh");
        return hard
                ? operator(
                        "LSTM",
                        run,
                        x,
                        LSTM,
                        activations,
                        Attribute.reals("activation_alpha", 0.2f),
                        Attribute.reals("activation_beta", 0.5f))
                : operator("LSTM", run, x, LSTM, activations);
    }

    /** Adds a node of a recurrent ONNX operator, with gates in the given order. */
    private Value operator(String type, RecurrentLayer run, Value x, int[] order, Attribute... options) {
        Graph graph = x.graph();
        int units = run.units();
        int width = order.length * units;
        Value kernel = graph.constant(
                run.name() + ".W",
                new Gates(run.inputs(), units, order, true).write(parameters.of(run.name() + ".kernel"), 0),
                1,
                width,
                run.inputs());
        Value recurrent = graph.constant(
                run.name() + ".R",
                new Gates(units, units, order, true).write(parameters.of(run.name() + ".recurrent_kernel"), 0),
                1,
                width,
                units);
        Value bias = graph.constant(run.name() + ".B", bias(run, order), 1, 2 * width);
        List<Value> given = new ArrayList<>(List.of(x, kernel, recurrent, bias));
        if (type.equals("LSTM") && run.options().flag("peephole")) {
            float[] peepholes = new Gates(1, units, PEEPHOLES, false).write(parameters.of(run.name() + ".peephole"), 0);
            given.addAll(Arrays.asList(null, null, null));
            given.add(graph.constant(run.name() + ".P", peepholes, 1, 3 * units));
        }
        Attribute[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = Attribute.integer("hidden_size", units);
        all[options.length + 1] = Attribute.text("direction", run.backward() ? "reverse" : "forward");
        List<Value> made = graph.nodes(type, 2, given, all);
        return run.last() ? made.get(1) : made.get(0).squeezed(1);
    }

    /** Returns the bias of the input's products and that of the state's products, which is 0 but for GRU's reset_after. */
    private float[] bias(RecurrentLayer run, int[] order) {
        float[] ours = parameters.of(run.name() + ".bias");
        int width = order.length * run.units();
        float[] both = new float[2 * width];
        Gates gates = new Gates(1, run.units(), order, false);
        for (int from = 0; from < ours.length; from += width) {
            System.arraycopy(gates.write(ours, from), 0, both, from, width);
        }
        return both;
    }

    @Override
    public Value dense(String name, int inputs, int units, String activation, Value x) {
        Graph graph = x.graph();
        Value y = x.product(graph.constant(name + ".kernel", parameters.of(name + ".kernel"), inputs, units))
                .plus(graph.constant(name + ".bias", parameters.of(name + ".bias"), units));
        if (activation.equals("linear")) {
            return y;
        }
        return activation.equals("softmax")
                ? graph.node(operator(activation), List.of(y), Attribute.integer("axis", -1))
                : graph.node(operator(activation), List.of(y));
    }

    @Override
    public Value embedding(String name, int items, int units, Value x) {
        Graph graph = x.graph();
        Value table = graph.constant(name + ".embeddings", parameters.of(name + ".embeddings"), items, units);
        Value rows =
                graph.node("Cast", List.of(x), Attribute.integer("to", INT64)).squeezed(-1);
        return graph.node("Gather", List.of(table, rows), Attribute.integer("axis", 0));
    }

    @Override
    public Value lastStep(Value x) {
        Graph graph = x.graph();
        List<Value> slice = List.of(x, graph.integers(-1), graph.integers(Long.MAX_VALUE), graph.integers(0));
        return graph.node("Slice", slice);
    }

    @Override
    public Value merged(Merge how, Value first, Value second) {
        return switch (how) {
            case CONCAT -> first.graph().node("Concat", List.of(first, second), Attribute.integer("axis", -1));
            case SUM -> first.plus(second);
            case AVERAGE -> first.plus(second).times(0.5);
            case MULTIPLY -> first.times(second);
        };
    }
}
