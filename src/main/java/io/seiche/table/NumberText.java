package io.seiche.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Numbers written as text, as in CSV files. Spark's cast accepts Java's literals too, so that {@code 5d}, {@code 103F}
 * and {@code 0x1p3} would be 5, 103 and 8; here they are no numbers.
 *
 * @param notFinite further texts that stand for a value that is not finite
 */
record NumberText(List<String> notFinite) {
    /** A decimal number, with or without an exponent, or the name of a value that is not finite. */
    private static final String NUMBER = "^[+-]?((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|(?i:inf|infinity|nan))$";

    /** A truth value as Spark, pandas, R and spreadsheets write it. */
    private static final String TRUTH = "^(?i:true|false)$";

    /** White space around a value: spaces, tabs, line ends, and the no-break space of spreadsheets. */
    private static final String BLANKS = " \t\r\n\u00a0";

    /** Options of Spark's reader with texts of values that are not finite. */
    private static final List<String> OPTIONS = List.of("nanValue", "positiveInf", "negativeInf");

    /** Returns the numbers of a source, which may be null; its options can name texts of values that are not finite. */
    static NumberText of(Source source) {
        List<String> notFinite = new ArrayList<>();
        if (source != null) {
            Map<String, String> options = FileFormat.readerOptions(source);
            OPTIONS.stream().filter(options::containsKey).map(options::get).forEach(notFinite::add);
        }
        return new NumberText(notFinite);
    }

    /** Returns a text column without white space around its values. */
    static Column trimmed(Column text) {
        return functions.btrim(text, functions.lit(BLANKS));
    }

    /** Returns the numbers of a text column: 1 and 0 for true and false, null for any other text. */
    Column number(Column text) {
        Column trimmed = trimmed(text);
        Column number = functions
                .when(trimmed.rlike(NUMBER), trimmed.try_cast("double"))
                .when(isTruth(trimmed), functions.lower(trimmed).equalTo("true").cast("double"));
        return notFinite.isEmpty()
                ? number
                : functions.when(trimmed.isin(notFinite.toArray()), Double.NaN).otherwise(number);
    }

    /** Returns the numbers of a text column, null for a missing value; another text fails the query. */
    Column required(Column text, String name) {
        Column trimmed = trimmed(text);
        Column message = functions.concat(
                functions.lit("\""),
                trimmed,
                functions.lit("\" in column \"" + name
                        + "\" is not a number; correct it, or set input.options.nullValue to the text of a missing"
                        + " value"));
        return functions
                .when(number(text).isNotNull(), number(text))
                .when(trimmed.notEqual(""), functions.raise_error(message).cast("double"));
    }

    /** Returns whether a trimmed text is a truth value. */
    static Column isTruth(Column trimmed) {
        return trimmed.geq("A").and(trimmed.rlike(TRUTH)); // no number is above a letter, and most values are numbers
    }
}
