package io.seiche.series;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one series adds to scalers that all share.
 *
 * @param series its identifier
 * @param frequency it tells
 * @param rows it has
 * @param moments of its training rows, transformed
 * @param statics its static covariates
 */
public record SeriesMoments(String series, Frequency frequency, int rows, ColumnMoments moments, double[] statics)
        implements Serializable {
    /** The scaler of all rows; the result's last bits depend on the order, so hand them over by series. */
    public static Scaler scaler(Collection<SeriesMoments> inOrder, Scale scale, int columns) {
        ColumnMoments all = new ColumnMoments(columns);
        inOrder.forEach(one -> all.merge(one.moments));
        return scale.of(all, columns);
    }

    /** The scaler of static covariates, in which every series counts once: mean 0, population deviation 1. */
    public static Scaler statics(Collection<SeriesMoments> inOrder, int statics) {
        double[] values = new double[inOrder.size() * statics];
        int at = 0;
        for (SeriesMoments one : inOrder) {
            System.arraycopy(one.statics, 0, values, at, statics);
            at += statics;
        }
        return Scale.STANDARD.of(ColumnMoments.of(values, statics, 0, inOrder.size()), statics);
    }

    /** The frequency that most rows have, rows where none tells; of equals the first by name. */
    public static Frequency frequency(Collection<SeriesMoments> all) {
        TreeMap<String, Long> rows = new TreeMap<>();
        all.stream()
                .filter(one -> !one.frequency.open())
                .forEach(one -> rows.merge(one.frequency.text(), (long) one.rows, Long::sum));
        return mostRows(rows);
    }

    /** The frequency with the most rows, rows where there is none; of equals the first by name. */
    static Frequency mostRows(SortedMap<String, Long> rowsByFrequency) {
        String most = Frequency.ROWS.text();
        long rows = 0;
        for (Map.Entry<String, Long> entry : rowsByFrequency.entrySet()) {
            if (entry.getValue() > rows) {
                most = entry.getKey();
                rows = entry.getValue();
            }
        }
        return Frequency.parse(most);
    }
}
