package io.seiche.table;

import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.Label;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesPass;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Settled;
import io.seiche.series.SplitSpec;
import io.seiche.series.Tail;
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
 * @param tails one a series, in no order; not cached
 * @param axis what their times mean: the kind of column a forecast's {@code ds} should be
 */
public record Tails(JavaRDD<Tail> tails, TimeAxis axis) {
    /**
     * Reads the rows and cleans them as those that were trained on.
     *
     * @param spark the session
     * @param rows the table; null to open the input's source
     * @param input what its columns mean; future covariates of rows to come stand in rows without a target
     * @param plans another table of rows to come (same time, id and future covariate columns; no targets), or null
     * @param series the policies of training
     * @param windows the windows of training
     * @param settled what all series had in common: {@link TableData#pass}
     * @param scalers each known series' scaler: {@link TableData#scalers}
     * @throws DataException if a table is not there, not as the input says, or empty
     */
    public static Tails read(
            SparkSession spark,
            Dataset<Row> rows,
            InputSpec input,
            Source plans,
            SeriesSpec series,
            WindowSpec windows,
            Settled settled,
            Map<String, Scaler> scalers) {
        Columns columns = input.columns().with(Label.NONE); // a label is what is asked for
        SeriesTable known = SeriesTable.open(spark, rows, input.with(columns), series, false);
        if (Refusal.told("the table", () -> known.rows().isEmpty())) {
            throw new DataException("the table has no rows; look at input.path and at what input.where leaves");
        }
        Dataset<Row> all = plans == null
                ? known.rows()
                : known.rows()
                        .union(SeriesTable.open(spark, null, known.input().from(plans), series, true)
                                .rows());
        SeriesPass pass = new SeriesPass(columns, series, SplitSpec.none(), windows, known.axis(), settled);
        Broadcast<HashMap<String, Scaler>> sent =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(new HashMap<>(scalers));
        return new Tails(
                SeriesTable.bySeries(
                        SeriesTable.sorted(all).toJavaRDD(),
                        columns,
                        one -> pass.tail(one, sent.value().get(one.series()))),
                known.axis());
    }
}
