package io.seiche.evaluation;

import io.seiche.text.Refusal;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Groups of series that are scored by themselves: the key {@code evaluation.groups}.
 *
 * @param text {@code none}, {@code series}, or a regular expression whose first group is the name of a series' group
 */
public record SeriesGroups(String text) implements Serializable {
    private static final long serialVersionUID = 1;

    private static final String NONE = "none";
    private static final String SERIES = "series";

    /** No groups. */
    public static final SeriesGroups NOTHING = new SeriesGroups(NONE);

    /**
     * Checks the text.
     *
     * @throws Refusal if it is none of these
     */
    public SeriesGroups {
        if (!text.equals(NONE) && !text.equals(SERIES) && !hasGroup(text)) {
            throw new Refusal(
                    "evaluation.groups",
                    "be none, series, or a regular expression over identifiers of series with a group in parentheses, for"
                            + " example \"(.*)/.*\"",
                    text);
        }
    }

    private static boolean hasGroup(String text) {
        try {
            return Pattern.compile(text).matcher("").groupCount() > 0;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Returns the name of the group of a series; empty without groups, or if the expression does not match. */
    public Optional<String> of(String series) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        if (text.equals(SERIES)) {
            return Optional.of(series);
        }
        Matcher matcher = Pattern.compile(text).matcher(series);
        return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }
}
