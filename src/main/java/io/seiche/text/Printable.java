package io.seiche.text;

/**
 * Text from a table, a file or a configuration as it is shown on a terminal: without characters that would control the
 * terminal or change the direction of what follows, and not endless.
 */
public final class Printable {
    /** Characters of a name that are shown. */
    public static final int NAME = 100;

    /** Characters of a message that are shown. */
    private static final int MESSAGE = 4000;

    private static final String CUT = "...";

    private Printable() {}

    /** Returns a name on one line: control characters as {@code \}{@code u001b}, and at most {@link #NAME} characters. */
    public static String name(String name) {
        return cut(escaped(name, false), NAME);
    }

    /** Returns a message: control characters escaped, lines kept, and at most 4,000 characters. */
    public static String message(String message) {
        return cut(escaped(message, true), MESSAGE);
    }

    /**
     * Returns a text of any length with its lines kept and control characters escaped. JSON stays the same JSON, since the
     * escape is one of JSON.
     */
    public static String text(String text) {
        return escaped(text, true);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    private static String escaped(String text, boolean lines) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c) || (lines && isLayout(text, i))) {
                if (shown != null) {
                    shown.append(c);
                }
                continue;
            }
            if (shown == null) {
                shown = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            shown.append(String.format("\\u%04x", (int) c));
        }
        return shown == null ? text : shown.toString();
    }

    /** Returns false for controls, for line separators, and for format characters, which include changes of direction. */
    private static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A line feed, a tabulator, or a carriage return before a line feed. */
    private static boolean isLayout(String text, int at) {
        char c = text.charAt(at);
        return c == '\n' || c == '\t' || (c == '\r' && text.startsWith("\n", at + 1));
    }
}
