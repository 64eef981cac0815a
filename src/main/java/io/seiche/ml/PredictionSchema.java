package io.seiche.ml;

import io.seiche.series.DataException;
import io.seiche.table.InputSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** The schema required of a pipeline's table, and its schema with forecasts beside the rows. */
final class PredictionSchema {
    private PredictionSchema() {}

    /**
     * The table's schema with the prediction column.
     *
     * @throws IllegalArgumentException where the prediction column is there already, or times cannot be matched
     * @throws DataException where a column is missing
     */
    static StructType of(StructType schema, InputSpec input, String predictionCol) {
        List<String> there = List.of(schema.fieldNames());
        List<String> wanted = new ArrayList<>(List.of(input.time()));
        if (!input.id().isEmpty()) {
            wanted.add(input.id());
        }
        wanted.addAll(input.columns().numbers());
        wanted.addAll(input.columns().statics());
        for (String name : wanted) {
            if (!there.contains(name)) {
                throw new DataException(
                        "column \"" + name + "\" is not in the table; its columns are: " + String.join(", ", there));
            }
        }
        DataType time = schema.apply(input.time()).dataType();
        if (!(time instanceof DateType
                || time instanceof TimestampType
                || time instanceof TimestampNTZType
                || time instanceof IntegralType)) {
            throw new IllegalArgumentException("timeCol \"" + input.time() + "\" must hold dates, timestamps or whole"
                    + " numbers, so that forecasts find their rows, but is of type " + time.simpleString()
                    + "; cast it first");
        }
        if (there.contains(predictionCol)) {
            throw new IllegalArgumentException(
                    "predictionCol \"" + predictionCol + "\" is in the table already; drop it or name another");
        }
        return schema.add(predictionCol, type(input), true);
    }

    /** A number, or of several targets an array of them. */
    static DataType type(InputSpec input) {
        return input.columns().targets().size() == 1
                ? DataTypes.DoubleType
                : DataTypes.createArrayType(DataTypes.DoubleType, false);
    }
}
