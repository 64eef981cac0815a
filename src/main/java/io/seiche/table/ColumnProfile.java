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
 * @param zeros number of rows with the number 0
 * @param range of the values
 */
public record ColumnProfile(
        String name, String type, Holds holds, long rows, long values, long zeros, ValueRange range) {
    /**
     * The range of a column's values.
     *
     * @param least smallest value as text; "" if there is none
     * @param most greatest value as text; "" if there is none
     * @param quantiles approximate 5 %, 50 % and 95 % quantiles of a column of numbers; else empty
     */
    public record ValueRange(String least, String most, List<Double> quantiles) {}

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

    private static final Column QUANTILES =
            functions.array(functions.lit(0.05), functions.lit(0.5), functions.lit(0.95));

    /** Aggregates per column: values, numbers, times, zeros, quantiles, and the extremes as numbers and as text. */
    private static final int ANSWERS = 9;

    /** Most columns of a table with roles. */
    private static final int MOST = 100;

    /**
     * Profiles every column of a table in one pass.
     *
     * @throws DataException if the table does not exist, cannot be read or has no columns
     */
    public static List<ColumnProfile> read(SparkSession spark, Source source) {
        return ReadFailure.translate(SeriesTable.describe(source), source, () -> {
            Dataset<Row> table = SeriesTable.read(spark, source, Set.of());
            return of(table, source, List.of(table.columns()), List.of());
        });
    }

    /**
     * Profiles the columns of numbers of a table: targets and covariates, the first of them if there are very many.
     *
     * @throws DataException if the table does not exist, cannot be read or lacks a column
     */
    public static List<ColumnProfile> numbers(SparkSession spark, InputSpec input) {
        Source source = input.source();
        return ReadFailure.translate(SeriesTable.describe(source), source, () -> {
            Dataset<Row> table = SeriesTable.named(SeriesTable.read(spark, source, Set.of()), input);
            List<String> names = new ArrayList<>(
                    input.isWide()
                            ? WideTable.seriesColumns(table, input, "")
                            : input.columns().targets());
            names.addAll(input.columns().past());
            names.addAll(input.columns().future());
            names.addAll(input.columns().statics());
            return of(table, source, names.subList(0, Math.min(MOST, names.size())), input.missing());
        });
    }

    private static List<ColumnProfile> of(Dataset<Row> table, Source source, List<String> names, List<Double> missing) {
        if (table.columns().length == 0) {
            throw new DataException("the table has no columns; is it empty, and is its format right?");
        }
        List<Column> texts = new ArrayList<>();
        List<Column> numbers = new ArrayList<>();
        List<Column> asked = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            Column text = functions.col("text" + c);
            Column every = functions.col("number" + c);
            texts.add(NumberText.trimmed(SeriesTable.column(names.get(c)).cast("string"))
                    .as("text" + c));
            numbers.add(text);
            numbers.add(NumberText.of(source).number(text).as("number" + c));
            Column present = functions.not(functions.coalesce(every.isin(missing.toArray()), functions.lit(false)));
            Column value = functions.when(text.notEqual("").and(present), text);
            Column number = functions.when(present, every);
            Column finite = functions.when(number.notEqual(Double.NaN), number);
            asked.add(functions.count(value));
            asked.add(functions.count(number));
            asked.add(functions.count(text.try_cast("timestamp")));
            asked.add(functions.count_if(number.equalTo(0.0)));
            asked.add(functions.percentile_approx(finite, QUANTILES, functions.lit(10_000)));
            asked.add(functions.min(finite).cast("string"));
            asked.add(functions.max(finite).cast("string"));
            asked.add(functions.min(value));
            asked.add(functions.max(value));
        }
        // Texts and numbers are columns of their own: written out in each aggregate they take seconds to plan.
        Row seen = table.select(texts.toArray(Column[]::new))
                .select(numbers.toArray(Column[]::new))
                .agg(functions.count(functions.lit(1)), asked.toArray(Column[]::new))
                .first();
        List<ColumnProfile> all = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            int at = 1 + c * ANSWERS;
            Holds holds = holds(seen.getLong(at), seen.getLong(at + 1), seen.getLong(at + 2));
            int extremes = holds == Holds.NUMBERS ? at + 5 : at + 7;
            all.add(new ColumnProfile(
                    names.get(c),
                    table.schema().apply(names.get(c)).dataType().simpleString(),
                    holds,
                    seen.getLong(0),
                    seen.getLong(at),
                    seen.getLong(at + 3),
                    new ValueRange(
                            text(seen, extremes),
                            text(seen, extremes + 1),
                            holds == Holds.NUMBERS && !seen.isNullAt(at + 4) ? seen.getList(at + 4) : List.of())));
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
