package io.seiche.training;

/** Two listeners, called one after the other. */
record BothListeners(TrainingListener first, TrainingListener second) implements TrainingListener {
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
