package io.seiche.series;

import java.io.Serializable;
import java.util.List;

/**
 * A static covariate of text: a store's type, a region, or the series itself. Rows and chunks hold the place of a series'
 * value among the values; a network reads a number for each value, 1 for the series' own and 0 for the others. The first matrix
 * that multiplies them has a row for each value, its learned vector. A value that is not among them reads 1 / n for each of the n
 * values, whose product is the mean of their vectors.
 *
 * @param name of the column; {@link #SERIES} for the identifier of the series
 * @param values in the order of their inputs; empty until the table is read
 */
public record Category(String name, List<String> values) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The word that stands for the identifier of the series. */
    public static final String SERIES = "series";

    /** Most values of a category. */
    public static final int MOST = 5_000;

    /** The place of a value that is not among {@link #values}. */
    public static final int UNKNOWN = -1;

    public Category {
        values = List.copyOf(values);
    }

    /** Returns the categories of these columns, whose values are not known yet. */
    public static List<Category> of(List<String> names) {
        return names.stream().map(name -> new Category(name, List.of())).toList();
    }

    /** Returns true until the values are known. */
    public boolean isOpen() {
        return values.isEmpty();
    }

    /** Returns true for the identifier of the series. */
    public boolean isSeries() {
        return name.equals(SERIES);
    }

    /** Returns the value at a place, in words. */
    String text(double place) {
        return place < 0 ? "not among the known values" : "\"" + values.get((int) place) + "\"";
    }

    /** Returns the place that a value at a place of this category has in another one of the same column. */
    int placeIn(Category other, double place) {
        return place < 0 ? UNKNOWN : other.values.indexOf(values.get((int) place));
    }

    /** Writes the inputs of a value. */
    void put(float place, float[] out, int at, int stride) {
        float other = place < 0 ? 1f / values.size() : 0f;
        for (int i = 0; i < values.size(); i++) {
            out[at + i * stride] = i == place ? 1f : other;
        }
    }
}
