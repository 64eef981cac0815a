package io.seiche.job;

import io.seiche.model.Model;
import io.seiche.series.TimeAxis;
import io.seiche.table.OutputTimes;
import io.seiche.task.OutputRows.OutputColumn;
import io.seiche.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that a model's forecasts have, wherever they are made. */
public final class ForecastSchema {
    private ForecastSchema() {}

    /** Returns the columns as rows are made: times as {@link OutputTimes#number}s, hidden columns included. */
    public static StructType raw(Model model) {
        StructType schema = new StructType()
                .add("unique_id", DataTypes.StringType, false)
                .add("ds", DataTypes.LongType, false)
                .add("cutoff", DataTypes.LongType, false);
        for (OutputColumn column : model.rows().columns()) {
            schema = schema.add(column.name(), type(column.kind()), false);
        }
        return schema;
    }

    private static DataType type(OutputColumn.OutputType kind) {
        return switch (kind) {
            case TEXT -> DataTypes.StringType;
            case NUMBER -> DataTypes.DoubleType;
        };
    }

    /** Returns the columns as they are shown: times of the table's kind, no hidden columns. */
    public static Column[] shown(StructType raw, Model model, TimeAxis axis) {
        Set<String> hidden = model.rows().columns().stream()
                .filter(column -> !column.shown())
                .map(OutputColumn::name)
                .collect(Collectors.toSet());
        List<Column> columns = new ArrayList<>();
        for (String name : raw.fieldNames()) {
            if (name.equals("ds") || name.equals("cutoff")) {
                columns.add(OutputTimes.column(axis, name).as(name));
            } else if (!hidden.contains(name)) {
                columns.add(functions.col(Words.backquoted(name)));
            }
        }
        return columns.toArray(new Column[0]);
    }
}
