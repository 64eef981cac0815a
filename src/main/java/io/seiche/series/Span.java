package io.seiche.series;

/** The parts of a series' time, in order. A window belongs to one of them; no target row belongs to two. */
public enum Span {
    TRAIN,
    VALIDATION,
    TEST
}
