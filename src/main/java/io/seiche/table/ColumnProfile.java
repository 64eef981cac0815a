package io.seiche.table;

import io.seiche.series.DataException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What is in one column of a table of which nobody has said yet what its columns mean.
 *
 * @param name the column's
 * @param type as Spark writes it: {@code string} for every column of a CSV file
 * @param holds what it may serve as
 * @param rows of the table
 * @param values rows in which it has a value: neither null nor blank
 * @param least its smallest value as text; "" where it has none
 * @param most its greatest value as text; "" where it has none
 */
public record ColumnProfile(String name, String type, Holds holds, long rows, long values, String least, String most) {
    /** What a column's values are, whatever type holds them. */
    public enum Holds {
        /** Nothing at all. */
        NOTHING,
        /** Numbers: targets and covariates. */
        NUMBERS,
        /** Dates and moments: what orders rows. */
        TIMES,
        /** Anything else: the names of series. */
        NAMES
    }

    /** What is asked of every column: values, numbers among them, times among them, and the extremes of either kind. */
    private static final int ANSWERS = 7;

    /**
     * Looks at every column of a table, in one pass over it.
     *
     * @throws DataException if the table is not there, cannot be read or has no columns
     */
    public static List<ColumnProfile> read(SparkSession spark, Source source) {
        return ReadFailure.told(SeriesTable.describe(source), () -> of(SeriesTable.read(spark, source)));
    }

    private static List<ColumnProfile> of(Dataset<Row> table) {
        if (table.columns().length == 0) {
            throw new DataException("the table has no columns; is it empty, and is its format right?");
        }
        List<Column> asked = new ArrayList<>();
        for (String name : table.columns()) {
            Column text = functions.trim(SeriesTable.column(name).cast("string"));
            Column value = functions.when(text.notEqual(""), text);
            Column number = text.try_cast("double");
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

    /** Rows without a value. */
    public long missing() {
        return rows - values;
    }
}
