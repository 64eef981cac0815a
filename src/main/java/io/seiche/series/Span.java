package io.seiche.series;

/** Which part of a series' time a window is scored or trained on: they follow one another and never share a target row. */
public enum Span {
    TRAIN,
    VALIDATION,
    TEST
}
