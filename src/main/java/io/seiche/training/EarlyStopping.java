package io.seiche.training;

import java.util.List;
import java.util.Optional;

/** Keeps the parameters of the best epoch and decides when to stop. Without patience it does neither. */
final class EarlyStopping {
    private final int patience;
    private Checkpoint.Best best;
    private double loss = Double.POSITIVE_INFINITY;
    private int waited;

    /** Resumes after these epochs, the best of which is given. */
    EarlyStopping(int patience, List<History.Epoch> seen, Optional<Checkpoint.Best> best) {
        this.patience = patience;
        best.ifPresent(then -> {
            this.best = then;
            loss = seen.get(then.epoch() - 1).watched();
            waited = seen.size() - then.epoch();
        });
    }

    /** Records an epoch. */
    void see(History.Epoch epoch, float[] now, Optional<ValidationErrors> validation) {
        if (patience == 0 || epoch.watched() < loss) {
            loss = epoch.watched();
            best = new Checkpoint.Best(epoch.epoch(), now, validation);
            waited = 0;
        } else {
            waited++;
        }
    }

    boolean enough() {
        return patience > 0 && waited >= patience;
    }

    /** The epoch whose parameters the run ends with, if it ends now. */
    Checkpoint.Best best() {
        return best;
    }

    /** Returns the best epoch so far, which a resumed run needs; empty if the last epoch is always used. */
    Optional<Checkpoint.Best> memory() {
        return patience == 0 ? Optional.empty() : Optional.ofNullable(best);
    }
}
