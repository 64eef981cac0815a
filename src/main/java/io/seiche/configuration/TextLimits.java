package io.seiche.configuration;

import java.util.Locale;

/**
 * The limits on the text of one configuration, with all its includes. They are checked before the text is parsed, since
 * the parser recurses once a level and a word of a key, copies a block once a key in it, joins the tokens of a text in
 * quadratic time, and expands substitutions of substitutions without a limit.
 *
 * <p>{@code n} substitutions in a text of {@code c} characters make at most {@code c * 3^(n / 3)} characters: a value is
 * repeated once for each path of substitutions that leads to it, and there are most paths if every value has three.
 */
final class TextLimits {
    /** Characters of the file and of everything included, an included file counting each time. */
    static final int CHARACTERS = 1 << 20;

    /** Files included, each counting each time. */
    static final int INCLUDES = 100;

    /** Blocks and lists inside one another, and words of one key. */
    static final int DEPTH = 50;

    /** Keys and blocks. */
    static final int KEYS = 2000;

    /** Maximum number of characters after substitutions. */
    static final long EXPANDED = 8L << 20;

    /** Characters of a key or a value outside of quotation marks, each of which may be a token of its own. */
    static final int UNQUOTED = 1000;

    /** Characters that end a key or a value. */
    private static final String SEPARATORS = "{}[]=:,\n";

    private long characters;
    private int includes = -1; // the file itself is none
    private int keys;
    private int substitutions;

    /**
     * Checks the size of a file before it is read.
     *
     * @throws ConfigurationException if it is too large
     */
    void checkSize(String where, long bytes) {
        includes++;
        if (includes > INCLUDES) {
            throw refused(
                    where, "at most %,d files may be included, one that is included twice counting twice", INCLUDES);
        }
        if (bytes > CHARACTERS - characters) {
            throw refused(where, "a configuration must have at most %,d bytes with all that it includes", CHARACTERS);
        }
    }

    /**
     * Checks a text that is about to be parsed, together with those before.
     *
     * @param where its place, for messages
     * @throws ConfigurationException if it breaks a limit
     */
    void check(String where, String text) {
        characters += text.length();
        if (characters > CHARACTERS) {
            throw refused(where, "a configuration must have at most %,d bytes with all that it includes", CHARACTERS);
        }
        scan(where, text);
        if (keys > KEYS) {
            throw refused(where, "a configuration must have at most %,d keys", KEYS);
        }
        if (characters * Math.pow(3, substitutions / 3.0) > EXPANDED) {
            throw refused(
                    where,
                    "substitutions ${...} must come to at most %,d characters, and the %,d here could come to more; write"
                            + " the values",
                    EXPANDED,
                    substitutions);
        }
    }

    /** Counts outside of quoted strings and comments. */
    private void scan(String where, String text) {
        int depth = 0;
        int dots = 0; // of one key or value, as are the characters
        int unquoted = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            unquoted++;
            switch (c) {
                case '"' -> i = afterQuotes(text, i) - 1;
                case '#' -> i = endOfLine(text, i) - 1;
                case '/' -> i = text.startsWith("//", i) ? endOfLine(text, i) - 1 : i;
                case '$' -> substitutions += text.startsWith("${", i) ? 1 : 0;
                case '.' -> dots++;
                default -> {}
            }
            if (SEPARATORS.indexOf(c) >= 0) {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                keys += c == '{' || c == '=' || c == ':' ? 1 : 0;
                dots = 0;
                unquoted = 0;
            }
            if (depth > DEPTH) {
                throw refused(where, "blocks and lists must be nested at most %d deep", DEPTH);
            }
            if (dots >= DEPTH) {
                throw refused(where, "a key must have at most %d words; quote a text that has more dots", DEPTH);
            }
            if (unquoted > UNQUOTED) {
                throw refused(where, "a text without quotes must have at most %,d characters; quote it", UNQUOTED);
            }
        }
    }

    /** The place after the quoted string that begins at a quotation mark; the end of the text if it does not end. */
    private static int afterQuotes(String text, int from) {
        if (text.startsWith("\"\"\"", from)) {
            int end = text.indexOf("\"\"\"", from + 3);
            return end < 0 ? text.length() : end + 3;
        }
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static ConfigurationException refused(String where, String rule, Object... arguments) {
        return new ConfigurationException(where + ": " + String.format(Locale.ROOT, rule, arguments));
    }
}
