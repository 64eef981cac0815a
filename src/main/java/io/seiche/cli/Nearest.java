package io.seiche.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word meant by a word mistyped: the one fewest edits away, if few enough. */
final class Nearest {
    private Nearest() {}

    /** The candidate nearest to what was typed, unless all are far. */
    static Optional<String> to(String typed, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String c) -> edits(typed, c)).thenComparing(Comparator.naturalOrder()))
                .filter(c -> edits(typed, c) <= Math.max(2, c.length() / 3));
    }

    /** Insertions, deletions and replacements between two words, case aside (Levenshtein's distance, row by row). */
    static int edits(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
