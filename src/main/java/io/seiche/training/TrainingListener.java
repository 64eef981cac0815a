package io.seiche.training;

/**
 * Receives the progress of training, for progress bars, logs and checkpoints. Called by the driver's training thread.
 */
public interface TrainingListener {
    /** Ignores all progress. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * Called when training begins.
     *
     * @param spec the method of training
     * @param plan shards, local steps and windows
     */
    default void onStart(TrainingSpec spec, Plan plan) {}

    /** Called after a round. */
    default void onRound(History.Round round) {}

    /** Called after the same round with the state from which the run can resume; its arrays do not change after that. */
    default void onCheckpoint(Checkpoint checkpoint) {}

    /** Called after an epoch. */
    default void onEpoch(History.Epoch epoch) {}

    /** Called after training, unless it fails. */
    default void onEnd(Trained trained) {}

    /** Returns a listener that calls this one and then another. */
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
