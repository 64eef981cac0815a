package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
 * A table of sequences with every item (text or whole number) replaced by its position in a dictionary, so that it is
 * read like any table of numbers.
 *
 * @param rows the table, with numbers in the item column
 * @param dictionary all items, in the order of their text
 */
public record ItemTable(Dataset<Row> rows, List<String> dictionary) {
    /** Maximum number of distinct items; a column with more is refused as free text or keys. */
    static final int MOST = 1_000_000;

    /**
     * Opens the input's source.
     *
     * @throws DataException if it does not exist, does not match the input, or has too many distinct items
     */
    public static ItemTable open(SparkSession spark, InputSpec input) {
        return ReadFailure.translate(SeriesTable.describe(input.source()), input.source(), () -> of(spark, input));
    }

    /**
     * Reads the table and cuts it into chunks. The input's predicate is not applied again: it was evaluated when the
     * table was opened, on the original items.
     *
     * @throws DataException if the rows do not match the input, or the policies refuse them
     */
    public TableData read(InputSpec input, SeriesSpec series, SplitSpec split, WindowSpec windows) {
        return TableReader.read(rows, input.where(""), series, split, windows);
    }

    private static ItemTable of(SparkSession spark, InputSpec input) {
        Dataset<Row> all = SeriesTable.read(
                spark,
                input.source(),
                Set.of(input.id(), input.columns().targets().get(0)));
        Dataset<Row> table = input.where().isEmpty() ? all : SeriesTable.filtered(all, input.where());
        String item = input.columns().targets().get(0);
        List<String> there = List.of(table.columns());
        if (!there.contains(item)) {
            throw UnknownColumn.of(item, there, input.source());
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
                    "column \"%s\" must hold at most %2$,d distinct items, but has more; group rare ones in input.sql,"
                            + " or choose another column",
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
