package io.seiche.table;

import io.seiche.series.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The content of one column of a table whose columns have no roles yet.
 *
 * @param name name of the column
 * @param type type in Spark's notation: {@code string} for every column of a CSV file
 * @param holds kind of values, which decides the roles the column may have
 * @param rows number of rows of the table
 * @param values number of rows with a value that is neither null nor blank
 * @param least smallest value as text; "" if there is none
 * @param most greatest value as text; "" if there is none
 */
public record ColumnProfile(String name, String type, Holds holds, long rows, long values, String least, String most) {
    /** Kind of values in a column, whatever its type. */
    public enum Holds {
        /** No values. */
        NOTHING,
        /** Numbers: targets and covariates. */
        NUMBERS,
        /** Dates and times, which order rows. */
        TIMES,
        /** Any other text: names of series. */
        NAMES
    }

    /** Aggregates per column: values, numbers, times, and the extremes as numbers and as text. */
    private static final int ANSWERS = 7;

    /**
     * Profiles every column of a table in one pass.
     *
     * @throws DataException if the table does not exist, cannot be read or has no columns
     */
    public static List<ColumnProfile> read(SparkSession spark, Source source) {
        return ReadFailure.translate(
                SeriesTable.describe(source), source, () -> of(SeriesTable.read(spark, source, Set.of()), source));
    }

    private static List<ColumnProfile> of(Dataset<Row> table, Source source) {
        if (table.columns().length == 0) {
            throw new DataException("the table has no columns; is it empty, and is its format right?");
        }
        List<Column> asked = new ArrayList<>();
        for (String name : table.columns()) {
            Column text = NumberText.trimmed(SeriesTable.column(name).cast("string"));
            Column value = functions.when(text.notEqual(""), text);
            Column number = NumberText.of(source).number(text);
            asked.add(functions.count(value));
            asked.add(functions.count(number));
            asked.add(functions.count(text.try_cast("timestamp")));
            asked.add(functions.min(number).cast("string"));
            asked.add(functions.max(number).cast("string"));
            asked.add(functions.min(value));
            asked.add(functions.max(value));
        }
        Row seen = table.agg(functions.count(functions.lit(1)), asked.toArray(Column[]::new))
                .first();
        List<ColumnProfile> all = new ArrayList<>();
        for (int c = 0; c < table.columns().length; c++) {
            int at = 1 + c * ANSWERS;
            Holds holds = holds(seen.getLong(at), seen.getLong(at + 1), seen.getLong(at + 2));
            int extremes = holds == Holds.NUMBERS ? at + 3 : at + 5;
            all.add(new ColumnProfile(
                    table.columns()[c],
                    table.schema().fields()[c].dataType().simpleString(),
                    holds,
                    seen.getLong(0),
                    seen.getLong(at),
                    text(seen, extremes),
                    text(seen, extremes + 1)));
        }
        return all;
    }

    private static Holds holds(long values, long numbers, long times) {
        if (values == 0) {
            return Holds.NOTHING;
        }
        return numbers == values ? Holds.NUMBERS : times == values ? Holds.TIMES : Holds.NAMES;
    }

    private static String text(Row row, int at) {
        return row.isNullAt(at) ? "" : row.getString(at);
    }

    /** Returns the number of rows without a value. */
    public long missing() {
        return rows - values;
    }
}
