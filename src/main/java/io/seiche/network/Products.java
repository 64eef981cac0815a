package io.seiche.network;

import io.seiche.cell.Step;
import io.seiche.cell.Wiring;
import io.seiche.math.Operands;
import io.seiche.math.Sequence;

/**
 * The matrix products of a recurrent layer, as its cell's {@link Wiring} asks for them: forward with the biases, back to
 * inputs and operands, and back to the weights.
 *
 * <p>The input kernel is {@code [taps * inputs, gates]}, the recurrent kernel {@code [units, gates]}, gates counted in
 * units; a product takes a run of their columns. The weights of a pass are made ready once, and their gradients are
 * summed over its steps before they are added to the network's.
 */
abstract class Products {
    /** Columns of a weight-gradient product that are enough where its sums stay in the caches, and where they do not. */
    private static final int COLUMNS = 96;

    private static final int MANY_COLUMNS = 512;
    private static final int CACHED_SUMS = 1 << 18;

    final BatchPart part;
    final Operands operands = new Operands(); // of a product of weight gradients
    Step step;
    Sequence x; // [T][m][B]
    int batch;

    Products(BatchPart part) {
        this.part = part;
    }

    /**
     * Those of a cell: one product a step where its wiring allows, else one each.
     *
     * @param weights offsets of kernel, recurrent kernel and bias
     */
    static Products of(Site site, Wiring wiring, int units, int[] weights) {
        return JointProduct.fits(site, wiring, units, weights)
                ? new JointProduct(site, wiring, units, weights[0])
                : new SeparateProducts(site, wiring, units, weights, wiring.inputs(), wiring.recurrences());
    }

    /** Begins a pass over x; {@code carriedInputs} are those before its first step, null for zeros. */
    void begin(Step ofPass, Sequence given, float[] carriedInputs, float[] parameters, boolean training) {
        step = ofPass;
        x = given;
        batch = given.batch();
        begin(carriedInputs, parameters, training);
    }

    abstract void begin(float[] carriedInputs, float[] parameters, boolean training);

    /** Makes the pre-activations of this step what the cell's phase reads. */
    abstract void forward(int phase);

    /** Begins the way back of the pass. */
    abstract void beginBack(float[] parameters);

    /** Numbers of the largest sum of weight gradients. */
    abstract int sums();

    /**
     * Steps whose block gradients are kept until {@link #addWeightGradients}: one where a batch is wide enough for a product
     * at its best, more where it is not or where the sums leave the caches in between.
     */
    final int run() {
        int columns = sums() > CACHED_SUMS ? MANY_COLUMNS : COLUMNS;
        int whole = part.wholeColumns(batch);
        return Math.min(x.steps(), (columns + whole - 1) / whole);
    }

    /** Takes the block gradients of this step, made by the cell's phase, back to h(t-1), operands and inputs. */
    abstract void back(int phase);

    /**
     * Adds the weight gradients of {@code run} steps from t, whose block gradients are the kept ones.
     *
     * @param kept place of the first step among those whose block gradients are kept
     */
    abstract void addWeightGradients(int t, int run, int kept);

    /** Adds the sums of weights and biases to the gradient. */
    abstract void finish(float[] gradient);
}
