package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.series.DataFacts;
import io.seiche.series.SeriesFacts;
import io.seiche.series.Span;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was seen in a table, in words and as JSON. */
final class DataView {
    private DataView() {}

    /** A line or two: how much there is, and what of it is not used. */
    static String summary(DataFacts facts) {
        String windows = Arrays.stream(Span.values())
                .map(span -> String.format(Locale.ROOT, "%,d %s", facts.windows(span), name(span)))
                .collect(Collectors.joining(", "));
        String dropped = facts.dropped().entrySet().stream()
                .map(e -> String.format(
                        Locale.ROOT, "%,d %s", e.getValue(), e.getKey().text()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%,d rows of %,d series, %s to %s, frequency %s%nwindows: %s%s%n",
                facts.rows(),
                facts.series(),
                facts.firstText(),
                facts.lastText(),
                facts.frequency().text(),
                windows,
                dropped.isEmpty() ? "" : "; left out: " + dropped);
    }

    /** Everything: the quality of the data, and the first series one by one. */
    static String quality(DataFacts facts) {
        StringBuilder words = new StringBuilder(summary(facts));
        TextTable checks = new TextTable();
        checks(facts).forEach((check, n) -> checks.row(check, count(n)));
        words.append('\n').append(checks);
        if (facts.series() > 1) {
            words.append('\n').append(series(facts));
        }
        return words.toString();
    }

    /** What was found in the rows, in words to numbers; missing values only of columns that have some. */
    static Map<String, Long> checks(DataFacts facts) {
        Map<String, Long> checks = new LinkedHashMap<>();
        checks.put("duplicated times", facts.duplicates());
        checks.put("gaps", facts.gaps());
        checks.put("steps without a row", facts.gapSteps());
        checks.put("rows put into gaps", facts.filledRows());
        checks.put("rows left out for missing values", facts.droppedRows());
        checks.put("rows still to come", facts.ahead());
        checks.put("constant series" + names(facts.constantNames()), facts.constantSeries());
        checks.put("series too short" + names(facts.shortNames()), facts.shortSeries());
        checks.put(
                "missing values",
                facts.missing().values().stream().mapToLong(n -> n).sum());
        facts.missing().forEach((column, n) -> {
            if (n > 0) {
                checks.put("missing in " + column, n);
            }
        });
        return checks;
    }

    private static String series(DataFacts facts) {
        TextTable table = new TextTable().row("series", "rows", "first", "last", "gaps", "missing", "windows");
        for (SeriesFacts one : facts.perSeries()) {
            table.row(
                    one.series(),
                    count(one.read()),
                    facts.axis().text(one.first()),
                    facts.axis().text(one.last()),
                    count(one.gaps()),
                    count(Arrays.stream(one.missing()).sum()),
                    count(Arrays.stream(one.windows()).sum()));
        }
        long more = facts.series() - facts.perSeries().size();
        return table + (more > 0 ? "  and " + count(more) + " more\n" : "");
    }

    private static String names(List<String> names) {
        return names.isEmpty() || names.equals(List.of("")) ? "" : " (" + String.join(", ", names) + ")";
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** The object {@code data} of the JSON that commands write. */
    static ObjectNode json(DataFacts facts) {
        ObjectNode data = new ObjectMapper().createObjectNode();
        data.put("rows", facts.rows()).put("series", facts.series());
        ObjectNode windows = data.putObject("windows");
        for (Span span : Span.values()) {
            windows.put(name(span), facts.windows(span));
        }
        ObjectNode dropped = data.putObject("dropped");
        facts.dropped().forEach((reason, n) -> dropped.put(reason.text(), n));
        data.put("frequency", facts.frequency().text())
                .put("first", facts.firstText())
                .put("last", facts.lastText())
                .put("duplicates", facts.duplicates())
                .put("gaps", facts.gaps())
                .put("gapSteps", facts.gapSteps())
                .put("filledRows", facts.filledRows())
                .put("droppedRows", facts.droppedRows())
                .put("ahead", facts.ahead())
                .put("constantSeries", facts.constantSeries())
                .put("shortSeries", facts.shortSeries());
        ObjectNode missing = data.putObject("missing");
        for (Map.Entry<String, Long> column : facts.missing().entrySet()) {
            missing.put(column.getKey(), column.getValue());
        }
        return data;
    }

    private static String name(Span span) {
        return span.name().toLowerCase(Locale.ROOT);
    }
}
