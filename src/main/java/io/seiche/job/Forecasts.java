package io.seiche.job;

import io.seiche.model.Model;
import io.seiche.model.Predictor;
import io.seiche.model.Preparation;
import io.seiche.series.DataException;
import io.seiche.series.ForecastWindow;
import io.seiche.series.SeriesPipeline;
import io.seiche.series.SplitSpec;
import io.seiche.series.TimeAxis;
import io.seiche.table.ForecastWindows;
import io.seiche.table.InputSpec;
import io.seiche.table.OutputTimes;
import io.seiche.table.ReadFailure;
import io.seiche.table.Source;
import io.seiche.task.OutputRows.OutputRow;
import io.seiche.training.TaskThreads;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The next steps of every series of a table: {@code unique_id, ds, cutoff, y_hat}, and {@code y_hat_lo_90, y_hat_hi_90}
 * for each interval of the model. {@code ds} is of the table's own kind of time, {@code cutoff} the last known row's. A
 * model of several targets has a row for each, with a column {@code target} before {@code y_hat}. A model of
 * classes has {@code unique_id, ds, cutoff, label}, {@code ds} being the time of the row that is of that class, and the
 * probability of each class, {@code p_rise}.
 *
 * <p>Series are forecast on the executors, the model broadcast to them. What was read stays cached until {@link #close}.
 */
public final class Forecasts implements AutoCloseable {
    /** Series that cannot be continued and are named. */
    private static final int NAMED = 20;

    private final JavaRDD<ForecastWindow> windows;
    private final Dataset<Row> rows;
    private final long series;
    private final long refused;

    private Forecasts(SparkSession spark, Model model, Source source, ForecastWindows ends) {
        windows = ends.windows().persist(StorageLevel.MEMORY_AND_DISK()).setName("seiche series' ends");
        refused = ReadFailure.translate("the table", source, () -> windows.filter(window -> window.refused() != null)
                .count());
        series = windows.count() - refused;
        if (series == 0) {
            SortedMap<String, String> why = refusals();
            close();
            throw new DataException(
                    "no series can be continued; series \"" + why.firstKey() + "\": " + why.get(why.firstKey()));
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        int threads = TaskThreads.of(context, windows.getNumPartitions());
        JavaRDD<Row> forecast = windows.mapPartitions(new Continue(context.broadcast(model), threads, ends.axis()));
        StructType raw = ForecastSchema.raw(model);
        rows = spark.createDataFrame(forecast, raw).select(ForecastSchema.shown(raw, model, ends.axis()));
    }

    /**
     * Continues the series of the input's source.
     *
     * @param input a table like the model's, see {@link #input}; rows to come hold no target
     * @param plans another table of rows to come with their future covariates, or null
     * @throws DataException if the table cannot be read, or no series can be continued
     */
    public static Forecasts of(Model model, SparkSession spark, InputSpec input, Source plans) {
        return of(model, spark, null, input, plans);
    }

    /** Continues the series of a Dataset. */
    public static Forecasts of(Model model, Dataset<Row> table) {
        return of(model, table.sparkSession(), table, input(model, null), null);
    }

    private static Forecasts of(Model model, SparkSession spark, Dataset<Row> table, InputSpec input, Source plans) {
        Preparation preparation = model.preparation();
        return new Forecasts(
                spark,
                model,
                table == null ? input.source() : null,
                ForecastWindows.read(
                        spark,
                        table,
                        input,
                        plans,
                        new SeriesPipeline(
                                preparation.columns(),
                                preparation.series(),
                                SplitSpec.none(),
                                model.windows(),
                                preparation.axis(),
                                preparation.sharedFit()),
                        preparation.fitted().bySeries()));
    }

    /** A table of the same columns as the model was trained on. */
    public static InputSpec input(Model model, Source source) {
        Preparation preparation = model.preparation();
        return new InputSpec(
                source,
                preparation.id(),
                preparation.time(),
                preparation.columns(),
                preparation.wide(),
                "",
                preparation.timeFormat(),
                preparation.missing());
    }

    /** The forecasts. */
    public Dataset<Row> rows() {
        return rows;
    }

    /** Series continued. */
    public long series() {
        return series;
    }

    /** Returns the number of series that could not be forecast. */
    public long refused() {
        return refused;
    }

    /** Returns the reasons of refused series, for the first of them by name. */
    public SortedMap<String, String> refusals() {
        SortedMap<String, String> why = new TreeMap<>();
        windows.filter(window -> window.refused() != null)
                .map(window -> new String[] {window.series(), window.refused()})
                .takeOrdered(NAMED, new ByName())
                .forEach(pair -> why.put(pair[0], pair[1]));
        return Collections.unmodifiableSortedMap(why);
    }

    /** Gives the cache back; the forecasts can still be read, at the price of reading the table again. */
    @Override
    public void close() {
        windows.unpersist(false);
    }

    private record ByName() implements Comparator<String[]>, Serializable {
        @Override
        public int compare(String[] a, String[] b) {
            return a[0].compareTo(b[0]);
        }
    }

    /** Continues the series of a partition. */
    private record Continue(Broadcast<Model> model, int threads, TimeAxis axis)
            implements FlatMapFunction<Iterator<ForecastWindow>, Row> {
        @Override
        public Iterator<Row> call(Iterator<ForecastWindow> windows) {
            Predictor predictor = new Predictor(model.value(), threads);
            return Flattened.ofGroups(windows, Predictor.MOST, some -> rows(predictor, some));
        }

        private List<Row> rows(Predictor predictor, List<ForecastWindow> some) {
            List<ForecastWindow> known =
                    some.stream().filter(window -> window.refused() == null).toList();
            List<List<OutputRow>> outputs = predictor.rows(
                    known.stream().map(ForecastWindow::chunk).toList(),
                    known.stream().map(ForecastWindow::cutoff).toList());
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                for (OutputRow output : outputs.get(i)) {
                    rows.add(row(known.get(i), output));
                }
            }
            return rows;
        }

        private Row row(ForecastWindow window, OutputRow output) {
            List<Object> cells = new ArrayList<>();
            cells.add(window.series());
            cells.add(OutputTimes.number(axis, window.next()[output.step()]));
            cells.add(OutputTimes.number(axis, window.last()));
            cells.addAll(output.cells());
            return RowFactory.create(cells.toArray());
        }
    }
}
