package io.seiche.table;

import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.ForecastWindow;
import io.seiche.series.Label;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesPipeline;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SharedFit;
import io.seiche.series.SplitSpec;
import io.seiche.series.TimeAxis;
import io.seiche.series.WindowSpec;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The ends of all series of a table, ready to be forecast.
 *
 * @param windows one a series, in no order; not cached
 * @param axis what their times mean: the kind of column a forecast's {@code ds} should be
 */
public record ForecastWindows(JavaRDD<ForecastWindow> windows, TimeAxis axis) {
    /**
     * Reads the rows and cleans them as those that were trained on.
     *
     * @param spark the session
     * @param rows the table; null to open the input's source
     * @param input what its columns mean; future covariates of rows to come stand in rows without a target
     * @param plans another table of rows to come (same time, id and future covariate columns; no targets), or null
     * @param series the policies of training
     * @param windows the windows of training
     * @param shared what all series had in common: {@link TableData#pipeline}
     * @param scalers each known series' scaler: {@link TableData#scalers}
     * @throws DataException if a table is not there, not as the input says, or empty
     */
    public static ForecastWindows read(
            SparkSession spark,
            Dataset<Row> rows,
            InputSpec input,
            Source plans,
            SeriesSpec series,
            WindowSpec windows,
            SharedFit shared,
            Map<String, Scaler> scalers) {
        Columns columns = input.columns().with(Label.NONE); // a label is what is asked for
        SeriesTable known = SeriesTable.open(spark, rows, input.with(columns), series, false);
        if (ReadFailure.told("the table", () -> known.rows().isEmpty())) {
            throw new DataException("the table has no rows; look at input.path and at what input.where leaves");
        }
        Dataset<Row> all = plans == null
                ? known.rows()
                : known.rows()
                        .union(SeriesTable.open(spark, null, known.input().from(plans), series, true)
                                .rows());
        SeriesPipeline pipeline = new SeriesPipeline(columns, series, SplitSpec.none(), windows, known.axis(), shared);
        Broadcast<HashMap<String, Scaler>> sent =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(new HashMap<>(scalers));
        return new ForecastWindows(
                SeriesTable.bySeries(
                        SeriesTable.sorted(all).toJavaRDD(),
                        columns,
                        one -> pipeline.forecastWindow(one, sent.value().get(one.series()))),
                known.axis());
    }
}
