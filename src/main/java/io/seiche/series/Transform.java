package io.seiche.series;

import io.seiche.text.Words;

/** Transform of the targets of a series before scaling; forecasts are transformed back. */
public enum Transform {
    /** No transform. */
    NONE,
    /** The natural logarithm; values must be above 0. */
    LOG,
    /** The logarithm of 1 + value; values must be above -1. */
    LOG1P,
    /** The difference from the previous row. */
    DIFFERENCE,
    /** The difference from the previous row divided by that row's value; values must not be 0. */
    RETURN;

    /** Returns the option of this name in {@code series.transform}. */
    public static Transform parse(String text) {
        return Words.choose("series.transform", text, Transform.class);
    }

    /** Returns the name used in a configuration. */
    public String text() {
        return Words.of(this);
    }

    /** Returns true if a value depends on the previous row, so that the first row of a run has none. */
    public boolean needsLevel() {
        return this == DIFFERENCE || this == RETURN;
    }

    /**
     * Returns the transformed value.
     *
     * @param value value in the table's units
     * @param previous value of the previous row in the table's units (not read unless {@link #needsLevel()})
     * @return the transformed value; NaN or infinite if the transform is not defined
     */
    public double forward(double value, double previous) {
        return switch (this) {
            case NONE -> value;
            case LOG -> value > 0 ? StrictMath.log(value) : Double.NaN;
            case LOG1P -> value > -1 ? StrictMath.log1p(value) : Double.NaN;
            case DIFFERENCE -> value - previous;
            case RETURN -> previous == 0 ? Double.NaN : value / previous - 1;
        };
    }

    /** Receives the values for which a transform is not defined. */
    interface Undefined {
        /**
         * Notes one value.
         *
         * @param row row of the value
         * @param target index of the target
         * @param value value in the table's units
         * @param previous value of the previous row; 0 unless {@link #needsLevel()}
         */
        void at(int row, int target, double value, double previous);
    }

    /**
     * Transforms the targets of rows {@code [from, end)} in place, the last row first.
     *
     * @param values {@code [rows][columns]}, targets first. Row {@code from - 1} precedes row {@code from}; it is not read
     *     unless {@link #needsLevel()}
     * @param columns number of columns
     * @param targets number of targets
     * @param undefined receives the values for which the transform is not defined
     */
    void forward(double[] values, int columns, int targets, int from, int end, Undefined undefined) {
        if (this == NONE) {
            return;
        }
        for (int row = end - 1; row >= from; row--) {
            for (int k = 0, at = row * columns; k < targets; k++, at++) {
                double value = values[at];
                double previous = needsLevel() ? values[at - columns] : 0;
                values[at] = forward(value, previous);
                if (!Double.isFinite(values[at])) {
                    undefined.at(row, k, value, previous);
                }
            }
        }
    }

    /** Returns the targets of rows {@code [from, end)} before the transform, if {@link #needsLevel()}; else none. */
    double[] levels(double[] values, int columns, int targets, int from, int end) {
        double[] levels = new double[needsLevel() ? (end - from) * targets : 0];
        for (int row = from, to = 0; to < levels.length; row++, to += targets) {
            System.arraycopy(values, row * columns, levels, to, targets);
        }
        return levels;
    }

    /**
     * Returns the value in the table's units, from the transformed value and the previous row's value in the table's
     * units.
     */
    public double back(double transformed, double previous) {
        return switch (this) {
            case NONE -> transformed;
            case LOG -> StrictMath.exp(transformed);
            case LOG1P -> StrictMath.expm1(transformed);
            case DIFFERENCE -> previous + transformed;
            case RETURN -> previous * (1 + transformed);
        };
    }

    /** Returns a target of a chunk's row in the table's units. */
    public double actual(Chunk chunk, int row, int target) {
        return needsLevel()
                ? chunk.level(row, target)
                : back(chunk.scaler().raw(target, chunk.values()[row * chunk.columns() + target]), 0);
    }

    /**
     * Returns the forecasts of one target in the table's units.
     *
     * @param chunk chunk that holds the window
     * @param cutoff offset in the chunk of the first forecast row
     * @param target index of the target
     * @param scaled forecasts on the chunk's scale, step by step: {@code [horizon]}
     * @return {@code [horizon]}; differences and returns are accumulated from the last row before the cutoff
     */
    public double[] forecasts(Chunk chunk, int cutoff, int target, double[] scaled) {
        double[] out = new double[scaled.length];
        double level = needsLevel() ? chunk.level(cutoff - 1, target) : 0;
        for (int h = 0; h < out.length; h++) {
            level = back(chunk.scaler().raw(target, scaled[h]), level);
            out[h] = level;
        }
        return out;
    }
}
