package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.DataException;
import io.seiche.series.DataFacts;
import io.seiche.series.Frequency;
import io.seiche.series.SeriesSpec;
import io.seiche.series.TimeAxis;
import io.seiche.series.TimeFormat;
import io.seiche.text.Refusal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The meaning of time columns: types, ISO text, calendars as whole numbers, and formats that are given. */
class TimeColumnTest {
    private static final LocalDateTime FIRST = LocalDateTime.of(2011, 11, 1, 0, 0);

    private static Dataset<Row> table(String type, List<?> times) {
        List<Object[]> rows = new ArrayList<>();
        for (int t = 0; t < times.size(); t++) {
            rows.add(Tables.row(String.valueOf(times.get(t)), (double) (t % 7)));
        }
        Collections.shuffle(rows, new Random(3));
        return Tables.of("ts string, y double", rows.toArray(new Object[0][]))
                .selectExpr("cast(ts as " + type + ") as ts", "y");
    }

    private static DataFacts facts(Dataset<Row> table, String format, String zone) {
        SeriesSpec usual = Defaults.series();
        SeriesSpec series = new SeriesSpec(
                Frequency.AUTO,
                usual.gaps(),
                usual.duplicates(),
                usual.missing(),
                usual.transform(),
                usual.scale(),
                usual.scaleBy(),
                SeriesSpec.zone(zone));
        InputSpec input = InputSpec.tall(null, "", "ts", Tables.target()).times(TimeFormat.parse(format));
        try (TableData data = TableReader.read(table, input, series, Tables.SPLIT, Tables.WINDOWS)) {
            return data.facts();
        }
    }

    private static String summary(DataFacts facts) {
        return facts.axis().kind() + " " + facts.firstText() + " " + facts.lastText() + " "
                + facts.frequency().text();
    }

    /** Whole numbers that are all dates are dates, in every type that holds them. */
    @ParameterizedTest
    @CsvSource({
        "yyyyMM, MONTHS, int, DATE 201111 201510 1mo",
        "yyyyMM, MONTHS, string, DATE 201111 201510 1mo",
        "yyyyMM, MONTHS, double, DATE 201111 201510 1mo",
        "yyyyMM, MONTHS, 'decimal(8,2)', DATE 201111 201510 1mo",
        "yyyyMMdd, DAYS, int, DATE 20111101 20111218 1d",
        "yyyyMMdd, DAYS, 'decimal(20,0)', DATE 20111101 20111218 1d",
        "yyyyMMdd, WEEKS, bigint, DATE 20111101 20120925 1w",
        "yyyyMMddHH, HOURS, bigint, LOCAL 2011110100 2011110223 1h",
        "yyyyMMddHHmm, HOURS, string, LOCAL 201111010000 201111022300 1h",
        "yyyyMMddHHmmss, HOURS, bigint, LOCAL 20111101000000 20111102230000 1h",
    })
    void calendarsWrittenAsNumbersAreCalendars(String format, String step, String type, String summary) {
        DateTimeFormatter digits = DateTimeFormatter.ofPattern(format, Locale.ROOT);
        List<String> times = IntStream.range(0, 48)
                .mapToObj(t -> digits.format(FIRST.plus(t, ChronoUnit.valueOf(step))))
                .toList();
        for (String zone : List.of("UTC", "America/St_Johns")) {
            assertEquals(summary, summary(facts(table(type, times), "auto", zone)), zone);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, epoch-seconds", "1000, epoch-millis", "1000000, epoch-micros", "1000000000, epoch-nanos"})
    void secondsSince1970AndTheirPartsAreMoments(long units, String format) {
        long first = 1_320_105_600L * units;
        List<Long> times = LongStream.range(0, 40)
                .map(t -> first + t * 900 * units)
                .boxed()
                .toList();
        for (String type : List.of("bigint", "string", "decimal(20,0)", "decimal(25,3)", "double")) {
            DataFacts facts = facts(table(type, times), "auto", "Asia/Kolkata");
            assertEquals("TIMESTAMP " + first + " " + times.get(39) + " 15min", summary(facts));
            assertEquals(format, facts.axis().format().text());
            assertEquals(
                    "2011-11-01T00:00:00Z", facts.axis().instant(facts.first()).toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 60, 1", "1985, 2024, 1", "200001, 200050, 1", "20200101, 20200199, 1", "0, 5000000, 100000"})
    void countsStayCounts(int from, int to, int step) {
        List<Integer> counts = new ArrayList<>();
        for (int count = from; count <= to; count += step) {
            counts.add(count);
        }
        String summary = "NUMBER " + from + " " + counts.get(counts.size() - 1) + " " + step + "step";
        assertEquals(summary, summary(facts(table("int", counts), "auto", "UTC")));
        assertEquals(summary, summary(facts(table("string", counts), "auto", "UTC")));
    }

    @Test
    void numbersThatAreNotMeantAsDatesAreKept() {
        List<Integer> months = IntStream.rangeClosed(200101, 200112).boxed().toList();
        assertEquals("DATE 200101 200112 1mo", summary(facts(table("int", months), "auto", "UTC")));
        assertEquals("NUMBER 200101 200112 1step", summary(facts(table("int", months), "number", "UTC")));
    }

    @Test
    void aNumberThatIsNoMonthAmongMonthsIsRefused() {
        List<Integer> months = new ArrayList<>(IntStream.range(0, 120)
                .mapToObj(t -> 100 * (2001 + t / 12) + 1 + t % 12)
                .toList());
        months.set(17, 200213);
        String message = assertThrows(DataException.class, () -> facts(table("int", months), "auto", "UTC"))
                .getMessage();
        assertTrue(message.startsWith("\"200213\" in time column \"ts\" cannot be read as yyyyMM"), message);
        assertTrue(message.contains("input.timeFormat"), message);
    }

    /** Dates in another order, of which the forecasts would be numbers that are none. */
    @ParameterizedTest
    @CsvSource({
        "yyMMdd, DAYS, int, yyMMdd",
        "yyMMdd, WEEKS, string, yyMMdd",
        "ddMMyyyy, DAYS, int, ddMMyyyy",
        "ddMMyyyy, DAYS, string, ddMMyyyy",
        "MMddyyyy, WEEKS, bigint, MMddyyyy",
        "MMddyyyy, MONTHS, bigint, ddMMyyyy or MMddyyyy",
        "yyyyDDD, DAYS, int, yyyyDDD",
        "yyyyww, WEEKS, int, years and weeks",
        "yyyyQ, MONTHS, string, years and quarters"
    })
    void otherCalendarsInNumbersAreNotTakenForCounts(String format, String step, String type, String named) {
        DateTimeFormatter digits = DateTimeFormatter.ofPattern(format, Locale.UK);
        List<String> times = IntStream.range(0, 90)
                .mapToObj(t -> digits.format(FIRST.plus(t, ChronoUnit.valueOf(step))))
                .distinct()
                .toList();
        String message = assertThrows(DataException.class, () -> facts(table(type, times), "auto", "UTC"))
                .getMessage();
        assertTrue(message.contains("which look like " + named), message);
        assertTrue(message.contains("input.timeFormat"), message);
        assertEquals(
                TimeAxis.TimeKind.NUMBER,
                facts(table(type, times), "number", "UTC").axis().kind());
        if (named.equals(format)) {
            assertEquals("2011-11-01", facts(table(type, times), format, "UTC").firstText());
        }
    }

    /** pandas writes whole numbers so after a column had a missing value. */
    @Test
    void wholeNumbersWithAFractionOfZeroAreWhole() {
        List<String> months = IntStream.range(0, 24)
                .mapToObj(t -> 100 * (2001 + t / 12) + 1 + t % 12 + ".0")
                .toList();
        assertEquals("DATE 200101 200212 1mo", summary(facts(table("string", months), "auto", "UTC")));
        List<String> counts = IntStream.range(5, 50).mapToObj(t -> t + ".0").toList();
        assertEquals("NUMBER 5 49 1step", summary(facts(table("string", counts), "auto", "UTC")));
    }

    @Test
    void microsecondsOfNanosecondsAreExact() {
        long first = 1_600_000_000_123_456_000L;
        List<Long> times =
                LongStream.range(0, 2000).map(t -> first + 1000 * t).boxed().toList();
        InputSpec input = InputSpec.tall(null, "", "ts", Tables.target());
        Dataset<Row> table = table("bigint", times);
        List<Long> micros = table
                .select(TimeColumn.of(table, input, ZoneId.of("UTC"), null)
                        .number()
                        .as("t"))
                .orderBy("t")
                .collectAsList()
                .stream()
                .map(row -> row.getLong(0))
                .toList();
        assertEquals(times.stream().map(nanos -> nanos / 1000).toList(), micros);
    }

    /** Times with an offset and without one: no zone is known for the latter. */
    @Test
    void offsetsInSomeRowsAreRefused() {
        List<String> mixed = IntStream.range(0, 40)
                .mapToObj(t -> FIRST.plusHours(t) + ":00" + (t == 17 ? "" : "+02:00"))
                .toList();
        String message = assertThrows(DataException.class, () -> facts(table("string", mixed), "auto", "UTC"))
                .getMessage();
        assertEquals(
                "\"2011-11-01T17:00:00\" in time column \"ts\" has no offset, other times have one; write an offset in every"
                        + " time, such as 2020-01-31 12:00:00+00:00, or in none",
                message);
        List<String> late = IntStream.range(0, 1500)
                .mapToObj(t -> FIRST.plusHours(t) + ":00" + (t == 17 ? "Z" : ""))
                .toList();
        message = assertThrows(DataException.class, () -> facts(table("string", late), "auto", "UTC"))
                .getMessage();
        assertTrue(message.contains("offset"), message);
        List<String> both = IntStream.range(0, 40)
                .mapToObj(t -> t % 2 == 0 ? FIRST.plusHours(t) + ":00Z" : FIRST.plusHours(t + 2L) + ":00+02:00")
                .toList();
        assertEquals(
                "TIMESTAMP 2011-11-01 00:00:00 2011-11-02 15:00:00 1h",
                summary(facts(table("string", both), "auto", "UTC")));
    }

    /** The number of a time is the number it was read from. */
    @ParameterizedTest
    @CsvSource({
        "yyyy, 2024",
        "yyyyMM, 202402",
        "yyyyMMdd, 20240229",
        "yyyyMMddHH, 2024022923",
        "yyyyMMddHHmm, 202402292359",
        "yyyyMMddHHmmss, 20240229235958",
        "epoch-seconds, 1709251198",
        "epoch-millis, 1709251198123",
        "epoch-micros, 1709251198123456",
        "epoch-nanos, 1709251198123456000",
        "epoch-seconds, -5",
        "epoch-nanos, -1500000000"
    })
    void numbersReturnAsTheyWere(String format, long number) {
        for (String zone : List.of("UTC", "America/St_Johns", "Asia/Kolkata")) {
            InputSpec input = InputSpec.tall(null, "", "ts", Tables.target()).times(TimeFormat.parse(format));
            TimeColumn column = TimeColumn.of(table("bigint", List.of(number)), input, ZoneId.of(zone), null);
            long micros = table("bigint", List.of(number))
                    .select(column.number())
                    .first()
                    .getLong(0);
            assertEquals(number, OutputTimes.number(column.axis(), micros), zone);
            assertEquals(Long.toString(number), column.axis().text(micros));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy, string, 31.01.2024, DATE, 2024-01-31T05:00:00Z",
        "M/d/yyyy H:mm, string, 1/2/2024 3:04, LOCAL, 2024-01-02T08:04:00Z",
        "yyyy-MM-dd'T'HH:mm:ss'Z', string, 2024-01-02T03:04:05Z, LOCAL, 2024-01-02T08:04:05Z",
        "yyyy-MM-dd'T'HH:mm:ssXXX, string, 2024-01-02T03:04:05+01:00, TIMESTAMP, 2024-01-02T02:04:05Z",
        "ddMMyyyy, int, 1022024, DATE, 2024-02-01T05:00:00Z",
        "yyMMdd, int, 50131, DATE, 2005-01-31T05:00:00Z",
        "yyyyMMdd, string, 20240131, DATE, 2024-01-31T05:00:00Z",
        "auto, string, 2024-01, DATE, 2024-01-01T05:00:00Z",
        "Epoch-Seconds, int, 1700000000, TIMESTAMP, 2023-11-14T22:13:20Z"
    })
    void formatsGivenAreRead(String format, String type, String text, TimeAxis.TimeKind kind, String instant) {
        InputSpec input = InputSpec.tall(null, "", "ts", Tables.target()).times(TimeFormat.parse(format));
        Dataset<Row> table = table(type, List.of(text));
        TimeColumn column = TimeColumn.of(table, input, ZoneId.of("America/New_York"), null);
        assertEquals(kind, column.axis().kind());
        assertEquals(
                instant,
                column.axis()
                        .instant(table.select(column.number()).first().getLong(0))
                        .toString());
    }

    /** A column is of days if every row is one, wherever the rows with a time of day are. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1499})
    void bareDatesAmongTimesAreMidnights(int hours) {
        List<Object[]> rows = new ArrayList<>();
        for (int t = 0; t < 1500; t++) {
            boolean timed = t >= 1500 - hours;
            LocalDateTime at = FIRST.plusDays(t);
            rows.add(Tables.row(
                    timed ? at.toLocalDate() + " 06:00" : at.toLocalDate().toString(), 1.0 * (t % 5)));
        }
        DataFacts facts =
                facts(Tables.of("ts string, y double", rows.toArray(new Object[0][])), "auto", "Asia/Kolkata");
        assertEquals(
                hours == 0 ? TimeAxis.TimeKind.DATE : TimeAxis.TimeKind.LOCAL,
                facts.axis().kind());
        assertEquals(hours == 0 ? "2015-12-09" : "2015-12-09 06:00:00", facts.lastText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%Y%m%d",
                "YYYYMMDD",
                "yyyyMMDD",
                "yyyy-mm-dd",
                "dd",
                "HH:mm",
                "epoch",
                "yyyy-MM-ddTHH:mm",
                "yyyy'MM",
                "yyyy-MM-dd hh:mm",
                "yyyy-MM-dd KK:mm",
                "yyyy-MM-dd HH:MM",
                "yyyy-MM-dd HH:mm:SS"
            })
    void whatIsNoFormatIsRefused(String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> TimeFormat.parse(text));
        assertTrue(refusal.getMessage().startsWith("input.timeFormat must be auto"), refusal.getMessage());
    }

    @Test
    void aFormatOfAColumnThatHasATypeIsRefused() {
        DataException refused =
                assertThrows(DataException.class, () -> facts(table("date", List.of("2024-01-01")), "yyyyMMdd", "UTC"));
        assertTrue(
                refused.getMessage().contains("of type date, but input.timeFormat = yyyyMMdd"), refused.getMessage());
    }

    @Test
    void theOptionOfTheReaderIsTakenInAnyLetterCase() {
        InputSpec input = InputSpec.tall(
                Source.path("not/read", "csv", Map.of("timestampformat", "d.M.yyyy")), "", "ts", Tables.target());
        Dataset<Row> table = table("string", List.of("2.1.2024"));
        TimeColumn column = TimeColumn.of(table, input, ZoneId.of("UTC"), null);
        assertEquals(
                "2024-01-02",
                column.axis().text(table.select(column.number()).first().getLong(0)));
    }

    /** The next time of such a number would be negative. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 100, Long.MIN_VALUE, (1L << 62) + 1})
    void numbersWhoseSuccessorsOverflowAreRefused(long first) {
        List<Long> times = LongStream.range(0, 40).mapToObj(i -> first + i).toList();
        String message = assertThrows(DataException.class, () -> facts(table("bigint", times), "auto", "UTC"))
                .getMessage();
        assertTrue(message.contains("in time column \"ts\" cannot be read"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"double", "decimal(20,3)"})
    void numbersWithAFractionAreNoTimes(String type) {
        List<String> times = IntStream.range(0, 40)
                .mapToObj(i -> i == 20 ? "20.5" : i + ".0")
                .toList();
        String message = assertThrows(DataException.class, () -> facts(table(type, times), "auto", "UTC"))
                .getMessage();
        assertTrue(message.startsWith("\"20.5"), message);
        assertTrue(message.contains("in time column \"ts\" cannot be read"), message);
    }
}
