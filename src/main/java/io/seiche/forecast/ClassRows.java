package io.seiche.forecast;

import io.seiche.model.Model;
import io.seiche.model.Predictor;
import io.seiche.series.Tail;
import io.seiche.series.TimeAxis;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a model of classes says of the series of a partition: a row each, with the class and every probability. */
record ClassRows(Broadcast<Model> model, TimeAxis axis) implements FlatMapFunction<Iterator<Tail>, Row> {
    /** What a class's probability is called: {@code p_} and its name. */
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
    public Iterator<Row> call(Iterator<Tail> tails) {
        Predictor predictor = new Predictor(model.value());
        return new Flattened<>(tails, tail -> tail.refused() == null ? List.of(row(predictor, tail)) : List.of());
    }

    private Row row(Predictor predictor, Tail tail) {
        List<String> classes = model.value().preparation().columns().label().classes();
        double[] probabilities = predictor.probabilities(tail.chunk(), tail.cutoff());
        int said = 0;
        List<Object> cells = new ArrayList<>();
        cells.add(tail.series());
        cells.add(Times.number(axis, tail.next()[tail.next().length - 1]));
        cells.add(Times.number(axis, tail.last()));
        for (int c = 0; c < probabilities.length; c++) {
            said = probabilities[c] > probabilities[said] ? c : said;
            cells.add(probabilities[c]);
        }
        cells.add(3, classes.get(said));
        return RowFactory.create(cells.toArray());
    }
}
