package io.seiche.training;

/** Training has left the road: a loss or a parameter that is no number any more, or a loss that has exploded. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergedException(String what, String where, TrainingSpec spec) {
        super(what + " in " + where + "; lower training.learningRate ("
                + spec.learningRate() + ") or " + (spec.clipNorm() == 0 ? "set" : "lower") + " training.clipNorm"
                + (spec.clipNorm() == 0 ? "" : " (" + spec.clipNorm() + ")"));
    }
}
