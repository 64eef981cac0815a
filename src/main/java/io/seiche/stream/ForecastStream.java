package io.seiche.stream;

import io.seiche.job.ForecastSchema;
import io.seiche.job.Forecasts;
import io.seiche.model.Model;
import io.seiche.model.Preparation;
import io.seiche.model.Stepper;
import io.seiche.series.Label;
import io.seiche.series.SeriesPipeline;
import io.seiche.series.SplitSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.RowStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Forecasts of a streaming table: each row advances the carried state of its series by one step and gets a forecast. The
 * columns are those of {@link Forecasts}, {@code cutoff} being the row's own time, and two more: {@code steps}, the rows
 * read since the state was reset, so that forecasts from fewer rows than the model's lookback can be left out; and {@code
 * refused}, the reason why a row was not read and has no forecast, otherwise null. Every row has an output.
 */
public final class ForecastStream {
    /** Column with the number of rows read since the state was reset. */
    public static final String STEPS = "steps";

    /** Column with the reason why a row was not read. */
    public static final String REFUSED = "refused";

    private ForecastStream() {}

    /**
     * Returns the forecasts of the input's source.
     *
     * @param input a folder like the model's table, see {@link Forecasts#input}
     * @throws IllegalArgumentException if the model cannot forecast row by row, see {@link Stepper#check}
     * @throws io.seiche.series.DataException if the source cannot be read
     */
    public static Dataset<Row> of(Model model, SparkSession spark, InputSpec input) {
        Stepper.check(model);
        Preparation preparation = model.preparation();
        return answered(model, spark, RowStream.open(spark, input, preparation.series(), preparation.axis()));
    }

    /** Returns the forecasts of a streaming Dataset with the columns of the model's table. */
    public static Dataset<Row> of(Model model, Dataset<Row> rows) {
        Stepper.check(model);
        Preparation preparation = model.preparation();
        InputSpec input = Forecasts.input(model, null);
        return answered(
                model, rows.sparkSession(), RowStream.of(rows, input, preparation.series(), preparation.axis()));
    }

    private static Dataset<Row> answered(Model model, SparkSession spark, RowStream rows) {
        Preparation preparation = model.preparation();
        SeriesPipeline pipeline = new SeriesPipeline(
                preparation.columns().with(Label.NONE),
                preparation.series(),
                SplitSpec.none(),
                model.windows(),
                rows.axis(),
                preparation.sharedFit());
        Broadcast<Model> sent =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model);
        StructType raw = raw(model);
        return rows.bySeries()
                .flatMapGroupsWithState(
                        new StreamedSeries(sent, model.identity(), pipeline),
                        OutputMode.Append(),
                        Encoders.BINARY(),
                        Encoders.row(raw),
                        GroupStateTimeout.NoTimeout())
                .select(ForecastSchema.shown(raw, model, rows.axis()));
    }

    /** Returns the columns of the output; a refused row has its series, its time, and the last two. */
    private static StructType raw(Model model) {
        StructType raw = new StructType();
        for (StructField field : ForecastSchema.raw(model).fields()) {
            raw = raw.add(field.name(), field.dataType(), true);
        }
        return raw.add(STEPS, DataTypes.LongType, false).add(REFUSED, DataTypes.StringType, true);
    }
}
