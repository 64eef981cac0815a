package io.seiche.forecast;

/**
 * The name that {@link io.seiche.ml.RecurrentForecaster} had in version 0.1: programs written for it compile and run, and
 * pipelines saved by it load.
 *
 * @deprecated use {@link io.seiche.ml.RecurrentForecaster}
 */
@Deprecated(since = "0.2")
public final class RecurrentForecaster extends io.seiche.ml.RecurrentForecaster {
    private static final long serialVersionUID = 1;

    /** With defaults. */
    public RecurrentForecaster() {}

    /** As read back. */
    public RecurrentForecaster(String uid) {
        super(uid);
    }
}
