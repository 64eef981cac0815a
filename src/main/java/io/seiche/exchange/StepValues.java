package io.seiche.exchange;

import io.seiche.text.Options;
import java.util.List;

/** Inputs and outputs of a cell's step written as operators: the counterpart of {@link io.seiche.cell.Step}. */
final class StepValues {
    private final Options options;
    private final Value[] blocks;
    private final List<Value> states;
    private final Value[] next;
    private final List<Value> vectors;
    private final Value x;

    /**
     * @param blocks storage blocks, filled as far as products and biases go; each {@code [batch, units]}
     * @param states before the step, h the first
     * @param vectors vector parameters, each {@code [units]}
     * @param x the step's input, {@code [batch, inputs]}
     */
    StepValues(Options options, Value[] blocks, List<Value> states, List<Value> vectors, Value x) {
        this.options = options;
        this.blocks = blocks;
        this.states = states;
        this.next = new Value[states.size()];
        this.vectors = vectors;
        this.x = x;
    }

    Options options() {
        return options;
    }

    Value block(int k) {
        return blocks[k];
    }

    void block(int k, Value value) {
        blocks[k] = value;
    }

    Value state(int k) {
        return states.get(k);
    }

    /** State k after the step. */
    Value next(int k) {
        return next[k];
    }

    void next(int k, Value value) {
        next[k] = value;
    }

    Value vector(int k) {
        return vectors.get(k);
    }

    Value x() {
        return x;
    }
}
