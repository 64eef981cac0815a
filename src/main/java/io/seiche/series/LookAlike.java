package io.seiche.series;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * A calendar in whole numbers that is not read without being asked for, since counts may look the same: dates whose year
 * has two digits or is not first, days of the year, weeks and quarters. Read as counts, the time after 191231 would be
 * 191232.
 */
public enum LookAlike {
    YEAR_OF_TWO_DIGITS(
            "yyMMdd", true, n -> n > 100 && n < 1_000_000 && isDay(2000 + n / 10_000, n / 100 % 100, n % 100)),
    DAY_FIRST("ddMMyyyy", true, n -> isDay(n % 10_000, n / 10_000 % 100, n / 1_000_000)),
    MONTH_FIRST("MMddyyyy", true, n -> isDay(n % 10_000, n / 1_000_000, n / 10_000 % 100)),
    DAY_OF_YEAR("yyyyDDD", true, n -> isYear(n / 1000) && n % 1000 >= 1 && n % 1000 <= 366),
    WEEK("years and weeks", false, n -> isYear(n / 100) && n % 100 >= 1 && n % 100 <= 53),
    QUARTER("years and quarters", false, n -> isYear(n / 10) && n % 10 >= 1 && n % 10 <= 4);

    /** Fewest different numbers that show a calendar. */
    private static final int FEWEST = 3;

    private final String text;
    private final boolean pattern;

    @SuppressWarnings("ImmutableEnumChecker") // without state
    private final LongPredicate fits;

    LookAlike(String text, boolean pattern, LongPredicate fits) {
        this.text = text;
        this.pattern = pattern;
        this.fits = fits;
    }

    /**
     * Returns the sentence about a time column of plain numbers that look like a calendar, with the remedy; empty if they
     * are counts. Numbers without a hole are counts.
     *
     * @param numbers some numbers of the column
     */
    public static Optional<String> sentence(String column, Collection<Long> numbers) {
        long[] ascending =
                numbers.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
        int last = ascending.length - 1;
        if (ascending.length < FEWEST || ascending[last] - ascending[0] == last) {
            return Optional.empty();
        }
        List<LookAlike> alike = Arrays.stream(values())
                .filter(one -> Arrays.stream(ascending).filter(one.fits).count() >= TimeFormat.SHARE * ascending.length)
                .toList();
        if (alike.isEmpty()) {
            return Optional.empty();
        }
        boolean pattern = alike.get(0).pattern;
        String text = alike.stream()
                .filter(one -> one.pattern == pattern)
                .map(one -> one.text)
                .collect(Collectors.joining(" or "));
        return Optional.of(
                "time column \"" + column + "\" has numbers such as " + ascending[0] + ", which look like " + text
                        + (pattern
                                ? "; set input.timeFormat = " + text + ", or to number if they are plain numbers"
                                : "; write the first day of each, such as 2020-01-01, or set input.timeFormat = number if they are"
                                        + " plain numbers"));
    }

    private static boolean isYear(long year) {
        return year >= TimeFormat.FIRST_YEAR && year <= TimeFormat.LAST_YEAR;
    }

    private static boolean isDay(long year, long month, long day) {
        return isYear(year)
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of((int) year, (int) month).lengthOfMonth();
    }
}
