package io.seiche.text;

import java.util.List;
import java.util.Locale;

/**
 * One option of a layer: its name, what it is when not written, and which texts it takes.
 *
 * @param name as written in the configuration
 * @param preset its value when it is not written
 * @param choices the values it takes, or empty for a number
 * @param low least number
 * @param high largest number
 * @param whole whether the number must be whole
 */
public record Option(String name, String preset, List<String> choices, double low, double high, boolean whole) {
    /** One of some words, the first when not written. */
    public static Option choice(String name, String... words) {
        return new Option(name, words[0], List.of(words), 0, 0, false);
    }

    /** A number within bounds; the preset may be a word of its own, such as {@code auto}. */
    public static Option number(String name, String preset, double low, double high) {
        return new Option(name, preset, List.of(), low, high, false);
    }

    /** A whole number within bounds. */
    public static Option whole(String name, String preset, int low, int high) {
        return new Option(name, preset, List.of(), low, high, true);
    }

    /** The text in its canonical form; what is wrong with it if it is not a value of this option. */
    public String canonical(String layer, String text) {
        if (!choices.isEmpty()) {
            String word = text.toLowerCase(Locale.ROOT);
            if (!choices.contains(word)) {
                throw new IllegalArgumentException(name + " of " + layer + " must be one of "
                        + String.join(", ", choices) + ", was " + text + Spelling.hint(word, choices));
            }
            return word;
        }
        if (text.equals(preset)) {
            return text;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= low && value <= high && (!whole || value == Math.rint(value))) {
                return number(value);
            }
        } catch (NumberFormatException notANumber) {
            throw refuse(layer, text, notANumber);
        }
        throw refuse(layer, text, null);
    }

    /** Whether the text is a value of this option. */
    boolean takes(String text) {
        try {
            canonical("", text);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private IllegalArgumentException refuse(String layer, String text, NumberFormatException cause) {
        return new IllegalArgumentException(
                name + " of " + layer + " must be a " + (whole ? "whole " : "") + "number from " + number(low) + " to "
                        + number(high) + ", was " + text,
                cause);
    }

    /** A number as people write it: no {@code .0}. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
