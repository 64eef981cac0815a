package io.seiche.cell;

import io.seiche.math.Examples;

/**
 * The arrays of one time step. A layer has one instance and sets its fields before every step, so that the loop over
 * time allocates nothing.
 *
 * <p>Every block, every state and their gradients are {@code [units][batch]}, {@code n = units * batch} numbers: unit u of
 * example b is number {@code u * batch + b}.
 */
public final class Step {
    /** Length of a block and of a state: units times batch. */
    public int n;
    /** Number of examples. */
    public int batch;
    /** Place of the examples in the whole batch, on which masks depend. */
    public Examples examples;
    /** Index of the step in the pass, from 0. */
    public int t;
    /** True if random masks apply in this pass. */
    public boolean masks;
    /** Seed of this layer's masks in this pass. */
    public long seed;
    /**
     * Storage blocks, {@code [blocks][n]} from {@link #zAt}: pre-activations, which the cell replaces by activations, then
     * scratch blocks. In training the blocks of every step are kept for its gradient; otherwise, and where the
     * {@link Wiring} says so, all steps share them.
     */
    public float[] z;
    /** Offset of block 0 in {@link #z}. */
    public int zAt;
    /** Gradients of the blocks, {@code [blocks][n]} from {@link #dzAt}; see {@link Wiring} for the blocks. */
    public float[] dz;
    /** Offset of block 0 in {@link #dz}. */
    public int dzAt;
    /** State vectors of all steps, {@code [states][steps + 1][n]}; state 0 is h. */
    public float[][] states;
    /** Offset of the states of step t-1, in each of {@link #states}. */
    public int before;
    /** Offset of the states of step t. */
    public int after;
    /** Gradient of h(t), {@code [n]}. */
    public float[] dh;
    /** Gradient of h(t-1), {@code [n]}; added to. */
    public float[] dhBefore;
    /** Gradients of the states, {@code [states][n]}, entry 0 unused: of step t on entry, of step t-1 on return. */
    public float[][] dStates;
    /** Vector parameters, {@code [vectors][n]}, each number repeated over the batch. */
    public float[] vectors;
    /** Gradients of the vector parameters, {@code [vectors][n]}, summed over steps; added to. */
    public float[] dVectors;
    /** Input of the pass; this step's is {@code [inputs][batch]} from {@link #xAt}. */
    public float[] x;
    /** Offset of the step's input. */
    public int xAt;
    /** Gradient of the input, this step's {@code [inputs][batch]} from {@link #dxAt}; added to; null where unused. */
    public float[] dx;
    /** Offset of the gradient of the step's input. */
    public int dxAt;

    /** Returns the offset of storage block k of this step in {@link #z}. */
    public int at(int block) {
        return zAt + block * n;
    }

    /** Returns the offset of the gradient of block k in {@link #dz}. */
    public int dAt(int block) {
        return dzAt + block * n;
    }
}
