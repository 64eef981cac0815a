package io.seiche.table;

import io.seiche.series.Calendar;
import io.seiche.series.Category;
import io.seiche.series.DataException;
import io.seiche.series.FactsTally;
import io.seiche.series.Frequency;
import io.seiche.series.OriginWindow;
import io.seiche.series.ScaleBy;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesMoments;
import io.seiche.series.SeriesPipeline;
import io.seiche.series.SeriesPipeline.PreparedSeries;
import io.seiche.series.SeriesPipeline.SharedFit;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Span;
import io.seiche.series.SplitSpec;
import io.seiche.series.TimeAxis;
import io.seiche.series.WindowSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads a table into chunks: one shuffle by series, one sort by time, one pass. A second pass over the shuffled rows is
 * needed only for values fitted over all series: a frequency on which series disagree, a global scaler, the scaler
 * of static covariates, and the values of categories that training rows have.
 */
public final class TableReader {
    private final SeriesTable table;
    private final JavaRDD<TableRow> sorted;
    private final SeriesPipeline pipeline;

    /** Meaning of the times, corrected by the first reading. */
    private TimeAxis axis;

    private TableReader(SeriesTable table, JavaRDD<TableRow> sorted, SeriesPipeline pipeline) {
        this.table = table;
        this.sorted = sorted;
        this.pipeline = pipeline;
        axis = table.axis();
    }

    /**
     * Opens the input's source to be read with several splits. All readings share one pass over the source and one
     * shuffle.
     *
     * @throws DataException if the table does not exist or does not match the input
     */
    public static TableReader open(SparkSession spark, InputSpec input, SeriesSpec series, WindowSpec windows) {
        return open(SeriesTable.open(spark, null, input, series, false), series, windows);
    }

    /** Opens a Dataset instead of the input's source. */
    public static TableReader open(Dataset<Row> rows, InputSpec input, SeriesSpec series, WindowSpec windows) {
        return open(SeriesTable.open(rows.sparkSession(), rows, input, series, false), series, windows);
    }

    /**
     * Reads the input's source.
     *
     * @throws DataException if the table does not exist, does not match the input, is empty, or holds rows that the
     *     policies refuse
     */
    public static TableData read(
            SparkSession spark, InputSpec input, SeriesSpec series, SplitSpec split, WindowSpec windows) {
        return open(spark, input, series, windows).read(split);
    }

    /** Reads a Dataset instead of the input's source. */
    public static TableData read(
            Dataset<Row> rows, InputSpec input, SeriesSpec series, SplitSpec split, WindowSpec windows) {
        return open(rows, input, series, windows).read(split);
    }

    private static TableReader open(SeriesTable table, SeriesSpec series, WindowSpec windows) {
        SeriesPipeline pipeline = new SeriesPipeline(
                table.input().columns(),
                series,
                SplitSpec.none(),
                windows,
                table.axis(),
                new SharedFit(
                        series.frequency(), null, null, table.input().columns().categories()));
        return ReadFailure.translate(
                "the table",
                table.input().source(),
                () -> new TableReader(table, SeriesTable.sorted(table.rows()).toJavaRDD(), pipeline));
    }

    /**
     * Returns a reader of the same rows, read and shuffled once, with other windows and values.
     *
     * @param series of which only transform and scale may differ from this reader's
     */
    public TableReader with(SeriesSpec series, WindowSpec windows) {
        return new TableReader(table, sorted, pipeline.with(series, windows));
    }

    /**
     * Reads the table with its series divided in one way.
     *
     * @throws DataException if the table is empty, or holds rows that the policies refuse
     */
    public TableData read(SplitSpec split) {
        return read(split, true);
    }

    /**
     * The same, but series that the policies refuse are left out, unless no training window is left.
     *
     * @throws DataException if the table is empty or cannot be read, or if the policies refuse all of it
     */
    public TableData readAccepted(SplitSpec split) {
        return read(split, false);
    }

    private TableData read(SplitSpec split, boolean whole) {
        TableData data = ReadFailure.translate(
                "the table", table.input().source(), () -> new TableReader(table, sorted, pipeline.with(split))
                        .read(whole));
        axis = data.facts().axis();
        return data;
    }

    /**
     * Returns the window of every series at an origin of a backtest.
     *
     * @param split whose first test row is the origin of a series
     * @param season number of rows after which a series repeats
     * @param shared values fitted over all series of the model
     * @param calendar inputs of the model that are made from the time
     * @param scalers each series' scaler in the model; empty where all share one
     */
    public JavaRDD<OriginWindow> origins(
            SplitSpec split, int season, SharedFit shared, Calendar calendar, Map<String, Scaler> scalers) {
        SeriesPipeline at = pipeline.with(split).with(shared).with(calendar);
        Broadcast<HashMap<String, Scaler>> sent =
                JavaSparkContext.fromSparkContext(sorted.context()).broadcast(new HashMap<>(scalers));
        return SeriesTable.bySeries(
                sorted,
                pipeline.columns(),
                one -> at.originWindow(one, season, sent.value().get(one.series())));
    }

    /** Returns the meaning of the times. */
    public TimeAxis axis() {
        return axis;
    }

    private TableData read(boolean whole) {
        boolean fitsTogether = pipeline.series().scaleBy() == ScaleBy.GLOBAL
                || !pipeline.columns().statics().isEmpty()
                || table.findsCategories();
        SeriesPipeline first =
                fitsTogether ? pipeline.with(share(pipeline.shared().frequency())) : pipeline;
        JavaRDD<PreparedSeries> prepared = prepare(first);
        FactsTally seen = tally(prepared);
        if (first.shared().frequency().open() && !seen.frequencyAgreed()) {
            prepared.unpersist(false);
            first = pipeline.with(new SharedFit(
                    seen.frequency(), null, null, pipeline.columns().categories()));
            prepared = prepare(first);
            seen = tally(prepared);
        }
        Calendar calendar;
        try {
            check(seen, whole);
            calendar = pipeline.columns().calendar().of(seen.frequency(), seen.axis(table.axis()), seen.threeYears());
        } catch (DataException e) {
            prepared.unpersist(false);
            throw e;
        }
        SharedFit shared = new SharedFit(
                seen.frequency(),
                first.shared().scaler(),
                first.shared().statics(),
                first.shared().categories());
        return new TableData(
                prepared,
                seen.facts(table.axis()),
                pipeline.with(shared)
                        .with(shared.categories())
                        .with(seen.axis(table.axis()))
                        .with(calendar));
    }

    private JavaRDD<PreparedSeries> prepare(SeriesPipeline with) {
        return SeriesTable.bySeries(sorted, with.columns(), with::prepare).persist(StorageLevel.MEMORY_AND_DISK());
    }

    private FactsTally tally(JavaRDD<PreparedSeries> prepared) {
        FactsTally all = new FactsTally(pipeline.columns());
        var columns = pipeline.columns();
        prepared.mapPartitions(each -> {
                    FactsTally some = new FactsTally(columns);
                    each.forEachRemaining(series -> some.add(series.facts()));
                    return List.of(some).iterator();
                })
                .collect()
                .forEach(all::merge);
        return all;
    }

    private void check(FactsTally seen, boolean whole) {
        if (whole || seen.facts(table.axis()).windows(Span.TRAIN) == 0) {
            seen.check(table.axis());
        }
        seen.checkReadable(table.axis());
        if (seen.facts(table.axis()).rows() == 0) {
            throw new DataException("the table has no rows; check input.path and the rows that input.where keeps");
        }
    }

    /** Returns the values fitted over the training rows of all series, summed in the order of series. */
    private SharedFit share(Frequency frequency) {
        List<Category> read = pipeline.columns().categories();
        var with = pipeline.with(new SharedFit(frequency, null, null, read));
        List<SeriesMoments> moments = new ArrayList<>(
                SeriesTable.bySeries(sorted, pipeline.columns(), with::moments).collect());
        moments.sort(Comparator.comparing(SeriesMoments::series));
        Frequency agreed = frequency.open() ? SeriesMoments.frequency(moments) : frequency;
        if (frequency.open() && moments.stream().anyMatch(one -> !agreed.equals(one.frequency()))) {
            return share(agreed);
        }
        Scaler scaler = pipeline.series().scaleBy() == ScaleBy.GLOBAL
                ? pipeline.columns()
                        .sparingLabel(SeriesMoments.scaler(
                                moments,
                                pipeline.series().scale(),
                                pipeline.columns().perRow().size()))
                : null;
        int statics = pipeline.columns().statics().size();
        return new SharedFit(
                agreed,
                scaler,
                statics == 0 ? null : SeriesMoments.statics(moments, statics),
                table.findsCategories() ? SeriesMoments.trained(moments, read, statics) : read);
    }
}
