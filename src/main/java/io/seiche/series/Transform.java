package io.seiche.series;

import io.seiche.text.Words;

/** What is done to the targets of a series before they are scaled, and undone in forecasts. */
public enum Transform {
    /** Nothing. */
    NONE,
    /** The natural logarithm; values must be above 0. */
    LOG,
    /** The logarithm of 1 + value; values must be above -1. */
    LOG1P,
    /** The change from the row before. */
    DIFFERENCE,
    /** The change from the row before as a share of that row; values must not be 0. */
    RETURN;

    /** The option so named in {@code series.transform}. */
    public static Transform parse(String text) {
        return Words.choose("series.transform", text, Transform.class);
    }

    /** Its name in a configuration. */
    public String text() {
        return Words.of(this);
    }

    /** Whether a value is a change from the row before, so that the first row of a run has none. */
    public boolean needsLevel() {
        return this == DIFFERENCE || this == RETURN;
    }

    /**
     * The transformed value.
     *
     * @param value the table's
     * @param previous the table's in the row before (not read unless {@link #needsLevel()})
     * @return NaN or infinite where the transform is not defined
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

    /** The table's value, from the transformed one and the table's value in the row before. */
    public double back(double transformed, double previous) {
        return switch (this) {
            case NONE -> transformed;
            case LOG -> StrictMath.exp(transformed);
            case LOG1P -> StrictMath.expm1(transformed);
            case DIFFERENCE -> previous + transformed;
            case RETURN -> previous * (1 + transformed);
        };
    }

    /** A target in the table's units, as it stands in a row of a chunk. */
    public double actual(Chunk chunk, int row, int target) {
        return needsLevel()
                ? chunk.level(row, target)
                : back(chunk.scaler().raw(target, chunk.values()[row * chunk.columns() + target]), 0);
    }

    /**
     * Forecasts of one target in the table's units.
     *
     * @param chunk where the window lies
     * @param cutoff offset in the chunk of the first forecast row
     * @param target which
     * @param scaled forecasts on the chunk's scale, step by step: {@code [horizon]}
     * @return {@code [horizon]}; differences and returns are added up from the last row before the cutoff
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
