package io.seiche.model;

import io.seiche.network.Layout;
import io.seiche.network.NetworkSpec;
import java.io.Serializable;
import java.util.Locale;

/**
 * One trained network of a model.
 *
 * @param network its layers
 * @param parameters in the order of the network's layout; not copied, and not to be changed
 */
public record Member(NetworkSpec network, float[] parameters) implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * Checks that network and parameters belong together.
     *
     * @throws IllegalArgumentException if they do not
     */
    void check(int inputs) {
        int wanted = Layout.of(network, inputs).size();
        if (wanted != parameters.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "model file has %,d parameters but %s on %d inputs needs %,d; it was saved by another network",
                    parameters.length,
                    network,
                    inputs,
                    wanted));
        }
    }
}
