package io.seiche.evaluation;

import io.seiche.text.Refusal;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Groups of series that have intervals and scores of their own: the key {@code evaluation.groups}. */
public final class SeriesGroups implements Serializable {
    private static final long serialVersionUID = 2;

    private static final String KEY = "evaluation.groups";
    private static final String NONE = "none";
    private static final String SERIES = "series";
    /** Reads of an identifier's characters that one match may take, repeated reads included. */
    private static final int MOST_STEPS = 1_000_000;

    /** No groups. */
    public static final SeriesGroups NOTHING = new SeriesGroups(NONE);

    private final String text;
    private final Pattern pattern; // null for a word

    /**
     * Reads groups.
     *
     * @param text {@code none}, {@code series}, or a regular expression whose first group is the name of a series' group
     * @throws Refusal if it is none of these
     */
    public SeriesGroups(String text) {
        this.text = text;
        pattern = text.equals(NONE) || text.equals(SERIES) ? null : pattern(text);
    }

    private static Pattern pattern(String text) {
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.matcher("").groupCount() > 0) {
                return pattern;
            }
        } catch (PatternSyntaxException e) {
            // refused below
        }
        throw new Refusal(
                KEY,
                "be none, series, or a regular expression over identifiers of series with a group in parentheses, for"
                        + " example \"(.*)/.*\"",
                text);
    }

    /** Returns the notation of the configuration. */
    public String text() {
        return text;
    }

    /**
     * Returns the name of the group of a series; empty without groups, or if the expression does not match.
     *
     * @throws Refusal if the expression takes more than a million steps, as nested repetitions do
     */
    public Optional<String> of(String series) {
        if (pattern == null) {
            return text.equals(SERIES) ? Optional.of(series) : Optional.empty();
        }
        Matcher matcher = pattern.matcher(new Counted(series));
        return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }

    /** A text of which so many characters are read at most. */
    private static final class Counted implements CharSequence {
        private final String all;
        private int read;

        Counted(String all) {
            this.all = all;
        }

        @Override
        public char charAt(int index) {
            if (++read > MOST_STEPS) {
                throw Refusal.of(
                        KEY,
                        "must find the group of an identifier in a million steps, did not for \"" + all
                                + "\"; write an expression without nested repetitions");
            }
            return all.charAt(index);
        }

        @Override
        public int length() {
            return all.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return all.substring(start, end);
        }

        @Override
        public String toString() {
            return all;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesGroups groups && text.equals(groups.text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
