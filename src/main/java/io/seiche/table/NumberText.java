package io.seiche.table;

import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Numbers written as text, as in CSV files. Spark's cast accepts Java's literals too, so that {@code 5d}, {@code 103F}
 * and {@code 0x1p3} would be 5, 103 and 8; here they are no numbers.
 *
 * @param notFinite further texts that stand for a value that is not finite
 * @param locale language tag by whose separators numbers are written, such as {@code de-DE} for {@code 1.234,56}; "" for
 *     a decimal point and no separators of thousands
 */
record NumberText(List<String> notFinite, String locale) {
    /** Option of Spark's reader, by which it reads decimal numbers and names of months. */
    private static final String LOCALE = "locale";

    /** A decimal number, with or without an exponent, or the name of a value that is not finite. */
    private static final String NUMBER = "^[+-]?((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|(?i:inf|infinity|nan))$";

    /** A number with a decimal comma, or with commas, blanks or apostrophes between thousands. */
    private static final String SEPARATED =
            "^[+-]?\\d[\\d.,'\u2019 \u00a0\u202f]*[,'\u2019 \u00a0\u202f]\\d[\\d.,'\u2019 \u00a0\u202f]*$";

    /** A truth value as Spark, pandas, R and spreadsheets write it. */
    private static final String TRUTH = "^(?i:true|false)$";

    /** White space around a value: spaces, tabs, line ends, and the no-break space of spreadsheets. */
    private static final String BLANKS = " \t\r\n\u00a0";

    /** Options of Spark's reader with texts of values that are not finite. */
    private static final List<String> OPTIONS = List.of("nanValue", "positiveInf", "negativeInf");

    /** Returns the numbers of a source, which may be null; its options can name texts of values that are not finite. */
    static NumberText of(Source source) {
        List<String> notFinite = new ArrayList<>();
        if (source == null) {
            return new NumberText(notFinite, "");
        }
        Map<String, String> options = FileFormat.readerOptions(source);
        OPTIONS.stream().filter(options::containsKey).map(options::get).forEach(notFinite::add);
        return new NumberText(notFinite, options.getOrDefault(LOCALE, ""));
    }

    /** Returns a text column without white space around its values. */
    static Column trimmed(Column text) {
        return functions.btrim(text, functions.lit(BLANKS));
    }

    /** Returns the numbers of a text column: 1 and 0 for true and false, null for any other text. */
    Column number(Column text) {
        Column trimmed = trimmed(text);
        Column plain = plain(trimmed);
        Column number = functions
                .when(plain.rlike(NUMBER), plain.try_cast("double"))
                .when(isTruth(trimmed), functions.lower(trimmed).equalTo("true").cast("double"));
        return notFinite.isEmpty()
                ? number
                : functions.when(trimmed.isin(notFinite.toArray()), Double.NaN).otherwise(number);
    }

    /**
     * Returns a number in the notation of the locale with a decimal point and without separators of thousands; null if it
     * is not in this notation. Thousands must be in groups of three, so that 1.5 is not read as 15.
     */
    private Column plain(Column trimmed) {
        if (locale.isEmpty()) {
            return trimmed;
        }
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.forLanguageTag(locale));
        String group = similar(symbols.getGroupingSeparator());
        String decimal = "\\" + symbols.getDecimalSeparator();
        String notation = "^[+-]?(\\d{1,3}(" + group + "\\d{3})+|\\d*)(" + decimal + "\\d*)?([eE][+-]?\\d+)?$";
        return functions
                .when(
                        trimmed.rlike(notation),
                        functions.regexp_replace(
                                functions.regexp_replace(trimmed, functions.lit(group), functions.lit("")),
                                functions.lit(decimal),
                                functions.lit(".")))
                .when(trimmed.rlike("^[+-]?[a-zA-Z]+$"), trimmed);
    }

    /** Returns the class of characters that are written for a separator of thousands: blanks and apostrophes are several. */
    private static String similar(char separator) {
        if (Character.isSpaceChar(separator)) {
            return "[ \u00a0\u202f]";
        }
        return separator == '\'' || separator == '\u2019' ? "['\u2019]" : "[" + separator + "]";
    }

    /** Returns whether a trimmed text is a number with other separators than those of this notation. */
    static Column isSeparated(Column trimmed) {
        return trimmed.rlike(SEPARATED);
    }

    /** Returns the notation of numbers for a message, if an option sets it. */
    String notation() {
        return locale.isEmpty() ? "" : ", read by input.options.locale = " + locale + ",";
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
