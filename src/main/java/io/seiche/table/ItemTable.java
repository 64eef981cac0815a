package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * A table of sequences whose items, texts or whole numbers, have become their places in a dictionary of all there are: a
 * table of numbers, to be read like any other.
 *
 * @param rows the table, its item column in numbers
 * @param dictionary every item, in the order of its text
 */
public record ItemTable(Dataset<Row> rows, List<String> dictionary) {
    /** More different items than this are no vocabulary but free text, or keys. */
    static final int MOST = 1_000_000;

    /**
     * Opens the input's source.
     *
     * @throws DataException if it is not there, not as the input says, or has too many different items
     */
    public static ItemTable open(SparkSession spark, InputSpec input) {
        return ReadFailure.told(SeriesTable.describe(input.source()), () -> of(spark, input));
    }

    /**
     * Reads and cuts it. Its rows are those that meet the input's condition already, which may be about items as they were.
     *
     * @throws DataException if the rows are not as the input says, or the policies refuse them
     */
    public TableData read(InputSpec input, SeriesSpec series, SplitSpec split, WindowSpec windows) {
        return TableReader.read(rows, input.where(""), series, split, windows);
    }

    private static ItemTable of(SparkSession spark, InputSpec input) {
        Dataset<Row> all = SeriesTable.read(spark, input.source());
        Dataset<Row> table = input.where().isEmpty() ? all : SeriesTable.filtered(all, input.where());
        String item = input.columns().targets().get(0);
        List<String> there = List.of(table.columns());
        if (!there.contains(item)) {
            throw ReadFailure.unknownColumn(item, there);
        }
        Column text = SeriesTable.column(item).cast("string");
        List<String> dictionary = table
                .select(text.as("item"))
                .filter(functions.col("item").isNotNull())
                .distinct()
                .limit(MOST + 1)
                .as(Encoders.STRING())
                .collectAsList()
                .stream()
                .sorted()
                .toList();
        if (dictionary.size() > MOST) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "column \"%s\" must hold items that come again, but has more than %,d different ones; group rare"
                            + " ones in input.sql, or choose another column",
                    item,
                    MOST));
        }
        Map<String, Double> places = new HashMap<>();
        for (int i = 0; i < dictionary.size(); i++) {
            places.put(dictionary.get(i), (double) i);
        }
        Broadcast<Map<String, Double>> sent =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(places);
        UDF1<String, Double> place = one -> sent.value().get(one);
        return new ItemTable(
                table.withColumn(
                        item, functions.udf(place, DataTypes.DoubleType).apply(text)),
                dictionary);
    }
}
