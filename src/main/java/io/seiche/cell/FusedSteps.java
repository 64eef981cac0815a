package io.seiche.cell;

import io.seiche.math.Elementwise;

/**
 * Fused forms of a cell's step: one loop, or few, in place of an {@link Elementwise} call per operation, each of which
 * reads and writes a block. A form computes the first numbers of every block and returns their count; the cell computes
 * the others with its own operations. Both give the same bits.
 *
 * <p>The methods of this class compute nothing and return 0. {@code VectorSteps} overrides them where the kernels of this
 * JVM use the Vector API. It is compiled against an incubating module and therefore loaded by name.
 */
class FusedSteps {
    /** No fused forms. */
    static final FusedSteps NONE = new FusedSteps();

    FusedSteps() {}

    /** Returns the forms of this JVM's kernels. */
    static FusedSteps get() {
        return Elementwise.get().vectorised() ? Vector.STEPS : NONE;
    }

    /**
     * Computes a step of an LSTM with logistic gates, tanh and no peephole.
     *
     * @return length of the computed part of each block
     */
    int lstm(Step s) {
        return 0;
    }

    /**
     * Computes the gradient of {@link #lstm}.
     *
     * @return length of the computed part of each block
     */
    int lstmBack(Step s) {
        return 0;
    }

    /**
     * Computes the gradient of a step of an sLSTM.
     *
     * @return length of the computed part of each block
     */
    int slstmBack(Step s) {
        return 0;
    }

    /** Holder that defers loading of {@code VectorSteps} until the Vector API is known to be present. */
    private static final class Vector {
        static final FusedSteps STEPS = load();

        private static FusedSteps load() {
            try {
                return Class.forName("io.seiche.cell.VectorSteps")
                        .asSubclass(FusedSteps.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException missing) {
                throw new IllegalStateException("the jar must hold VectorSteps beside VectorKernels", missing);
            }
        }
    }
}
