package io.seiche.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * One option that a name may be written with: {@code window} of {@code qrnn(64, window=3)}.
 *
 * @param name as it is printed; any case is read
 * @param preset its value when it is not written
 * @param choices the words it takes, or empty for a number
 * @param low least number
 * @param high largest number
 * @param whole true if the number must be whole
 * @param list true if it takes a list of such numbers in square brackets
 */
public record Option(
        String name, String preset, List<String> choices, double low, double high, boolean whole, boolean list) {
    /** An option that takes one of some words; the first is its preset. */
    public static Option choice(String name, String... words) {
        return new Option(name, words[0], List.of(words), 0, 0, false, false);
    }

    /** An option that is false unless it is written as true. */
    public static Option flag(String name) {
        return choice(name, "false", "true");
    }

    /** An option that takes a number within bounds; its preset may be a word such as {@code auto}. */
    public static Option number(String name, String preset, double low, double high) {
        return new Option(name, preset, List.of(), low, high, false, false);
    }

    /** An option that takes any number; what is made of it checks the range. */
    public static Option number(String name, String preset) {
        return number(name, preset, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** An option that takes a whole number within bounds. */
    public static Option whole(String name, String preset, int low, int high) {
        return new Option(name, preset, List.of(), low, high, true, false);
    }

    /** An option that takes a list of whole numbers within bounds, {@code [24, 168]}. */
    public static Option wholes(String name, String preset, int low, int high) {
        return new Option(name, preset, List.of(), low, high, true, true);
    }

    /** An option that takes a list of numbers within bounds, {@code [0.1, 0.9]}. */
    public static Option numbers(String name, String preset, double low, double high) {
        return new Option(name, preset, List.of(), low, high, false, true);
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
        return list ? canonicalList(owner, word) : canonicalNumber(owner, word);
    }

    private String canonicalList(String owner, String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new IllegalArgumentException(
                    name + " of " + owner + " must be a list in square brackets, [1, 2], was " + text);
        }
        return elements(text).map(each -> canonicalNumber(owner, each)).toList().toString();
    }

    /** Returns the elements of a list as they are written. */
    static Stream<String> elements(String list) {
        String inside = list.substring(1, list.length() - 1);
        return inside.isBlank() ? Stream.of() : Stream.of(inside.split(",", -1)).map(String::strip);
    }

    private String canonicalNumber(String owner, String text) {
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
        String what = list ? " must be a list of " : " must be a ";
        return new IllegalArgumentException(
                name + " of " + owner + what + (whole ? "whole " : "") + (list ? "numbers" : "number") + bounds
                        + ", was " + text,
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
