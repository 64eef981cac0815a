package io.seiche.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The search for numbers that stand for a missing value, such as -9999, in the columns of one series. Suspect are numbers
 * that loggers and data formats use for this and that lie far from the other values, and any other number that is the
 * smallest or largest of several rows and lies very far from them. It costs two passes over the values.
 */
final class Sentinels {
    /** Fewest other values that a number is compared with. */
    private static final int FEWEST = 8;
    /** Most numbers of a column. */
    private static final int MOST = 3;
    /** Distance of a usual mark from the other values, in units of their size. */
    private static final double FAR = 3;
    /** The same of any other number. */
    private static final double VERY_FAR = 100;
    /** Fewest rows with a number that is no usual mark. */
    private static final int REPEATED = 3;

    /** Limits of integer types, ascending. */
    private static final double[] LIMITS = {
        32767,
        32768,
        65535,
        2147483647,
        2147483648.0,
        4294967295.0,
        0x1p63,
        0x1p64 // the last two of 64 bits, as a double
    };

    /** Powers of ten up to a hundred times {@link #LARGEST}, ascending. */
    private static final double[] POWERS =
            IntStream.rangeClosed(0, 14).mapToDouble(n -> Math.pow(10, n)).toArray();

    /** Greatest size of a usual mark. */
    private static final double LARGEST = 1e12;

    private Sentinels() {}

    /**
     * Returns the suspect numbers of a series before it is cleaned.
     *
     * @param count rows to look at, from the first one on
     */
    static List<Suspect> of(SeriesRows rows, int count) {
        List<Suspect> all = new ArrayList<>();
        for (int c = 0; c < rows.names.numberCount(); c++) {
            String column = rows.names.perRow().get(c);
            of(rows, count, c).forEach((value, n) -> all.add(new Suspect(column, value, n, 1, rows.series())));
        }
        return all;
    }

    private static Map<Double, Integer> of(SeriesRows rows, int count, int column) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0, at = column; row < count; row++, at += rows.columns) {
            least = Math.min(least, Double.isNaN(rows.values[at]) ? least : rows.values[at]);
            most = Math.max(most, Double.isNaN(rows.values[at]) ? most : rows.values[at]);
        }
        Range unmarked = new Range();
        Range inner = new Range();
        TreeMap<Double, Integer> apart = new TreeMap<>();
        for (int row = 0, at = column; row < count; row++, at += rows.columns) {
            double v = rows.values[at];
            boolean mark = isMark(v);
            boolean end = v == least || v == most;
            if ((mark || end) && (apart.containsKey(v) || apart.size() < 4 * MOST)) {
                apart.merge(v, 1, Integer::sum);
            }
            if (!mark && !Double.isNaN(v)) {
                unmarked.add(v);
                if (!end) {
                    inner.add(v);
                }
            }
        }
        apart.entrySet()
                .removeIf(one -> isMark(one.getKey())
                        ? !unmarked.hasMark(one.getKey())
                        : one.getKey() == 0 || one.getValue() < REPEATED || !inner.isExceeded(one.getKey(), VERY_FAR));
        while (apart.size() > MOST) {
            apart.pollLastEntry();
        }
        return apart;
    }

    /** The range of the values that a number is compared with. */
    private static final class Range {
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;
        private int values;

        void add(double value) {
            low = Math.min(low, value);
            high = Math.max(high, value);
            values++;
        }

        /** Returns whether a number is further from the values than so many times their size. */
        boolean isExceeded(double value, double times) {
            double size = Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)));
            return values >= FEWEST && Math.max(low - value, value - high) > times * size;
        }

        /** Returns whether a usual mark is far from the values, or the only negative number. */
        boolean hasMark(double mark) {
            return isExceeded(mark, FAR) || (values >= FEWEST && mark < 0 && low >= 0);
        }
    }

    /** Returns whether a number is one of nines, with up to two decimals, or the limit of an integer type. */
    private static boolean isMark(double value) {
        double size = Math.abs(value);
        if (size < 99) {
            return false;
        }
        if (Arrays.binarySearch(LIMITS, size) >= 0) {
            return true;
        }
        if (size > LARGEST) {
            return false;
        }
        double hundredths = Math.rint(size * 100);
        return Math.abs(size * 100 - hundredths) <= 1e-9 * size * 100
                && (isNines(size) || isNines(hundredths / 10) || isNines(hundredths));
    }

    private static boolean isNines(double size) {
        return Arrays.binarySearch(POWERS, size + 1) >= 0;
    }
}
