package io.seiche.training;

/** Remembers the best epoch's parameters and says when to stop waiting for better ones. Without patience it does neither. */
final class EarlyStopping {
    private final int patience;
    private double best = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private float[] parameters;
    private int waited;

    EarlyStopping(int patience) {
        this.patience = patience;
    }

    /** An epoch is over. */
    void see(History.Epoch epoch, float[] now) {
        if (patience == 0 || epoch.watched() < best) {
            best = epoch.watched();
            bestEpoch = epoch.epoch();
            parameters = now;
            waited = 0;
        } else {
            waited++;
        }
    }

    boolean enough() {
        return patience > 0 && waited >= patience;
    }

    /** From 1. */
    int bestEpoch() {
        return bestEpoch;
    }

    float[] best() {
        return parameters;
    }
}
