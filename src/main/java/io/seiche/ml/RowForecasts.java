package io.seiche.ml;

import io.seiche.job.Flattened;
import io.seiche.job.Forecasts;
import io.seiche.job.JobData;
import io.seiche.model.Model;
import io.seiche.model.Predictor;
import io.seiche.series.Chunk;
import io.seiche.series.Counter;
import io.seiche.series.Gaps;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Span;
import io.seiche.series.SplitSpec;
import io.seiche.series.TimeAxis;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.OutputTimes;
import io.seiche.table.TableData;
import io.seiche.table.TableReader;
import io.seiche.task.OutputRows.OutputRow;
import io.seiche.text.Words;
import io.seiche.training.TaskThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The forecast of every row's own target, made one step ahead from the rows before it, beside the row; null where the
 * rows before it make no full window. With future covariates or calendar inputs the horizon's other rows must be there too.
 */
final class RowForecasts {
    private static final String SERIES = "__seiche_series";
    private static final String TIME = "__seiche_time";

    private RowForecasts() {}

    static Dataset<Row> beside(Dataset<Row> table, Model model, String predictionCol) {
        SparkSession spark = table.sparkSession();
        InputSpec input = Forecasts.input(model, null);
        WindowSpec windows = model.windows();
        boolean first = model.task().outputsValues() && input.columns().knownAhead() == 0;
        int ahead = first ? 1 : windows.horizon();
        WindowSpec eachRow = windows.ahead(ahead, 1);
        SeriesSpec series = model.preparation().series();
        Dataset<Row> forecasts;
        // Closed at once, since a pipeline's stage has no later opportunity; data that is needed again is read again.
        TableData whole = TableReader.read(table, input, series, SplitSpec.none(), eachRow);
        boolean torn = whole.facts().windows(Span.TRAIN) == 0 && whole.facts().count(Counter.GAPS) > 0;
        if (torn) {
            whole.close();
        }
        try (TableData data = torn
                ? TableReader.read(table, input, series.with(Gaps.FORWARD_FILL), SplitSpec.none(), eachRow)
                : whole) {
            TimeAxis axis = data.pipeline().axis();
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            JavaRDD<Chunk> chunks = JobData.onScales(spark, data, model);
            int threads = TaskThreads.of(context, chunks.getNumPartitions());
            JavaRDD<Row> rows = chunks.mapPartitions(new EachRow(context.broadcast(model), threads, axis));
            StructType schema = new StructType()
                    .add(SERIES, DataTypes.StringType, false)
                    .add(TIME, DataTypes.LongType, false)
                    .add(predictionCol, PredictionSchema.type(input, model.task()), false);
            forecasts = spark.createDataFrame(rows, schema).withColumn(TIME, OutputTimes.column(axis, TIME));
        }
        return joined(table, input, forecasts);
    }

    private static Dataset<Row> joined(Dataset<Row> table, InputSpec input, Dataset<Row> forecasts) {
        Column match = table.col(Words.backquoted(input.time())).equalTo(forecasts.col(TIME));
        if (!input.id().isEmpty()) {
            match = match.and(
                    table.col(Words.backquoted(input.id())).cast("string").equalTo(forecasts.col(SERIES)));
        }
        return table.join(forecasts, match, "left").drop(SERIES, TIME);
    }

    /** Forecasts the first step of every window of a partition's chunks; of classes the step the label is of. */
    private record EachRow(Broadcast<Model> model, int threads, TimeAxis axis)
            implements FlatMapFunction<Iterator<Chunk>, Row> {
        @Override
        public Iterator<Row> call(Iterator<Chunk> chunks) {
            Predictor predictor = new Predictor(model.value(), threads);
            return new Flattened<>(chunks, chunk -> rows(predictor, chunk));
        }

        private List<Row> rows(Predictor predictor, Chunk chunk) {
            List<Integer> cutoffs = IntStream.range(0, chunk.windows(Span.TRAIN))
                    .mapToObj(i -> chunk.cutoff(Span.TRAIN, i))
                    .toList();
            List<Row> rows = new ArrayList<>();
            if (!model.value().task().outputsValues()) {
                List<List<OutputRow>> classes = predictor.rows(Collections.nCopies(cutoffs.size(), chunk), cutoffs);
                for (int i = 0; i < classes.size(); i++) {
                    OutputRow of = classes.get(i).get(0);
                    rows.add(row(chunk, cutoffs.get(i) + of.step(), of.cells().get(0)));
                }
                return rows;
            }
            double[][][] forecasts = predictor.forecast(chunk, cutoffs);
            for (int i = 0; i < forecasts.length; i++) {
                Double[] first =
                        Arrays.stream(forecasts[i]).map(steps -> steps[0]).toArray(Double[]::new);
                rows.add(row(chunk, cutoffs.get(i), first.length == 1 ? first[0] : first));
            }
            return rows;
        }

        private Row row(Chunk chunk, int at, Object prediction) {
            return RowFactory.create(
                    chunk.series(), OutputTimes.number(axis, chunk.times().at(at)), prediction);
        }
    }
}
