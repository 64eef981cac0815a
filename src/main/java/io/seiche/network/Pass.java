package io.seiche.network;

/**
 * What a forward pass is for. Random masks are a function of the seed and of where they are used, never of the order of
 * calls, so the same step on any machine draws the same mask.
 *
 * @param training whether what {@code backward} needs is kept
 * @param dropout whether dropout acts; never while scoring, and not in the epochs that {@code training.regularize =
 *     alternate} trains without
 * @param seed the randomness of this step: (training seed, epoch, shard, batch) mixed into one number
 */
public record Pass(boolean training, boolean dropout, long seed) {
    /** Scoring: nothing random. */
    public static final Pass SCORING = new Pass(false, false, 0);

    /** A step of training, dropout included. */
    public static Pass training(long seed) {
        return new Pass(true, true, seed);
    }
}
