package io.seiche.series;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The contribution of one series to the scalers that all series share.
 *
 * @param series identifier of the series
 * @param frequency frequency inferred from the series
 * @param rows number of rows
 * @param trained true if the series has training rows
 * @param moments moments of the transformed training rows
 * @param statics static covariates of the series, then its places in the categories
 */
public record SeriesMoments(
        String series, Frequency frequency, int rows, boolean trained, ColumnMoments moments, double[] statics)
        implements Serializable {
    /**
     * Returns the scaler of all rows. The last bits depend on the order, so pass the moments in the order of series.
     */
    public static Scaler scaler(Collection<SeriesMoments> inOrder, Scale scale, int columns) {
        ColumnMoments all = new ColumnMoments(columns);
        inOrder.forEach(one -> all.merge(one.moments));
        return scale.of(all, columns);
    }

    /** Returns the scaler of static covariates (mean 0, population deviation 1), in which every series counts once. */
    public static Scaler statics(Collection<SeriesMoments> inOrder, int statics) {
        double[] values = new double[inOrder.size() * statics];
        int at = 0;
        for (SeriesMoments one : inOrder) {
            System.arraycopy(one.statics, 0, values, at, statics);
            at += statics;
        }
        return Scale.STANDARD.of(ColumnMoments.of(values, statics, 0, inOrder.size()), statics);
    }

    /**
     * Returns the categories with the values that series with training rows have: a network learns nothing of the others.
     *
     * @param read with all values of the table
     * @param first position of the first category among {@link #statics}
     */
    public static List<Category> trained(Collection<SeriesMoments> all, List<Category> read, int first) {
        List<Category> trained = new ArrayList<>();
        for (int c = 0; c < read.size(); c++) {
            BitSet places = new BitSet();
            for (SeriesMoments one : all) {
                if (one.trained && one.statics.length > first + c && one.statics[first + c] >= 0) {
                    places.set((int) one.statics[first + c]);
                }
            }
            List<String> values = read.get(c).values();
            trained.add(new Category(
                    read.get(c).name(), places.stream().mapToObj(values::get).toList()));
        }
        return trained;
    }

    /** Returns the frequency of most rows, the first by name among equals; {@code rows} if no series has one. */
    public static Frequency frequency(Collection<SeriesMoments> all) {
        TreeMap<String, Long> rows = new TreeMap<>();
        all.stream()
                .filter(one -> !one.frequency.open())
                .forEach(one -> rows.merge(one.frequency.text(), (long) one.rows, Long::sum));
        return mostRows(rows);
    }

    /** Returns the frequency with the most rows, the first by name among equals; {@code rows} if there is none. */
    static Frequency mostRows(SortedMap<String, Long> rowsByFrequency) {
        String most = Frequency.ROWS.text();
        long rows = 0;
        for (Map.Entry<String, Long> entry : rowsByFrequency.entrySet()) {
            if (entry.getValue() > rows) {
                most = entry.getKey();
                rows = entry.getValue();
            }
        }
        // Where holidays interrupt the business days of one series, those of the others are rows too.
        Frequency found = Frequency.parse(most);
        return found.unit() == Frequency.Unit.BUSINESS_DAY && rowsByFrequency.containsKey(Frequency.ROWS.text())
                ? Frequency.ROWS
                : found;
    }
}
