package io.seiche.job;

import io.seiche.model.Model;
import io.seiche.model.Predictor;
import io.seiche.series.ForecastWindow;
import io.seiche.series.TimeAxis;
import io.seiche.table.OutputTimes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The classifications of a partition's series: one row per series, with the class and the probability of every class.
 */
record ClassRows(Broadcast<Model> model, TimeAxis axis) implements FlatMapFunction<Iterator<ForecastWindow>, Row> {
    /** Prefix of the column of a class's probability. */
    private static final String PROBABILITY = "p_";

    static StructType schema(Model model) {
        StructType schema = new StructType()
                .add("unique_id", DataTypes.StringType, false)
                .add("ds", DataTypes.LongType, false)
                .add("cutoff", DataTypes.LongType, false)
                .add("label", DataTypes.StringType, false);
        for (String name : model.preparation().columns().label().classes()) {
            schema = schema.add(PROBABILITY + name, DataTypes.DoubleType, false);
        }
        return schema;
    }

    @Override
    public Iterator<Row> call(Iterator<ForecastWindow> windows) {
        Predictor predictor = new Predictor(model.value());
        return new Flattened<>(new Grouped<>(windows, Predictor.MOST), some -> rows(predictor, some));
    }

    private List<Row> rows(Predictor predictor, List<ForecastWindow> some) {
        List<ForecastWindow> known =
                some.stream().filter(window -> window.refused() == null).toList();
        double[][] probabilities = predictor.probabilities(
                known.stream().map(ForecastWindow::chunk).toList(),
                known.stream().map(ForecastWindow::cutoff).toList());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            rows.add(row(known.get(i), probabilities[i]));
        }
        return rows;
    }

    private Row row(ForecastWindow window, double[] probabilities) {
        List<Object> cells = new ArrayList<>();
        cells.add(window.series());
        cells.add(OutputTimes.number(axis, window.next()[window.next().length - 1]));
        cells.add(OutputTimes.number(axis, window.last()));
        ForecastSchema.add(cells, model.value(), probabilities);
        return RowFactory.create(cells.toArray());
    }
}
