package io.seiche.network;

import io.seiche.cell.Initial;
import io.seiche.math.Kernels;
import java.util.List;

/**
 * Where a layer is being built: what it needs to know of its neighbours.
 *
 * @param layout added to by the layer's constructor
 * @param starters added to by layers whose parameters start as anything but zero
 * @param index the layer's place in the text, from 0
 * @param prefix of its pieces' names: {@code layer3}, {@code layer3.forward}
 * @param inputs features it reads
 * @param steps the window's length
 * @param last whether only its last step is read, so that it hands on nothing else
 * @param inputGradient whether anybody before it needs dX
 * @param initial how parameters start
 * @param kernels what it multiplies with
 */
record Site(
        Layout layout,
        List<Starter> starters,
        int index,
        String prefix,
        int inputs,
        int steps,
        boolean last,
        boolean inputGradient,
        Initial initial,
        Kernels kernels) {
    /** Fills in the initial values of some layer's parameters. */
    @FunctionalInterface
    interface Starter {
        void start(float[] parameters, long seed);
    }

    /** The same place under a longer name. */
    Site named(String suffix) {
        return new Site(
                layout, starters, index, prefix + "." + suffix, inputs, steps, last, inputGradient, initial, kernels);
    }
}
