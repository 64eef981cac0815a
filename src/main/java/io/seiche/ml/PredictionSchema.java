package io.seiche.ml;

import io.seiche.series.DataException;
import io.seiche.table.InputSpec;
import io.seiche.task.Task;
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
    static StructType of(StructType schema, InputSpec input, Task task, String predictionCol) {
        List<String> there = List.of(schema.fieldNames());
        List<String> wanted = new ArrayList<>(List.of(input.time()));
        if (!input.id().isEmpty()) {
            wanted.add(input.id());
        }
        wanted.addAll(input.isWide() ? input.wide() : input.columns().targets());
        wanted.addAll(input.columns().past());
        wanted.addAll(input.columns().future());
        wanted.addAll(input.columns().statics());
        wanted.addAll(input.categoryColumns());
        if (input.columns().label().isColumn()) {
            wanted.add(input.columns().label().text());
        }
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
        return input.isWide() ? schema : schema.add(predictionCol, type(input, task), true);
    }

    /** A number, an array of numbers for several targets, or the name of a class. */
    static DataType type(InputSpec input, Task task) {
        if (!task.outputsValues()) {
            return DataTypes.StringType;
        }
        return input.columns().targets().size() == 1
                ? DataTypes.DoubleType
                : DataTypes.createArrayType(DataTypes.DoubleType, false);
    }
}
