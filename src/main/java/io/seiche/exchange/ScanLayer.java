package io.seiche.exchange;

import io.seiche.cell.Wiring;
import io.seiche.exchange.Graph.Attribute;
import io.seiche.exchange.StepForms.StepValues;
import io.seiche.network.Notation.RecurrentLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A recurrent layer as an ONNX {@code Scan} of elementary operators. The product of all steps with the input kernel
 * precedes it; its body has the recurrent products of the cell's {@link Wiring} and the cell's {@link StepForms.StepForm}.
 */
final class ScanLayer {
    private final RecurrentLayer run;
    private final Wiring wiring;
    private final StepForms.StepForm form;
    private final Parameters parameters;
    private final int steps;

    /** @param steps number of steps of the sequence it reads */
    ScanLayer(RecurrentLayer run, StepForms.StepForm form, Parameters parameters, int steps) {
        this.run = run;
        this.wiring = run.cell()
                .maker()
                .make(run.inputs(), run.units(), run.options())
                .wiring();
        this.form = form;
        this.parameters = parameters;
        this.steps = steps;
    }

    /**
     * Writes the layer.
     *
     * @param x its input, {@code [steps, batch, inputs]}
     * @return {@code [steps, batch, units]}, or {@code [1, batch, units]} if only the last step is read
     */
    Value write(Value x) {
        Graph graph = x.graph();
        List<Value> given = new ArrayList<>();
        Value batch = graph.node("Shape", List.of(x), Attribute.integer("start", 1), Attribute.integer("end", 2));
        Value shape = graph.node("Concat", List.of(batch, graph.integers(run.units())), Attribute.integer("axis", 0));
        for (int k = 0; k < wiring.states(); k++) {
            given.add(graph.node("ConstantOfShape", List.of(shape), Attribute.tensor("value", wiring.initial(k))));
        }
        given.add(preactivations(x));
        given.add(x);
        int direction = run.backward() ? 1 : 0;
        List<Value> made = graph.nodes(
                "Scan",
                wiring.states() + 1,
                given,
                Attribute.graph("body", body(graph)),
                Attribute.integer("num_scan_inputs", 2),
                Attribute.integers("scan_input_directions", direction, direction),
                Attribute.integers("scan_output_directions", direction));
        return run.last() ? made.get(0).unsqueezed(0) : made.get(wiring.states());
    }

    /** Returns W x + b of every step, {@code [steps, batch, blocks * units]}. */
    private Value preactivations(Value x) {
        Graph graph = x.graph();
        int width = wiring.preactivations() * run.units();
        float[] bias = new float[width];
        float[] biases = parameters.of(run.name() + ".bias");
        for (Wiring.Bias b : wiring.biases()) {
            int from = (b.row() * wiring.biasGates() + b.gate()) * run.units();
            for (int j = 0; j < b.gates() * run.units(); j++) {
                bias[b.block() * run.units() + j] += biases[from + j];
            }
        }
        Value sum = graph.constant(run.name() + ".bias", bias, width);
        for (int lag = 0; lag <= wiring.lag() && lag < steps; lag++) {
            Value kernel = graph.constant(run.name() + ".kernel", kernel(lag, width), run.inputs(), width);
            sum = sum.plus(delayed(x, lag).product(kernel));
        }
        return sum;
    }

    /** Returns the input kernel of x(t - lag), {@code [inputs, width]}, with columns in the order of the blocks. */
    private float[] kernel(int lag, int width) {
        float[] ours = parameters.of(run.name() + ".kernel");
        float[] kernel = new float[run.inputs() * width];
        for (Wiring.InputProduct input : wiring.inputs()) {
            for (int row = 0; input.lag() == lag && row < run.inputs(); row++) {
                int from = ((input.tap() * run.inputs() + row) * wiring.gates() + input.gate()) * run.units();
                int to = row * width + input.block() * run.units();
                for (int j = 0; j < input.gates() * run.units(); j++) {
                    kernel[to + j] += ours[from + j];
                }
            }
        }
        return kernel;
    }

    /** Returns x delayed by a number of steps in the direction of reading, with zeros before the first step. */
    private Value delayed(Value x, int lag) {
        if (lag == 0) {
            return x;
        }
        Graph graph = x.graph();
        Value begin = graph.integers(run.backward() ? lag : 0);
        Value end = graph.integers(run.backward() ? steps : steps - lag);
        Value kept = graph.node("Slice", List.of(x, begin, end, graph.integers(0)));
        Value pads = run.backward() ? graph.integers(0, 0, 0, lag, 0, 0) : graph.integers(lag, 0, 0, 0, 0, 0);
        return graph.node("Pad", List.of(kept, pads));
    }

    private Graph body(Graph outer) {
        Graph body = outer.inner(run.name());
        List<Value> states = new ArrayList<>();
        for (int k = 0; k < wiring.states(); k++) {
            states.add(body.anyInput("state"));
        }
        Value filled = body.anyInput("blocks");
        Value x = body.anyInput("x");
        Value[] blocks = filled.split(wiring.preactivations()).toArray(new Value[0]);
        StepValues step = new StepValues(
                run.options(), Arrays.copyOf(blocks, Math.max(4, wiring.blocks())), states, vectors(body), x);
        for (int phase = 0; phase < wiring.phases(); phase++) {
            for (Wiring.Recurrence recurrence : wiring.recurrences()) {
                if (recurrence.phase() == phase) {
                    add(recurrence, step, body);
                }
            }
            form.write(phase, step);
        }
        for (int k = 0; k < wiring.states(); k++) {
            body.output(step.next(k));
        }
        body.output(step.next(0));
        return body;
    }

    private void add(Wiring.Recurrence recurrence, StepValues step, Graph body) {
        float[] ours = parameters.of(run.name() + ".recurrent_kernel");
        int width = wiring.gates() * run.units();
        int columns = recurrence.gates() * run.units();
        float[] kernel = new float[run.units() * columns];
        for (int row = 0; row < run.units(); row++) {
            System.arraycopy(ours, row * width + recurrence.gate() * run.units(), kernel, row * columns, columns);
        }
        Value matrix = body.constant(run.name() + ".recurrent_kernel", kernel, run.units(), columns);
        Value operand = recurrence.operand() == Wiring.H ? step.state(0) : step.block(recurrence.operand());
        List<Value> products = operand.product(matrix).split(recurrence.gates());
        for (int k = 0; k < products.size(); k++) {
            int block = recurrence.block() + k;
            step.block(block, step.block(block).plus(products.get(k)));
        }
    }

    private List<Value> vectors(Graph body) {
        List<Value> vectors = new ArrayList<>();
        for (Wiring.VectorParameter vector : wiring.vectors()) {
            String name = run.name() + "." + vector.name();
            float[] all = parameters.of(name);
            for (int k = 0; k < vector.count(); k++) {
                float[] one = Arrays.copyOfRange(all, k * run.units(), (k + 1) * run.units());
                vectors.add(body.constant(name, one, run.units()));
            }
        }
        return vectors;
    }
}
