package io.seiche.series;

import io.seiche.text.Refusal;
import java.io.Serializable;
import java.util.Objects;

/**
 * The division of each series into training, validation and test: by time, never at random.
 *
 * <p>Test is the end of a series, validation the part before it, training the rest. If {@code train} is a fraction or a
 * number of rows, training is the first rows, validation and test follow it, and the rows after test are unused. If it
 * is a time, rows before that time are not trained on. Sizes are rounded to whole rows for each series.
 *
 * @param train size of training; null for everything before validation
 * @param validation size of validation, which selects (early stopping, the best epoch)
 * @param test size of test, which is scored once
 * @param embargo number of rows after training, and after validation, that are not scored
 * @param newest size of the part that is divided, counted from the end: rows before it are neither trained on nor
 *     scored, and fractions refer to it; null for the whole series
 * @param withheld number of rows at the end that are not read at all, as if the series ended before them
 */
public record SplitSpec(
        SplitSize train, SplitSize validation, SplitSize test, int embargo, SplitSize newest, int withheld)
        implements Serializable {
    public SplitSpec {
        Objects.requireNonNull(validation, "split.validation");
        Objects.requireNonNull(test, "split.test");
        if (embargo < 0) {
            throw new Refusal("split.embargo", "be 0 rows or more", embargo);
        }
        if (share(train) + share(validation) + share(test) > 1 + 1e-9) {
            throw Refusal.of(
                            "split.train",
                            "+ split.validation + split.test must be at most 1, were "
                                    + (share(train) + share(validation) + share(test)))
                    .with("split.validation", "split.test");
        }
        if (isSize(train) && !(isSize(validation) && isSize(test))) {
            throw Refusal.of(
                            "split.train",
                            "as a size needs split.validation and split.test as sizes too, since they follow it; leave"
                                    + " split.train out or give a time")
                    .with("split.validation", "split.test");
        }
    }

    /** Creates a division of the whole series. */
    public SplitSpec(SplitSize train, SplitSize validation, SplitSize test, int embargo) {
        this(train, validation, test, embargo, null, 0);
    }

    /** Returns the same division of the newest rows only; null for the whole series. */
    public SplitSpec newest(SplitSize span) {
        return new SplitSpec(train, validation, test, embargo, span, withheld);
    }

    /** Returns the same division of all rows but so many at the end. */
    public SplitSpec withholding(int rows) {
        return new SplitSpec(train, validation, test, embargo, newest, rows);
    }

    /**
     * Returns the same division with the rows of validation in training.
     *
     * @throws Refusal if training and validation are sizes of two kinds, whose sum is none
     */
    public SplitSpec withoutValidation() {
        SplitSize all = train;
        if (train instanceof SplitSize.Rows rows && validation instanceof SplitSize.Rows more) {
            all = new SplitSize.Rows(rows.rows() + more.rows());
        } else if (train instanceof SplitSize.Fraction share && validation instanceof SplitSize.Fraction more) {
            all = new SplitSize.Fraction(share.fraction() + more.fraction());
        } else if (isSize(train)) {
            throw Refusal.of(
                            "split.train",
                            "and split.validation must both be rows or both be fractions with training.refit; leave"
                                    + " split.train out or give both in rows")
                    .with("split.validation", "training.refit");
        }
        return new SplitSpec(all, SplitSize.NONE, test, embargo, newest, withheld);
    }

    private static boolean isSize(SplitSize extent) {
        return extent instanceof SplitSize.Fraction || extent instanceof SplitSize.Rows;
    }

    /** Returns a division by fractions: training is everything before validation, without an embargo. */
    public static SplitSpec of(double validation, double test) {
        return new SplitSpec(null, new SplitSize.Fraction(validation), new SplitSize.Fraction(test), 0);
    }

    /** Returns the division that puts all rows into training. */
    public static SplitSpec none() {
        return new SplitSpec(null, SplitSize.NONE, SplitSize.NONE, 0);
    }

    private static double share(SplitSize extent) {
        return extent instanceof SplitSize.Fraction share ? share.fraction() : 0;
    }

    /** Returns the row positions of a series' parts. */
    SplitBounds bounds(long[] times, int all, TimeAxis axis) {
        int rows = Math.max(0, all - withheld);
        int from = newest == null ? 0 : new Divided(times, 0, rows, axis).start(newest, rows);
        Divided span = new Divided(times, from, rows, axis);
        if (isSize(train)) {
            int trainEnd = Math.min(rows, from + span.size(train));
            int validationEnd = Math.min(rows, trainEnd + span.size(validation));
            return new SplitBounds(
                    from, trainEnd, validationEnd, Math.min(rows, validationEnd + span.size(test)), embargo);
        }
        int testFrom = span.start(test, rows);
        int validationFrom = span.start(validation, testFrom);
        int trainFrom = train == null ? from : Math.min(validationFrom, span.start(train, rows));
        return new SplitBounds(trainFrom, validationFrom, testFrom, rows, embargo);
    }

    /** The rows {@code [from, rows)} of a series, to which sizes refer. */
    private record Divided(long[] times, int from, int rows, TimeAxis axis) {
        /** Returns the number of rows of a fraction or a number of rows. */
        int size(SplitSize extent) {
            int all = rows - from;
            return (int) Math.min(
                    all,
                    extent instanceof SplitSize.Fraction share
                            ? Math.round(share.fraction() * all)
                            : ((SplitSize.Rows) extent).rows());
        }

        /** Returns the first row of a part that ends before row {@code end}. */
        int start(SplitSize extent, int end) {
            if (isSize(extent)) {
                return Math.max(from, end - size(extent));
            }
            long first =
                    extent instanceof SplitSize.Since since ? since(since) : after((SplitSize.TimeLength) extent, end);
            int at = from;
            while (at < end && times[at] < first) {
                at++;
            }
            return at;
        }

        private long since(SplitSize.Since since) {
            refuseNumbers(since.time());
            return since.micros(axis.zone());
        }

        private long after(SplitSize.TimeLength lasting, int end) {
            refuseNumbers(lasting.time());
            return end == 0 ? Long.MIN_VALUE : times[end - 1] - lasting.micros() + 1;
        }

        private void refuseNumbers(String time) {
            if (axis.kind() == TimeAxis.TimeKind.NUMBER) {
                throw new DataException("split: \"" + time + "\" is a time, but the time column holds row numbers;"
                        + " give a fraction or a number of rows");
            }
        }
    }
}
