package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.table.ColumnProfile;
import io.seiche.table.ColumnProfile.Holds;
import io.seiche.text.Numbers;
import io.seiche.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of a table without roles, as text and as JSON. */
final class ColumnView {
    private ColumnView() {}

    /** A line a column, then the command that may come next. */
    static String table(String path, List<ColumnProfile> columns) {
        return String.format(
                Locale.ROOT,
                "%s of %s%n%s%nTo look at its series, say what the columns mean:%n  %s%n",
                Words.count(columns.get(0).rows(), "row"),
                Words.count(columns.size(), "column"),
                lines(columns),
                next(path, columns));
    }

    /** A line a column: what it holds, its range and its quantiles. */
    static String lines(List<ColumnProfile> columns) {
        TextTable table = new TextTable()
                .row("column", "holds", "type", "missing", "zeros", "least", "5 %", "50 %", "95 %", "greatest");
        for (ColumnProfile column : columns) {
            List<String> cells = new ArrayList<>(List.of(
                    column.name(),
                    word(column.holds()),
                    column.type(),
                    String.format(Locale.ROOT, "%,d", column.missing()),
                    column.holds() == Holds.NUMBERS ? String.format(Locale.ROOT, "%,d", column.zeros()) : "",
                    column.range().least()));
            for (int q = 0; q < 3; q++) {
                cells.add(
                        column.range().quantiles().isEmpty()
                                ? ""
                                : Numbers.show(column.range().quantiles().get(q)));
            }
            cells.add(column.range().most());
            table.row(cells);
        }
        return table.toString();
    }

    /** The same command with the first columns that would do. */
    private static String next(String path, List<ColumnProfile> columns) {
        String time = first(columns, Holds.TIMES)
                .or(() -> first(columns, Holds.NUMBERS))
                .orElse("COLUMN");
        String target = columns.stream()
                .filter(column -> column.holds() == Holds.NUMBERS
                        && !column.name().equals(time)
                        && !column.name().matches("_c\\d+")) // without a heading: mostly a number of the row
                .map(ColumnProfile::name)
                .findFirst()
                .orElse("COLUMN");
        String id = first(columns, Holds.NAMES)
                .map(name -> " --set input.id=" + quoted(name))
                .orElse("");
        return "seiche inspect " + quoted(path) + " --set input.time=" + quoted(time) + id + " --set input.target="
                + quoted(target);
    }

    private static Optional<String> first(List<ColumnProfile> columns, Holds holds) {
        return columns.stream()
                .filter(column -> column.holds() == holds)
                .map(ColumnProfile::name)
                .findFirst();
    }

    /** A word of a shell's command line. */
    private static String quoted(String word) {
        return word.matches("[\\w./:@-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** The same as JSON. */
    static ObjectNode json(List<ColumnProfile> columns) {
        ObjectNode json = new ObjectMapper().createObjectNode().put("command", "inspect");
        json.putObject("data").put("rows", columns.get(0).rows());
        json.set("columns", array(columns));
        return json;
    }

    /** The columns as JSON. */
    static ArrayNode array(List<ColumnProfile> columns) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (ColumnProfile column : columns) {
            ObjectNode one = all.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("holds", word(column.holds()))
                    .put("missing", column.missing())
                    .put("least", column.range().least())
                    .put("greatest", column.range().most());
            if (column.holds() == Holds.NUMBERS) {
                column.range()
                        .quantiles()
                        .forEach(one.put("zeros", column.zeros()).putArray("quantiles")::add);
            }
        }
        return all;
    }

    private static String word(Holds holds) {
        return Words.of(holds);
    }
}
