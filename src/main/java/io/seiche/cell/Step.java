package io.seiche.cell;

/**
 * The arrays of one step, as the layer hands them to a cell: a plain struct, filled anew for every step and never
 * allocated inside the loop. Every run is {@code n} floats long, {@code [units][batch]}.
 */
public final class Step {
    /** Units times batch: the length of every run. */
    public int n;
    /** Examples side by side in a run. */
    public int batch;
    /** Which step of the pass, from 0. */
    public int t;
    /** Whether random masks act in this pass. */
    public boolean masks;
    /** The randomness of this layer in this pass. */
    public long seed;
    /** Storage blocks: pre-activations, overwritten by activations; block k begins at {@link #at}. */
    public float[] z;
    /** Where block 0 begins in {@link #z}. */
    public int zAt;
    /** Gradient of the blocks; block k begins at {@link #dAt}. */
    public float[] dz;
    /** Where block 0 begins in {@link #dz}. */
    public int dzAt;
    /** State vectors of all steps; the first is h. */
    public float[][] states;
    /** Where the states of step t-1 begin, in each of {@link #states}. */
    public int before;
    /** Where the states of step t begin. */
    public int after;
    /** Gradient of h(t), {@code [n]}. */
    public float[] dh;
    /** Gradient of h(t-1), added to, {@code [n]}. */
    public float[] dhBefore;
    /** Gradient of the states but h (entry 0 is not used): of step t on entry, of step t-1 on return. */
    public float[][] dStates;
    /** Vector parameters, repeated over the batch: vector k begins at {@code k * n}. */
    public float[] vectors;
    /** Their gradients, summed over steps, of the same shape. */
    public float[] dVectors;
    /** The step's input, {@code [inputs][batch]} at {@link #xAt}. */
    public float[] x;
    /** Where the step's input begins. */
    public int xAt;
    /** Gradient of the input, added to; null where nobody reads it. */
    public float[] dx;
    /** Where the gradient of the step's input begins. */
    public int dxAt;

    /** Where storage block k of this step begins in {@link #z}. */
    public int at(int block) {
        return zAt + block * n;
    }

    /** Where the gradient of block k begins in {@link #dz}. */
    public int dAt(int block) {
        return dzAt + block * n;
    }
}
