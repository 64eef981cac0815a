package io.seiche.ml;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The param {@code handleInvalid}: what becomes of rows without a forecast. */
final class InvalidRows {
    /** Rows without a forecast are left out, as evaluators need it. */
    static final String SKIP = "skip";

    private static final String KEEP = "keep";
    private static final String ERROR = "error";

    private InvalidRows() {}

    static Param<String> param(Params owner) {
        return new Param<>(
                owner,
                "handleInvalid",
                "rows without a forecast, since the rows before them make no full window: skip (leave them out), keep"
                        + " (with a null) or error",
                ParamValidators.inArray(List.of(SKIP, KEEP, ERROR)));
    }

    /** Returns the rows as a value of the param asks for. */
    static Dataset<Row> handled(Dataset<Row> rows, String predictionCol, String handleInvalid) {
        Column prediction = rows.col(predictionCol);
        return switch (handleInvalid) {
            case KEEP -> rows;
            case ERROR ->
                rows.withColumn(
                        predictionCol,
                        functions
                                .when(prediction.isNotNull(), prediction)
                                .otherwise(functions.raise_error(functions.lit(
                                        "a row has no forecast, since the rows before it make no full window of lookback"
                                                + " rows; set handleInvalid = skip or keep"))));
            default -> rows.filter(prediction.isNotNull());
        };
    }
}
