package io.seiche.optimizer;

/** What a rule's options may be; each check names the option, what it must be and what it was. */
final class Ranges {
    private Ranges() {}

    static void share(String rule, String option, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    rule + ": " + option + " must be 0 or more and less than 1, was " + value);
        }
    }

    static void positive(String rule, String option, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(rule + ": " + option + " must be more than 0, was " + value);
        }
    }

    static void notNegative(String rule, String option, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(rule + ": " + option + " must be 0 or more, was " + value);
        }
    }
}
