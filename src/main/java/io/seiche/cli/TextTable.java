package io.seiche.cli;

import io.seiche.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** Rows of words set in columns for a terminal: numbers to the right, words to the left, long words cut. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row; the first one is the heading. */
    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    TextTable row(List<String> cells) {
        rows.add(cells.stream().map(Printable::name).toList());
        return this;
    }

    /** The table, each line beginning with two spaces and ending with a line break. */
    @Override
    public String toString() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        boolean[] numbers = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            numbers[c] = isNumbers(c);
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                String pad = " ".repeat(widths[c] - row.get(c).length());
                line.append("  ").append(numbers[c] ? pad + row.get(c) : row.get(c) + pad);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Returns true if every cell below the column's heading is a number, or a dash for none. */
    private boolean isNumbers(int column) {
        return rows.stream()
                .skip(1)
                .filter(row -> column < row.size())
                .map(row -> row.get(column))
                .allMatch(cell -> cell.matches("|-|[-+]?[\\d,.]+(e[-+]?\\d+)?( %)?"));
    }
}
