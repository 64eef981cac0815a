package io.seiche.series;

import io.seiche.text.Refusal;
import io.seiche.text.Spelling;
import io.seiche.text.Words;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Policy for several rows of one series with the same time: the key {@code series.duplicates}. Rows of a table have no
 * order, so no policy keeps the first or the last of them.
 *
 * @param rule treatment of the rows
 * @param by column whose greatest value the row kept has; "" unless the rule is {@link DuplicateRule#LATEST}
 */
public record Duplicates(DuplicateRule rule, String by) implements Serializable {
    /** Rules. */
    public enum DuplicateRule {
        /** The data is refused. */
        ERROR,
        /** The smallest row is kept: rows are compared by their first column, then by the second, and so on. */
        SMALLEST,
        /** The largest row is kept, compared in the same way. */
        LARGEST,
        /** The rows are replaced by one row with the mean of each column; missing values are ignored. */
        MEAN,
        /** The rows are replaced by one row with the sum of each target and the mean of each covariate. */
        SUM,
        /** The row with the greatest value of another column is kept. */
        LATEST
    }

    /** The default. */
    public static final Duplicates ERROR = new Duplicates(DuplicateRule.ERROR, "");

    private static final String KEY = "series.duplicates";
    private static final Pattern BY = Pattern.compile("(?i)latest\\s*\\(\\s*by\\s*=\\s*(.+?)\\s*\\)");
    private static final String BY_COLUMN = "latest(by=column)";

    /** Policies of models that earlier versions wrote, by their new names. */
    private static final Map<String, String> FORMER = Map.of("first", "smallest", "last", "largest");

    /** Returns the policies as they are written, for help. */
    public static List<String> words() {
        return Arrays.stream(DuplicateRule.values())
                .map(rule -> rule == DuplicateRule.LATEST ? BY_COLUMN : Words.of(rule))
                .toList();
    }

    /** Returns the policies that keep one row, for a remedy: {@code smallest, largest, ... or latest(by=column)}. */
    static String remedies() {
        return words().stream()
                .filter(word -> !word.equals(Words.of(DuplicateRule.ERROR)) && !word.equals(BY_COLUMN))
                .collect(Collectors.joining(", ", "", " or " + BY_COLUMN));
    }

    /**
     * Reads a value of {@code series.duplicates}.
     *
     * @throws Refusal if it is none
     */
    public static Duplicates parse(String text) {
        Matcher by = BY.matcher(text.strip());
        if (by.matches()) {
            return new Duplicates(DuplicateRule.LATEST, by.group(1));
        }
        for (DuplicateRule rule : DuplicateRule.values()) {
            if (rule != DuplicateRule.LATEST && Words.of(rule).equals(Words.fold(text))) {
                return new Duplicates(rule, "");
            }
        }
        boolean former = FORMER.containsKey(Words.fold(text));
        String hint = former || Words.fold(text).startsWith(Words.of(DuplicateRule.LATEST))
                ? ""
                : Spelling.hint(text, words());
        throw new Refusal(
                KEY,
                "be one of " + String.join(", ", words()),
                "\"" + text + "\"" + hint
                        + (former
                                ? "; rows of a table have no order, so name the column that tells which row is the newest"
                                : ""));
    }

    /** Returns the policy of a model file, whose names may be those of earlier versions. */
    public static String current(String text) {
        return FORMER.getOrDefault(Words.fold(text), text);
    }

    /** Returns whether rows are replaced by a mean or a sum of them. */
    public boolean combines() {
        return rule == DuplicateRule.MEAN || rule == DuplicateRule.SUM;
    }

    /** Returns the value as it is written in a configuration. */
    public String text() {
        return rule == DuplicateRule.LATEST ? "latest(by=" + by + ")" : Words.of(rule);
    }
}
