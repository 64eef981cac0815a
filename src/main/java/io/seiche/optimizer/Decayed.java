package io.seiche.optimizer;

import java.io.Serializable;
import java.util.List;

/**
 * The parts of the parameter vector to which weight decay and penalties apply: kernels, but not biases and element-wise
 * weights.
 *
 * @param from first position of each part
 * @param to position after the last of each part
 */
public record Decayed(int[] from, int[] to) implements Serializable {
    /** Nothing decays. */
    public static final Decayed NOTHING = new Decayed(new int[0], new int[0]);

    /** The parts, one (begin, end) pair each, in order. */
    public static Decayed of(List<int[]> parts) {
        return new Decayed(
                parts.stream().mapToInt(p -> p[0]).toArray(),
                parts.stream().mapToInt(p -> p[1]).toArray());
    }

    /** parameters *= factor, in the parts. */
    void multiply(float factor, float[] parameters) {
        for (int part = 0; part < from.length; part++) {
            for (int i = from[part]; i < to[part]; i++) {
                parameters[i] *= factor;
            }
        }
    }

    /** gradient += factor * parameters, in the parts. */
    void add(float factor, float[] parameters, float[] gradient) {
        for (int part = 0; part < from.length; part++) {
            for (int i = from[part]; i < to[part]; i++) {
                gradient[i] += factor * parameters[i];
            }
        }
    }
}
