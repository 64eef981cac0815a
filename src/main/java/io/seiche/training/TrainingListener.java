package io.seiche.training;

/**
 * Receives the progress of training, for progress bars, logs and checkpoints. Called by the driver's training thread.
 */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * Training begins.
     *
     * @param spec how
     * @param plan shards, local steps and windows
     */
    default void onStart(TrainingSpec spec, Plan plan) {}

    /** A round is done. */
    default void onRound(History.Round round) {}

    /** The same round is done, and this is all that is needed to go on from here; never written to again. */
    default void onCheckpoint(Checkpoint checkpoint) {}

    /** An epoch is done. */
    default void onEpoch(History.Epoch epoch) {}

    /** Training is done; not called when it fails. */
    default void onEnd(Trained trained) {}

    /** Tells this one and then another. */
    default TrainingListener and(TrainingListener other) {
        return new Both(this, other);
    }

    /** Two listeners, called one after the other. */
    record Both(TrainingListener first, TrainingListener second) implements TrainingListener {
        @Override
        public void onStart(TrainingSpec spec, Plan plan) {
            first.onStart(spec, plan);
            second.onStart(spec, plan);
        }

        @Override
        public void onRound(History.Round round) {
            first.onRound(round);
            second.onRound(round);
        }

        @Override
        public void onCheckpoint(Checkpoint checkpoint) {
            first.onCheckpoint(checkpoint);
            second.onCheckpoint(checkpoint);
        }

        @Override
        public void onEpoch(History.Epoch epoch) {
            first.onEpoch(epoch);
            second.onEpoch(epoch);
        }

        @Override
        public void onEnd(Trained trained) {
            first.onEnd(trained);
            second.onEnd(trained);
        }
    }
}
