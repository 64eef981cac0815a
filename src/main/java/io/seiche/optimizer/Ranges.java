package io.seiche.optimizer;

/** Checks of the ranges of options; a refusal names the option, its range and its value. */
final class Ranges {
    private Ranges() {}

    static void share(String rule, String option, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    option + " of " + rule + " must be 0 or more and less than 1, was " + value);
        }
    }

    static void positive(String rule, String option, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(option + " of " + rule + " must be more than 0, was " + value);
        }
    }

    static void notNegative(String rule, String option, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(option + " of " + rule + " must be 0 or more, was " + value);
        }
    }
}
