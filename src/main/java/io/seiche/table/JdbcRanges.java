package io.seiche.table;

import io.seiche.text.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/**
 * Ranges of a column by which a table of a database is read in several tasks, as conditions of SQL. Spark's own ranges
 * exclude times without a zone. Times are written by the escape that every JDBC driver translates.
 */
final class JdbcRanges {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private JdbcRanges() {}

    /**
     * Checks the bounds of {@code input.jdbc}.
     *
     * @throws Refusal if one is neither a whole number nor a time, or the first is not below the second
     */
    static void check(String lower, String upper) {
        long from = value("input.jdbc.lowerBound", lower);
        long to = value("input.jdbc.upperBound", upper);
        if (isNumber(lower) != isNumber(upper) || from >= to) {
            throw new Refusal(
                    "input.jdbc.upperBound",
                    "be above input.jdbc.lowerBound, and a number or a time as it is",
                    "\"" + upper + "\" with \"" + lower + "\"");
        }
    }

    private static boolean isNumber(String bound) {
        return NUMBER.matcher(bound).matches();
    }

    /** Returns a number, or the seconds of a time. */
    private static long value(String key, String bound) {
        if (isNumber(bound)) {
            return Long.parseLong(bound);
        }
        try {
            LocalDateTime time =
                    bound.length() == 10 ? LocalDate.parse(bound).atStartOfDay() : LocalDateTime.parse(bound, TIME);
            return time.toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Refusal(
                    key,
                    "be a whole number, a date such as 2024-01-31, or a time such as 2024-01-31 12:00:00",
                    "\"" + bound + "\"");
        }
    }

    /**
     * Returns the conditions of equally wide ranges from the lower to the upper bound. The first has the rows before them and
     * those without a value too, the last the rows after them, so that every row fulfils one condition.
     *
     * @param count at least 2
     */
    static String[] conditions(String column, String lower, String upper, int count) {
        long from = value("input.jdbc.lowerBound", lower);
        long to = value("input.jdbc.upperBound", upper);
        LongFunction<String> written = isNumber(lower)
                ? Long::toString
                : seconds -> "{ts '"
                        + LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC)
                                .format(TIME) + "'}";
        String[] conditions = new String[count];
        for (int i = 0; i < count; i++) {
            String begin = column + " >= " + written.apply(bound(from, to, i, count));
            String end = column + " < " + written.apply(bound(from, to, i + 1, count));
            conditions[i] =
                    i == 0 ? end + " or " + column + " is null" : i == count - 1 ? begin : begin + " and " + end;
        }
        return conditions;
    }

    private static long bound(long from, long to, int i, int count) {
        long width = (to - from) / count;
        return from + i * width + i * ((to - from) % count) / count;
    }
}
