package io.seiche.table;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Numbers written as text, as in CSV files. Spark's cast accepts Java's literals too, so that {@code 5d}, {@code 103F}
 * and {@code 0x1p3} would be 5, 103 and 8; here they are no numbers.
 */
final class NumberText {
    /** A decimal number, with or without an exponent, or the name of a value that is not finite. */
    private static final String NUMBER = "^[+-]?((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|(?i:inf|infinity|nan))$";

    /** A truth value as Spark, pandas, R and spreadsheets write it. */
    private static final String TRUTH = "^(?i:true|false)$";

    /** White space around a value: spaces, tabs, line ends, and the no-break space of spreadsheets. */
    private static final String BLANKS = " \t\r\n\u00a0";

    private NumberText() {}

    /** Returns a text column without white space around its values. */
    static Column trimmed(Column text) {
        return functions.trim(text, BLANKS);
    }

    /** Returns the numbers of a text column: 1 and 0 for true and false, null for any other text. */
    static Column number(Column text) {
        Column trimmed = trimmed(text);
        return functions
                .when(trimmed.rlike(NUMBER), trimmed.try_cast("double"))
                .when(isTruth(trimmed), functions.lower(trimmed).equalTo("true").cast("double"));
    }

    /** Returns whether a trimmed text is a truth value. */
    static Column isTruth(Column trimmed) {
        return trimmed.rlike(TRUTH);
    }
}
