package io.seiche.training;

import java.io.Serializable;

/**
 * What a shard's steps of one round came to.
 *
 * @param vector its parameters after them, or the gradient of its one batch, {@code [n]}; null where it had no windows
 *     left in this epoch
 * @param state its optimizer's state after them, {@code [slots * n]}, or empty
 * @param loss sum over the windows used of the loss before each step
 * @param windows how many windows were used
 * @param begun mean loss of its first batch, before any step of this round
 */
record Steps(float[] vector, float[] state, double loss, long windows, double begun) implements Serializable {
    static final Steps NONE = new Steps(null, null, 0, 0, 0);
}
