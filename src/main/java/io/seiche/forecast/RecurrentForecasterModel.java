package io.seiche.forecast;

import org.apache.spark.ml.util.MLReader;

/** The name that {@link io.seiche.ml.RecurrentForecasterModel} had in version 0.1, for pipelines saved by it. */
public final class RecurrentForecasterModel {
    private RecurrentForecasterModel() {}

    /** Returns the reader of the stage, which Spark finds by this method's name. */
    public static MLReader<io.seiche.ml.RecurrentForecasterModel> read() {
        return io.seiche.ml.RecurrentForecasterModel.read();
    }
}
