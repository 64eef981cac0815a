package io.seiche.table;

import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.ForecastWindow;
import io.seiche.series.Label;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesPipeline;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSpec;
import io.seiche.series.TimeAxis;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The windows from which all series of a table are forecast.
 *
 * @param windows one per series, in no order; not cached
 * @param axis meaning of the times, which decides the type of a forecast's {@code ds} column
 */
public record ForecastWindows(JavaRDD<ForecastWindow> windows, TimeAxis axis) {
    /**
     * Reads the rows and prepares them in the same way as the training rows.
     *
     * @param spark the session
     * @param rows the table; null to open the input's source
     * @param input roles of the columns; future covariates are in rows without a target
     * @param plans another table of future rows (same time, id and future covariate columns; no targets), or null
     * @param trained the pipeline of the training rows: {@link TableData#pipeline}
     * @param scalers each known series' scaler: {@link TableData#scalers}
     * @throws DataException if a table does not exist, does not match the input, or is empty
     */
    public static ForecastWindows read(
            SparkSession spark,
            Dataset<Row> rows,
            InputSpec input,
            Source plans,
            SeriesPipeline trained,
            Map<String, Scaler> scalers) {
        SeriesSpec series = trained.series();
        Columns columns = input.columns().with(Label.NONE); // a label is predicted, not read
        SeriesTable known = SeriesTable.open(spark, rows, input.with(columns), series, false);
        if (ReadFailure.translate(
                "the table", known.input().source(), () -> known.rows().isEmpty())) {
            throw new DataException("the table has no rows; check input.path and the rows that input.where keeps");
        }
        Dataset<Row> all = plans == null
                ? known.rows()
                : known.rows()
                        .union(SeriesTable.open(spark, null, known.input().from(plans), series, true)
                                .rows());
        // Rows that begin with days are times if they were times in training.
        boolean days =
                known.axis().kind() == TimeAxis.TimeKind.DATE && trained.axis().kind() == TimeAxis.TimeKind.LOCAL;
        TimeAxis axis = days ? known.axis().with(trained.axis().kind()) : known.axis();
        SeriesPipeline pipeline =
                new SeriesPipeline(columns, series, SplitSpec.none(), trained.windows(), axis, trained.shared());
        Broadcast<HashMap<String, Scaler>> sent =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(new HashMap<>(scalers));
        // Adaptive execution runs the shuffle, and with it the read, when the RDD is made.
        JavaRDD<TableRow> sorted =
                ReadFailure.translate("the table", known.input().source(), () -> SeriesTable.sorted(all)
                        .toJavaRDD());
        return new ForecastWindows(
                SeriesTable.bySeries(
                        sorted,
                        columns,
                        one -> pipeline.forecastWindow(one, sent.value().get(one.series()))),
                axis);
    }
}
