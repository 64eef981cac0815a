package io.seiche.network;

import io.seiche.cell.Wiring;
import io.seiche.math.Kernels.Left;
import io.seiche.math.Kernels.OuterProduct;

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
            add(units, p.gates(), step.states[0], 0, p.block(), gradient, column(p));
        }
        for (Wiring.InputProduct p : pastInputs) {
            add(inputs, p.gates(), past, at(p), p.block(), gradient, column(p));
        }
    }

    private void add(int rows, int wide, float[] operand, int at, int block, float[] gradient, int column) {
        kernels.begin(outer, rows, wide * units);
        kernels.add(outer, 1, batch, operand, at, 0, batch, dBias, block * step.n, 0, batch);
        kernels.finish(outer, gradient, column, gates);
    }
}
