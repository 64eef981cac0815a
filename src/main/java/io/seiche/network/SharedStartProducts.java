package io.seiche.network;

import io.seiche.cell.Wiring;
import io.seiche.math.Kernels.Left;
import io.seiche.math.Kernels.OuterProduct;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The products of steps that all start from the same state. Products with h and with inputs before the first step are the
 * same at every step: they are computed once and added to the biases. Their gradients are products with the gradient of
 * the biases, which is the sum over the steps.
 *
 * <p>Of a step's products those with its own input remain, and those with operands that the cell has made of it.
 */
final class SharedStartProducts extends SeparateProducts {
    private final Wiring.InputProduct[] pastInputs;
    private final Wiring.Recurrence[] recurrences; // with h
    private final List<SharedStartProducts> same;
    private final Left[] inputWeights;
    private final Left[] recurrentWeights;
    private final OuterProduct outer = new OuterProduct();

    SharedStartProducts(Site site, Wiring wiring, int units, int[] weights) {
        super(
                site,
                wiring,
                units,
                weights,
                wiring.inputs().stream().filter(p -> p.lag() == 0).toList(),
                wiring.recurrences().stream()
                        .filter(p -> p.operand() != Wiring.H)
                        .toList());
        pastInputs = wiring.inputs().stream().filter(p -> p.lag() > 0).toArray(Wiring.InputProduct[]::new);
        recurrences = wiring.recurrences().stream()
                .filter(p -> p.operand() == Wiring.H)
                .toArray(Wiring.Recurrence[]::new);
        same = part.join(this);
        inputWeights = lefts(pastInputs.length);
        recurrentWeights = lefts(recurrences.length);
    }

    @Override
    void begin(float[] carriedInputs, float[] parameters, boolean training) {
        super.begin(carriedInputs, parameters, training);
        prepareShared(true, parameters);
        for (int i = 0; i < pastInputs.length; i++) {
            int to = pastInputs[i].block() * step.n;
            kernels.multiply(inputWeights[i], batch, past, at(pastInputs[i]), batch, true, biasRun, to, batch);
        }
        for (int i = 0; i < recurrences.length; i++) {
            int to = recurrences[i].block() * step.n;
            kernels.multiply(recurrentWeights[i], batch, step.states[0], 0, batch, true, biasRun, to, batch);
        }
    }

    @Override
    void beginBack(float[] parameters) {
        super.beginBack(parameters);
        prepareShared(false, parameters);
    }

    private void prepareShared(boolean forward, float[] parameters) {
        for (int i = 0; i < pastInputs.length; i++) {
            Wiring.InputProduct p = pastInputs[i];
            prepare(inputWeights[i], forward, p.gates() * units, inputs, parameters, column(p));
        }
        for (int i = 0; i < recurrences.length; i++) {
            Wiring.Recurrence p = recurrences[i];
            prepare(recurrentWeights[i], forward, p.gates() * units, units, parameters, column(p));
        }
    }

    /** The offset of the input that a product reads in those before the first step. */
    private int at(Wiring.InputProduct p) {
        return (lag - p.lag()) * x.stride();
    }

    /**
     * Adds the gradient of the state the steps started from.
     *
     * @param dStart h first, the inputs from {@code dPast} on
     */
    void backStart(float[] dStart, int dPast) {
        for (int i = 0; i < recurrences.length; i++) {
            int from = recurrences[i].block() * step.n;
            kernels.multiply(recurrentWeights[i], batch, dBias, from, batch, true, dStart, 0, batch);
        }
        for (int i = 0; i < pastInputs.length; i++) {
            int from = pastInputs[i].block() * step.n;
            int to = dPast + at(pastInputs[i]);
            kernels.multiply(inputWeights[i], batch, dBias, from, batch, true, dStart, to, batch);
        }
    }

    @Override
    void finish(float[] gradient) {
        super.finish(gradient);
        for (Wiring.Recurrence p : recurrences) {
            put(p.block(), p.gates() * units, other -> other.step.states[0], other -> 0);
            add(units, p.gates() * units, gradient, column(p));
        }
        for (Wiring.InputProduct p : pastInputs) {
            put(p.block(), p.gates() * units, other -> other.past, other -> other.at(p));
            add(inputs, p.gates() * units, gradient, column(p));
        }
    }

    /** Puts the operands of all parts that are the same at every step, and the gradients of the biases. */
    private void put(
            int block,
            int wide,
            Function<SharedStartProducts, float[]> operand,
            ToIntFunction<SharedStartProducts> offset) {
        int from = part.from(wide);
        part.inOrder(same, batch, (other, first, columns) -> {
            int at = offset.applyAsInt(other) + first;
            int dAt = block * other.step.n + from * other.batch + first;
            operands.put(columns).a(operand.apply(other), at, 0, other.batch).b(other.dBias, dAt, 0, other.batch);
        });
    }

    private void add(int rows, int wide, float[] gradient, int column) {
        begin(outer, rows, wide);
        kernels.add(outer, 1, operands);
        operands.clear();
        finish(outer, wide, gradient, column);
    }
}
