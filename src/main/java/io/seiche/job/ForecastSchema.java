package io.seiche.job;

import io.seiche.evaluation.Interval;
import io.seiche.model.Model;
import io.seiche.series.Chunk;
import io.seiche.series.TimeAxis;
import io.seiche.table.OutputTimes;
import io.seiche.task.Classifying;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that a model's forecasts have, wherever they are made. */
public final class ForecastSchema {
    private ForecastSchema() {}

    /** As rows are made: times as {@link OutputTimes#number}s, the target's name in every one. */
    public static StructType raw(Model model) {
        if (model.task() instanceof Classifying) {
            return ClassRows.schema(model);
        }
        StructType schema = new StructType()
                .add("unique_id", DataTypes.StringType, false)
                .add("ds", DataTypes.LongType, false)
                .add("cutoff", DataTypes.LongType, false)
                .add("target", DataTypes.StringType, false)
                .add("y_hat", DataTypes.DoubleType, false);
        for (int percent : model.intervals().keySet()) {
            schema = schema.add("y_hat_lo_" + percent, DataTypes.DoubleType, false)
                    .add("y_hat_hi_" + percent, DataTypes.DoubleType, false);
        }
        return schema;
    }

    /** As they are shown: times of the table's kind, the target's name where there are several. */
    public static Column[] shown(StructType raw, Model model, TimeAxis axis) {
        List<Column> columns = new ArrayList<>();
        for (String name : raw.fieldNames()) {
            if (name.equals("ds") || name.equals("cutoff")) {
                columns.add(OutputTimes.column(axis, name).as(name));
            } else if (!name.equals("target")
                    || model.preparation().columns().targets().size() > 1) {
                columns.add(functions.col(quoted(name)));
            }
        }
        return columns.toArray(new Column[0]);
    }

    /** A column's name as an expression finds it, with any characters in it. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Adds a forecast and the intervals around it to a row's cells. */
    public static void add(
            List<Object> cells, Model model, Chunk chunk, int cutoff, int target, int step, double forecast) {
        cells.add(forecast);
        model.intervals().forEach((percent, widths) -> {
            double half = new Interval(percent, widths)
                    .half(model.preparation().series().transform(), chunk, cutoff, target, step, forecast);
            cells.add(forecast - half);
            cells.add(forecast + half);
        });
    }

    /** Adds a class and every class's probability. */
    public static void add(List<Object> cells, Model model, double[] probabilities) {
        int said = 0;
        for (int c = 1; c < probabilities.length; c++) {
            said = probabilities[c] > probabilities[said] ? c : said;
        }
        cells.add(model.preparation().columns().label().classes().get(said));
        for (double probability : probabilities) {
            cells.add(probability);
        }
    }
}
