package io.seiche.text;

import java.util.List;

/**
 * One option that a name may be written with: {@code window} of {@code qrnn(64, window=3)}.
 *
 * @param name as it is printed; any case is read
 * @param preset its value when it is not written
 * @param choices the words it takes, or empty for a number
 * @param low least number
 * @param high largest number
 * @param whole whether the number must be whole
 */
public record Option(String name, String preset, List<String> choices, double low, double high, boolean whole) {
    /** An option that takes one of some words; the first is its preset. */
    public static Option choice(String name, String... words) {
        return new Option(name, words[0], List.of(words), 0, 0, false);
    }

    /** An option that is false unless it is written as true. */
    public static Option flag(String name) {
        return choice(name, "false", "true");
    }

    /** An option that takes a number within bounds; its preset may be a word such as {@code auto}. */
    public static Option number(String name, String preset, double low, double high) {
        return new Option(name, preset, List.of(), low, high, false);
    }

    /** An option that takes any number; what is made of it checks the range. */
    public static Option number(String name, String preset) {
        return number(name, preset, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** An option that takes a whole number within bounds. */
    public static Option whole(String name, String preset, int low, int high) {
        return new Option(name, preset, List.of(), low, high, true);
    }

    /** Returns whether a written name is this option's, whatever its case. */
    boolean isNamed(String written) {
        return Words.fold(written).equals(Words.fold(name));
    }

    /**
     * Returns the canonical form of a value.
     *
     * @param owner the name the option belongs to, for messages
     * @throws IllegalArgumentException if the option does not take the value
     */
    public String canonical(String owner, String text) {
        String word = Words.fold(text);
        if (!choices.isEmpty()) {
            if (!choices.contains(word)) {
                throw new IllegalArgumentException(name + " of " + owner + " must be one of "
                        + String.join(", ", choices) + ", was " + text + Spelling.hint(word, choices));
            }
            return word;
        }
        if (word.equals(preset)) {
            return word;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= low && value <= high && (!whole || value == Math.rint(value))) {
                return number(value);
            }
        } catch (NumberFormatException notANumber) {
            throw refusal(owner, text, notANumber);
        }
        throw refusal(owner, text, null);
    }

    /** Returns whether the option takes a value. */
    boolean takes(String text) {
        try {
            canonical("", text);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private IllegalArgumentException refusal(String owner, String text, NumberFormatException cause) {
        String bounds = Double.isInfinite(low) ? "" : " from " + number(low) + " to " + number(high);
        return new IllegalArgumentException(
                name + " of " + owner + " must be a " + (whole ? "whole " : "") + "number" + bounds + ", was " + text,
                cause);
    }

    /**
     * Checks that the value of an option is at least 0 and less than 1.
     *
     * @param owner the name the option belongs to, for messages
     * @throws IllegalArgumentException if it is not
     */
    public static void checkShare(String owner, String option, double value) {
        check(value >= 0 && value < 1, owner, option, "0 or more and less than 1", value);
    }

    /** Checks that the value of an option is more than 0 and finite, as {@link #checkShare} checks its range. */
    public static void checkPositive(String owner, String option, double value) {
        check(value > 0 && value < Double.POSITIVE_INFINITY, owner, option, "more than 0", value);
    }

    /** Checks that the value of an option is at least 0 and finite, as {@link #checkShare} checks its range. */
    public static void checkNotNegative(String owner, String option, double value) {
        check(value >= 0 && value < Double.POSITIVE_INFINITY, owner, option, "0 or more", value);
    }

    private static void check(boolean allowed, String owner, String option, String range, double value) {
        if (!allowed) {
            throw new IllegalArgumentException(option + " of " + owner + " must be " + range + ", was " + value);
        }
    }

    /** Returns a number as it is written: whole numbers below a billion without {@code .0}. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
