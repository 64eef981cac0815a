package io.seiche.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was written: a name with arguments, {@code lstm(50, peephole=true)}; arguments in order first, then options by
 * name. The grammar of the {@code layers} string and of losses.
 *
 * @param name in lower case
 * @param arguments those without a name
 * @param options those with one, in the order written
 */
public record Call(String name, List<Call> arguments, Map<String, String> options) {
    /** Reads a list of calls separated by commas. */
    public static List<Call> list(String what, String text) {
        Reader reader = new Reader(what, text);
        List<Call> calls = new ArrayList<>();
        do {
            calls.add(reader.call());
        } while (reader.take(','));
        reader.end();
        return calls;
    }

    /** Whether nothing but the name was written: a number or a word. */
    public boolean plain() {
        return arguments.isEmpty() && options.isEmpty();
    }

    /** The argument at a place, which must be a plain word or number. */
    public String word(int place, String meaning) {
        if (place >= arguments.size() || !arguments.get(place).plain()) {
            throw new IllegalArgumentException(
                    name + " must be given " + meaning + ": " + name + "(" + meaning + ", ...)");
        }
        return arguments.get(place).name();
    }

    /** Refuses arguments beyond the first few. */
    public void atMost(int count) {
        if (arguments.size() > count) {
            throw new IllegalArgumentException(name + " takes " + count + (count == 1 ? " argument" : " arguments")
                    + " without a name, was given " + arguments.size() + "; write options as name=value");
        }
    }

    /** The whole number at a place. */
    public int whole(int place, String meaning, int least) {
        String text = word(place, meaning);
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException(
                    meaning + " of " + name + " must be a whole number, was " + text, notWhole);
        }
        throw new IllegalArgumentException(meaning + " of " + name + " must be at least " + least + ", was " + text);
    }

    /** The number at a place. */
    public double number(int place, String meaning) {
        String text = word(place, meaning);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(meaning + " of " + name + " must be a number, was " + text, notANumber);
        }
    }

    /** A cursor over the text. */
    private static final class Reader {
        /** Calls within calls that a text may have: no network needs more, and no text may use up the stack. */
        private static final int DEEPEST = 50;

        private final String what;
        private final String text;
        private int at;
        private int depth;

        Reader(String what, String text) {
            this.what = what;
            this.text = text;
        }

        Call call() {
            if (++depth > DEEPEST) {
                throw new IllegalArgumentException(what + " must not nest deeper than " + DEEPEST + " calls");
            }
            String name = name();
            List<Call> arguments = new ArrayList<>();
            Map<String, String> options = new LinkedHashMap<>();
            if (take('(') && !take(')')) {
                do {
                    argument(name, arguments, options);
                } while (take(','));
                if (!take(')')) {
                    throw wrong("\")\" or \",\"");
                }
            }
            depth--;
            return new Call(name, arguments, options);
        }

        private void argument(String owner, List<Call> arguments, Map<String, String> options) {
            Call first = call();
            if (take('=')) {
                if (options.put(first.name(), name()) != null) {
                    throw new IllegalArgumentException(owner + " is given " + first.name() + " twice");
                }
            } else if (options.isEmpty()) {
                arguments.add(first);
            } else {
                throw new IllegalArgumentException(owner + " must have options (name=value) after all others; "
                        + first.name() + " comes after one");
            }
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
            return text.substring(start, at).toLowerCase(Locale.ROOT);
        }

        boolean take(char c) {
            skipSpace();
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        void end() {
            skipSpace();
            if (at < text.length()) {
                throw wrong("\",\" or the end");
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
                    what + " \"" + text + "\" must have " + expected + " at character " + (at + 1) + ", " + found);
        }
    }
}
