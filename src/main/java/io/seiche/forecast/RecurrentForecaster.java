package io.seiche.forecast;

import org.apache.spark.ml.util.MLReader;

/** The name that {@link io.seiche.ml.RecurrentForecaster} had in version 0.1, for pipelines saved by it. */
public final class RecurrentForecaster {
    private RecurrentForecaster() {}

    /** Returns the reader of the stage, which Spark finds by this method's name. */
    public static MLReader<io.seiche.ml.RecurrentForecaster> read() {
        return io.seiche.ml.RecurrentForecaster.read();
    }
}
