package io.seiche.cli;

import io.seiche.series.Counter;
import io.seiche.series.DataFacts;
import io.seiche.series.SeriesFacts;
import io.seiche.series.Span;
import io.seiche.series.TimeFormat;
import io.seiche.text.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The facts of a table as text. */
final class DataView {
    private DataView() {}

    /** Returns a line or two: the size of the data and the unused part. */
    static String summary(DataFacts facts) {
        String windows = Arrays.stream(Span.values())
                .map(span -> String.format(Locale.ROOT, "%,d %s", facts.windows(span), Words.of(span)))
                .collect(Collectors.joining(", "));
        String dropped = facts.dropped().entrySet().stream()
                .map(e -> String.format(
                        Locale.ROOT, "%,d %s", e.getValue(), e.getKey().text()))
                .collect(Collectors.joining(", "));
        String warnings = facts.warnings().stream()
                .map(warning -> "warning: " + warning + "\n")
                .collect(Collectors.joining());
        return String.format(
                        Locale.ROOT,
                        "%s of %s, %s, frequency %s%nwindows: %s%s%n%s",
                        Words.count(facts.rows(), "row"),
                        Words.count(facts.series(), "series"),
                        facts.firstText().isEmpty()
                                ? "none of which can be used"
                                : facts.firstText() + " to " + facts.lastText(),
                        facts.frequency().text(),
                        windows,
                        dropped.isEmpty() ? "" : "; left out: " + dropped,
                        warnings)
                + numbers(facts.axis().format());
    }

    /** Returns a line if whole numbers were read as dates or times. */
    private static String numbers(TimeFormat format) {
        return format.isWhole()
                ? "times: numbers are read as " + format.meaning() + " (" + format.text()
                        + "); input.timeFormat = number reads them as plain numbers\n"
                : "";
    }

    /** Returns the quality of the data, and the first series one by one. */
    static String quality(DataFacts facts) {
        StringBuilder words = new StringBuilder(summary(facts));
        TextTable checks = new TextTable();
        facts.checks().forEach((check, n) -> checks.row(check, count(n)));
        words.append('\n').append(checks);
        if (facts.series() > 1) {
            words.append('\n').append(series(facts));
        }
        return words.toString();
    }

    private static String series(DataFacts facts) {
        TextTable table = new TextTable().row("series", "rows", "first", "last", "gaps", "missing", "windows");
        for (SeriesFacts one : facts.listed().series()) {
            table.row(
                    one.series(),
                    count(one.count(Counter.ROWS)),
                    facts.axis().text(one.first()),
                    facts.axis().text(one.last()),
                    count(one.count(Counter.GAPS)),
                    count(one.counts().missing()),
                    count(one.counts().windows()));
        }
        long more = facts.series() - facts.listed().series().size();
        return table + (more > 0 ? "  and " + count(more) + " more\n" : "");
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
