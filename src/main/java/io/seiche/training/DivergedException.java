package io.seiche.training;

/** Thrown when training diverges: a loss or a parameter is not a finite number any more, or the loss has exploded. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergedException(String what, String where, TrainingSpec spec) {
        super(what + " in " + where + "; lower training.learningRate ("
                + spec.rates().learningRate() + ") or " + (spec.penalties().clipNorm() == 0 ? "set" : "lower")
                + " training.clipNorm"
                + (spec.penalties().clipNorm() == 0
                        ? ""
                        : " (" + spec.penalties().clipNorm() + ")"));
    }
}
