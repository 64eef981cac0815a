package io.seiche.cell;

import io.seiche.math.Elementwise;

/**
 * The arithmetic of a whole step in one loop or few, for the cells whose own operations would each read and write the
 * blocks once more. A form computes the leading numbers of every block and returns how many; the cell computes the rest by
 * its own operations. The bits are the same, so that a form only changes the speed.
 *
 * <p>This class has no forms: every method returns 0. {@code VectorSteps} has them where the kernels chosen for this JVM
 * use the Vector API. It is compiled against the incubating module, so it is found by its name.
 */
class FusedSteps {
    static final FusedSteps NONE = new FusedSteps();

    FusedSteps() {}

    /** Returns the forms of this JVM's kernels. */
    static FusedSteps get() {
        return Elementwise.get().vectorised() ? Vector.STEPS : NONE;
    }

    /**
     * Computes a step of an LSTM with logistic gates, tanh and no peephole.
     *
     * @return how many leading numbers of each block are done
     */
    int lstm(Step s) {
        return 0;
    }

    /**
     * Computes the gradient of {@link #lstm}.
     *
     * @return how many leading numbers of each block are done
     */
    int lstmBack(Step s) {
        return 0;
    }

    /**
     * Computes the gradient of a step of an sLSTM.
     *
     * @return how many leading numbers of each block are done
     */
    int slstmBack(Step s) {
        return 0;
    }

    /** Loaded only where there is a Vector API. */
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
