package io.seiche.training;

import java.io.Serializable;

/**
 * What a round begins with. Shared by the tasks of a JVM, so never written to by one.
 *
 * @param parameters {@code [n]}
 * @param state the optimizer's, {@code [slots * n]}
 */
public record Vectors(float[] parameters, float[] state) implements Serializable {
    /** What they weigh. */
    long bytes() {
        return Float.BYTES * ((long) parameters.length + state.length);
    }
}
