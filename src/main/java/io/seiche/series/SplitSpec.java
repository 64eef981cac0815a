package io.seiche.series;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where each series is divided into training, validation and test: by time, never at random.
 *
 * <p>Test takes the end of a series, validation what lies before it, training the rest. Where {@code train} is given as
 * a size, training is the first rows, validation and test follow it, and what is left at the end is unused; where it is
 * a time, rows before it are not trained on. Sizes are rounded to whole rows, series by series.
 *
 * @param train rows trained on; null is everything before validation
 * @param validation rows that choose (early stopping, the best epoch)
 * @param test rows that are scored once
 * @param embargo rows left out of scoring behind training and behind validation
 */
public record SplitSpec(Extent train, Extent validation, Extent test, int embargo) implements Serializable {
    public SplitSpec {
        Objects.requireNonNull(validation, "split.validation");
        Objects.requireNonNull(test, "split.test");
        if (embargo < 0) {
            throw new IllegalArgumentException("split.embargo must be 0 rows or more, was " + embargo);
        }
        if (share(train) + share(validation) + share(test) > 1 + 1e-9) {
            throw new IllegalArgumentException("split.train + split.validation + split.test must be at most 1, were "
                    + (share(train) + share(validation) + share(test)));
        }
        if (train != null && !(train instanceof Extent.Since)) {
            if (validation instanceof Extent.Since || test instanceof Extent.Since) {
                throw new IllegalArgumentException("split.train as a size needs split.validation and split.test as"
                        + " sizes too, since they follow it; leave split.train out or give a time");
            }
        }
    }

    /** Everything before validation is trained on, without an embargo. */
    public static SplitSpec of(double validation, double test) {
        return new SplitSpec(null, new Extent.Share(validation), new Extent.Share(test), 0);
    }

    /** Everything is trained on. */
    public static SplitSpec none() {
        return new SplitSpec(null, Extent.NONE, Extent.NONE, 0);
    }

    private static double share(Extent extent) {
        return extent instanceof Extent.Share share ? share.fraction() : 0;
    }

    /** The row positions of a series' parts. */
    SplitBounds bounds(long[] times, int rows, TimeAxis axis) {
        if (train != null && !(train instanceof Extent.Since)) {
            int trainEnd = size(train, rows);
            int validationEnd = Math.min(rows, trainEnd + size(validation, rows));
            return new SplitBounds(
                    0, trainEnd, validationEnd, Math.min(rows, validationEnd + size(test, rows)), embargo);
        }
        int testFrom = start(test, times, rows, rows, axis);
        int validationFrom = start(validation, times, rows, testFrom, axis);
        int trainFrom = train == null ? 0 : Math.min(validationFrom, start(train, times, rows, rows, axis));
        return new SplitBounds(trainFrom, validationFrom, testFrom, rows, embargo);
    }

    private static int size(Extent extent, int rows) {
        return (int) Math.min(
                rows,
                extent instanceof Extent.Share share
                        ? Math.round(share.fraction() * rows)
                        : ((Extent.Rows) extent).rows());
    }

    private static int start(Extent extent, long[] times, int rows, int end, TimeAxis axis) {
        if (!(extent instanceof Extent.Since since)) {
            return Math.max(0, end - size(extent, rows));
        }
        if (axis.kind() == TimeAxis.Kind.NUMBER) {
            throw new DataException("split: \"" + since.time() + "\" is a time, but the time column holds row numbers;"
                    + " give a share or a number of rows");
        }
        long micros = since.micros(axis.zone());
        int at = 0;
        while (at < end && times[at] < micros) {
            at++;
        }
        return at;
    }
}
