package io.seiche.table;

import io.seiche.series.Category;
import io.seiche.series.DataException;
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
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** The column of a category: its values, and each row's value as a place among them. */
final class CategoryColumn {
    private CategoryColumn() {}

    /**
     * Returns a category with its values: those it already has, or all values in the table, sorted as text.
     *
     * @param text of the category in each row, null where there is none
     * @throws DataException if the table holds too many values, or none
     */
    static Category read(Dataset<Row> tall, Category category, Column text) {
        if (!category.isOpen()) {
            return category;
        }
        List<String> values = tall
                .select(text.as("value"))
                .filter(functions.col("value").isNotNull())
                .distinct()
                .limit(Category.MOST + 1)
                .as(Encoders.STRING())
                .collectAsList()
                .stream()
                .sorted()
                .toList();
        String what = category.isSeries() ? "the table" : "column \"" + category.name() + "\"";
        if (values.size() > Category.MOST) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s must hold at most %,d %s to be a category, but has more; group rare ones in input.sql, or leave"
                            + " \"%s\" out of input.covariates.category",
                    what,
                    Category.MOST,
                    category.isSeries() ? "series" : "values",
                    category.name()));
        }
        if (values.isEmpty()) {
            throw new DataException(what + " holds no " + (category.isSeries() ? "series" : "value")
                    + "; leave \"" + category.name()
                    + "\" out of input.covariates.category, or look at what input.where"
                    + " leaves");
        }
        return new Category(category.name(), values);
    }

    /** Returns the column of places; {@link Category#UNKNOWN} for a row whose value is none of the category's. */
    static Column place(Dataset<Row> tall, Category category, Column text) {
        Map<String, Double> places = new HashMap<>();
        for (int i = 0; i < category.values().size(); i++) {
            places.put(category.values().get(i), (double) i);
        }
        Broadcast<Map<String, Double>> sent = JavaSparkContext.fromSparkContext(
                        tall.sparkSession().sparkContext())
                .broadcast(places);
        UDF1<String, Double> place = one -> sent.value().getOrDefault(one, (double) Category.UNKNOWN);
        return functions.udf(place, DataTypes.DoubleType).apply(text);
    }

    /** Returns the column of a category's text; null where it is empty. */
    static Column text(Category category) {
        Column text = functions.trim(SeriesTable.column(category.name()).cast("string"));
        return functions.when(text.notEqual(""), text);
    }
}
