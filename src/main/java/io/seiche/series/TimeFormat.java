package io.seiche.series;

import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of a table's time column ({@code input.timeFormat}): {@code auto}, {@code number} for plain counts, a unit of
 * time since 1970 ({@code epoch-seconds}), or a pattern of letters as Spark reads it ({@code dd.MM.yyyy HH:mm}).
 *
 * <p>A <em>whole</em> format is one of whole numbers: {@code yyyyMM}, {@code yyyyMMdd} and so on to the second, and the
 * units since 1970. Times of a whole format are written as the same numbers in forecasts.
 *
 * @param text as a configuration writes it
 */
public record TimeFormat(String text) implements Serializable {
    /** ISO dates and times, or whole numbers whose meaning is found from the rows. */
    public static final TimeFormat AUTO = new TimeFormat("auto");

    /** Whole numbers that are no dates: positions, years or other counts. */
    public static final TimeFormat NUMBER = new TimeFormat("number");

    private static final String KEY = "input.timeFormat";
    private static final long MICROS = 1_000_000;

    /** Units since 1970: so many to a second. */
    private static final Map<String, Long> EPOCHS =
            Map.of("epoch-seconds", 1L, "epoch-millis", 1_000L, "epoch-micros", MICROS, "epoch-nanos", 1_000_000_000L);

    /** Whole formats in the order in which they are looked for. */
    private static final List<TimeFormat> WHOLE = List.of(
            new TimeFormat("yyyyMMdd"),
            new TimeFormat("yyyyMM"),
            new TimeFormat("yyyyMMddHH"),
            new TimeFormat("yyyyMMddHHmm"),
            new TimeFormat("yyyyMMddHHmmss"),
            new TimeFormat("epoch-seconds"),
            new TimeFormat("epoch-millis"),
            new TimeFormat("epoch-micros"),
            new TimeFormat("epoch-nanos"));

    private static final Pattern DIGITS = Pattern.compile("yyyy(MM(dd(HH(mm(ss)?)?)?)?)?");
    /** A letter, as often as it is repeated. */
    private static final Pattern GROUP = Pattern.compile("([a-zA-Z])\\1*");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'");

    /** Share of a sample's numbers that must be of a format; the others are refused when they are read. */
    static final double SHARE = 0.9;

    static final int FIRST_YEAR = 1900;
    static final int LAST_YEAR = 2100;

    /** 1980-01-01 and 2100-01-01 in seconds since 1970: smaller and greater numbers are taken for counts. */
    private static final long FIRST_SECOND = 315_532_800L;

    private static final long LAST_SECOND = 4_102_444_800L;

    public TimeFormat {
        Objects.requireNonNull(text, KEY);
    }

    /**
     * Parses a format.
     *
     * @throws Refusal if it is none; a pattern must name the year, and the month with a day
     */
    public static TimeFormat parse(String text) {
        String word = Words.fold(text);
        if (word.equals(AUTO.text) || word.equals(NUMBER.text) || EPOCHS.containsKey(word)) {
            return new TimeFormat(word);
        }
        String letters = unquoted(text).replaceAll("[^a-zA-Z]", "");
        boolean minutesAlone = letters.contains("m") && !letters.matches(".*[HhKk].*");
        boolean dayAlone = letters.contains("d") && !letters.matches(".*[ML].*");
        boolean known = letters.matches("[yMLdDHhKkmsSaVzOXxZ]+") && letters.contains("y");
        boolean bothDays = letters.contains("D") && letters.matches(".*[MLd].*");
        if (!known || minutesAlone || dayAlone || bothDays || !isPattern(text)) {
            throw refusal(text, "");
        }
        String odd = mistaken(text, letters);
        if (!odd.isEmpty()) {
            throw refusal(text, odd);
        }
        return new TimeFormat(text);
    }

    private static boolean isPattern(String text) {
        try {
            return DateTimeFormatter.ofPattern(text, Locale.ROOT) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the letters of a pattern that can be read but not as it is meant, with the remedy; "" if there are none. */
    private static String mistaken(String text, String letters) {
        if (letters.matches(".*[hK].*") && !letters.contains("a")) {
            return "h is an hour from 1 to 12, with a for AM and PM; write H for an hour from 0 to 23";
        }
        if (letters.contains("S") && !letters.contains("s")) {
            return "S is a fraction of a second; write s for a second";
        }
        Matcher groups = GROUP.matcher(unquoted(text));
        Set<String> seen = new HashSet<>();
        while (groups.find()) {
            if (!seen.add(groups.group(1))) {
                return groups.group(1) + " is there twice; M is a month and m a minute";
            }
        }
        return "";
    }

    private static Refusal refusal(String text, String odd) {
        return new Refusal(
                KEY,
                "be auto, number, epoch-seconds, epoch-millis, epoch-micros, epoch-nanos or a pattern such as yyyyMMdd or"
                        + " dd.MM.yyyy HH:mm",
                "\"" + text + "\"" + (odd.isEmpty() ? "" : ", in which " + odd),
                "letters are y year, M month, d day, H hour, m minute, s second, with quotes around other letters");
    }

    /** Returns the whole format of at least nine of ten of these numbers; empty for counts and for no numbers. */
    public static Optional<TimeFormat> of(Collection<Long> numbers) {
        return WHOLE.stream()
                .filter(format -> !numbers.isEmpty()
                        && numbers.stream().filter(format::fits).count() >= SHARE * numbers.size())
                .findFirst();
    }

    /** Returns true if the format is found from the rows. */
    public boolean isAuto() {
        return equals(AUTO);
    }

    /** Returns true for whole numbers that are dates or times. */
    public boolean isWhole() {
        return isEpoch() || DIGITS.matcher(text).matches();
    }

    /** Returns true for a unit of time since 1970. */
    public boolean isEpoch() {
        return EPOCHS.containsKey(text);
    }

    /** Returns true for a pattern of letters. */
    public boolean isPattern() {
        return !isAuto() && !equals(NUMBER) && !isEpoch();
    }

    /** Returns the number of units in a second of a format since 1970. */
    public long unitsASecond() {
        return EPOCHS.get(text);
    }

    /** Returns a pattern without its quoted texts. */
    private static String unquoted(String text) {
        return QUOTED.matcher(text).replaceAll("");
    }

    /** Returns true if the times of this pattern have an offset or a zone of their own. */
    public boolean hasZone() {
        return isPattern() && unquoted(text).matches(".*[VzOXxZ].*");
    }

    /** Returns the content of a time column of this format, which is not {@code auto}. */
    public TimeAxis.TimeKind kind() {
        if (equals(NUMBER)) {
            return TimeAxis.TimeKind.NUMBER;
        }
        if (isEpoch() || hasZone()) {
            return TimeAxis.TimeKind.TIMESTAMP;
        }
        return unquoted(text).matches(".*[HhKkms].*") ? TimeAxis.TimeKind.LOCAL : TimeAxis.TimeKind.DATE;
    }

    /** Returns the unit that a whole format counts, for messages. */
    public String meaning() {
        return switch (text) {
            case "yyyy" -> "years";
            case "yyyyMM" -> "months";
            case "yyyyMMdd" -> "days";
            default -> "times";
        };
    }

    private boolean fits(long number) {
        if (isEpoch()) {
            long seconds = number / unitsASecond();
            return seconds >= FIRST_SECOND && seconds < LAST_SECOND;
        }
        String digits = Long.toString(number);
        if (number < 0 || digits.length() != text.length()) {
            return false;
        }
        int year = Integer.parseInt(digits.substring(0, 4));
        int[] fields = {1, 1, 0, 0, 0}; // month, day, hour, minute, second
        for (int at = 4; at < digits.length(); at += 2) {
            fields[at / 2 - 2] = Integer.parseInt(digits.substring(at, at + 2));
        }
        return year >= FIRST_YEAR
                && year <= LAST_YEAR
                && fields[0] >= 1
                && fields[0] <= 12
                && fields[1] >= 1
                && fields[1] <= YearMonth.of(year, fields[0]).lengthOfMonth()
                && fields[2] < 24
                && fields[3] < 60
                && fields[4] < 60;
    }

    /** Returns the number that stands for a time in a table of this whole format. */
    public long number(long micros, ZoneId zone) {
        if (isEpoch()) {
            long units = unitsASecond();
            return units > MICROS ? micros * (units / MICROS) : Math.floorDiv(micros, MICROS / units);
        }
        LocalDateTime local = new TimeAxis(TimeAxis.TimeKind.LOCAL, zone).local(micros);
        long number = local.getYear();
        int[] fields = {
            local.getMonthValue(), local.getDayOfMonth(), local.getHour(), local.getMinute(), local.getSecond()
        };
        for (int at = 4; at < text.length(); at += 2) {
            number = number * 100 + fields[at / 2 - 2];
        }
        return number;
    }
}
