package io.seiche.network;

/**
 * What a forward pass is for. Random masks are a function of the seed and of where they are used, never of the order of
 * calls, so the same step on any machine draws the same mask.
 *
 * @param training whether dropout acts and what {@code backward} needs is kept
 * @param seed the randomness of this step: (training seed, epoch, shard, batch) mixed into one number
 */
public record Pass(boolean training, long seed) {
    /** Scoring: nothing random. */
    public static final Pass SCORING = new Pass(false, 0);
}
