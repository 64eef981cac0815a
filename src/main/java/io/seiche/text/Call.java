package io.seiche.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name with arguments and options: {@code lstm(50, peephole=true)}. An option may take a list:
 * {@code linear(years=[364, 365])}. Layers, losses, optimizers, schedules, outer steps
 * and label rules are all written so. The grammar:
 *
 * <pre>{@code
 * list     = call { "," call }
 * call     = name [ "(" [ item { "," item } ] ")" ]
 * item     = argument | option          every argument before the first option
 * argument = call
 * option   = name "=" (name | values)     each option once
 * values   = "[" [ name { "," name } ] "]"
 * name     = 1 or more of: letter, digit, "_", "-", ".", "+"
 * }</pre>
 *
 * <p>A number is a name ({@code 1e-7}). White space may stand between any two of these. Case has no meaning: names are
 * read in lower case, which is the canonical form. Calls nest at most 50 deep.
 *
 * @param name in lower case
 * @param arguments in the order written
 * @param options the value of each option, in the order written; both in lower case
 */
public record Call(String name, List<Call> arguments, Map<String, String> options) {
    /** The deepest nesting of calls: no network needs more, and no text can exhaust the stack. */
    private static final int DEEPEST = 50;

    /** The largest whole number of an argument: some times as many still fit into 32 bits. */
    private static final int MOST = 100_000_000;

    /**
     * Reads one call.
     *
     * @param key the configuration key the text belongs to, for messages
     * @throws IllegalArgumentException if the text does not follow the grammar, with the place where it departs from it
     */
    public static Call of(String key, String text) {
        CallReader reader = new CallReader(key, text);
        Call call = reader.call();
        reader.end("the end");
        return call;
    }

    /**
     * Reads one call or more, separated by commas.
     *
     * @param key the configuration key the text belongs to, for messages
     * @throws IllegalArgumentException if the text does not follow the grammar, with the place where it departs from it
     */
    public static List<Call> list(String key, String text) {
        CallReader reader = new CallReader(key, text);
        List<Call> calls = new ArrayList<>();
        do {
            calls.add(reader.call());
        } while (reader.take(','));
        reader.end("\",\" or the end");
        return calls;
    }

    /** Returns whether only the name was written: a word or a number. */
    public boolean plain() {
        return arguments.isEmpty() && options.isEmpty();
    }

    /**
     * Returns the argument at a place, which must be a plain word or number.
     *
     * @param place from 0
     * @param meaning of the argument, for messages
     */
    public String word(int place, String meaning) {
        if (place >= arguments.size() || !arguments.get(place).plain()) {
            throw new IllegalArgumentException(
                    name + " must be given " + meaning + ": " + name + "(" + meaning + ", ...)");
        }
        return arguments.get(place).name();
    }

    /** Refuses more arguments than a number of them. */
    public void atMost(int count) {
        if (arguments.size() > count) {
            throw new IllegalArgumentException(name + " takes " + count + (count == 1 ? " argument" : " arguments")
                    + " without a name, was given " + arguments.size() + "; write options as name=value");
        }
    }

    /** Returns the whole number at a place, which must not be below the least nor above {@link #MOST}. */
    public int whole(int place, String meaning, int least) {
        String text = word(place, meaning);
        try {
            int value = Integer.parseInt(text);
            if (value > MOST) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "%s of %s must be at most %,d, was %,d", meaning, name, MOST, value));
            }
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException(
                    meaning + " of " + name + " must be a whole number, was " + text, notWhole);
        }
        throw new IllegalArgumentException(meaning + " of " + name + " must be at least " + least + ", was " + text);
    }

    /** Returns the number at a place. */
    public double number(int place, String meaning) {
        String text = word(place, meaning);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(meaning + " of " + name + " must be a number, was " + text, notANumber);
        }
    }

    /** Returns the canonical text: lower case, one space after each comma, no brackets around nothing. */
    @Override
    public String toString() {
        return plain()
                ? name
                : Stream.concat(
                                arguments.stream().map(Call::toString),
                                options.entrySet().stream().map(o -> o.getKey() + "=" + o.getValue()))
                        .collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** A recursive-descent parser: one method for each rule of the grammar. */
    private static final class CallReader {
        private final String key;
        private final String text;
        private int at;
        private int depth;

        CallReader(String key, String text) {
            this.key = key;
            this.text = text;
        }

        Call call() {
            if (++depth > DEEPEST) {
                throw new IllegalArgumentException(key + " must not nest deeper than " + DEEPEST + " calls");
            }
            String name = name();
            List<Call> arguments = new ArrayList<>();
            Map<String, String> options = new LinkedHashMap<>();
            if (take('(') && !take(')')) {
                do {
                    item(name, arguments, options);
                } while (take(','));
                if (!take(')')) {
                    throw wrong("\")\" or \",\"");
                }
            }
            depth--;
            return new Call(name, arguments, options);
        }

        private void item(String owner, List<Call> arguments, Map<String, String> options) {
            Call first = call();
            if (first.plain() && take('=')) {
                if (options.put(first.name(), value()) != null) {
                    throw new IllegalArgumentException(key + ": " + owner
                            + " must be given each option once, was given " + first.name() + " twice");
                }
            } else if (options.isEmpty()) {
                arguments.add(first);
            } else {
                throw new IllegalArgumentException(key + ": " + owner
                        + " must have its options (name=value) after its arguments, but " + first
                        + " comes after an option");
            }
        }

        private String value() {
            return take('[') ? values() : name();
        }

        /** Reads the rest of a list in its canonical form: {@code [24, 168]}. */
        private String values() {
            List<String> values = new ArrayList<>();
            if (!take(']')) {
                do {
                    values.add(name());
                } while (take(','));
                if (!take(']')) {
                    throw wrong("\"]\" or \",\"");
                }
            }
            return values.toString();
        }

        private String name() {
            skipSpace();
            int start = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || "_-.+".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            if (start == at) {
                throw wrong("a name or a number");
            }
            return Words.fold(text.substring(start, at));
        }

        boolean take(char c) {
            skipSpace();
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        void end(String expected) {
            skipSpace();
            if (at < text.length()) {
                throw wrong(expected);
            }
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private IllegalArgumentException wrong(String expected) {
            String found = at < text.length() ? "found \"" + text.substring(at) + "\"" : "it ends there";
            return new IllegalArgumentException(
                    key + " \"" + text + "\" must have " + expected + " at character " + (at + 1) + ", " + found);
        }
    }
}
