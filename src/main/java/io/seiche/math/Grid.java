package io.seiche.math;

import java.io.Serializable;

/**
 * Positions of a row-major table. The target values of a window are laid out so: a row for each step of the horizon, a
 * column for each target, value {@code step * targets + target}.
 *
 * @param rows number of rows
 * @param columns number of columns
 */
public record Grid(int rows, int columns) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Number of positions. */
    public int size() {
        return rows * columns;
    }

    /** Position of a row and a column. */
    public int at(int row, int column) {
        return row * columns + column;
    }

    /** Returns a table given by its columns, {@code [columns][rows]}, in the order of positions. */
    public static double[] ofColumns(double[][] byColumn) {
        Grid grid = new Grid(byColumn[0].length, byColumn.length);
        double[] all = new double[grid.size()];
        for (int at = 0; at < all.length; at++) {
            all[at] = byColumn[grid.column(at)][grid.row(at)];
        }
        return all;
    }

    /** Row of a position. */
    public int row(int at) {
        return at / columns;
    }

    /** Column of a position. */
    public int column(int at) {
        return at % columns;
    }
}
