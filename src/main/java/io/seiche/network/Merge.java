package io.seiche.network;

/** Combination of the outputs of two branches. */
public enum Merge {
    /** Side by side: the features of the first, then those of the second. */
    CONCAT,
    /** a + b. */
    SUM,
    /** (a + b) / 2. */
    AVERAGE,
    /** a * b, element by element. */
    MULTIPLY
}
