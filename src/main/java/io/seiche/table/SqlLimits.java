package io.seiche.table;

import io.seiche.text.Refusal;
import java.util.Locale;
import java.util.Optional;

/**
 * Limits of a query or a predicate, which keep Spark's parser from taking minutes: its time grows with the square of depth and
 * length. They are checked when a configuration is read, before Spark is loaded, and again before a text is parsed.
 */
public final class SqlLimits {
    private static final int CHARACTERS = 20_000;

    /** Parentheses inside one another. */
    private static final int DEPTH = 30;

    private SqlLimits() {}

    /**
     * Returns a text.
     *
     * @throws Refusal if it is too long or too deep
     */
    public static String check(String key, String text) {
        excess(text).ifPresent(why -> {
            throw Refusal.of(key, why);
        });
        return text;
    }

    /** Returns the limit that a text exceeds, to follow its key in a sentence; empty if it exceeds none. */
    static Optional<String> excess(String text) {
        String remedy = "; create a view, and name it in input.table";
        if (text.length() > CHARACTERS) {
            return Optional.of(String.format(
                    Locale.ROOT, "must have at most %,d characters, was %,d%s", CHARACTERS, text.length(), remedy));
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth > DEPTH) {
                return Optional.of("must not nest parentheses deeper than " + DEPTH + remedy);
            }
        }
        return Optional.empty();
    }
}
