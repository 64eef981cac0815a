package io.seiche.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known name that a mistyped one was most likely meant to be. */
public final class Spelling {
    /** Edits that any word may have; a longer one may have a third of its letters. */
    private static final int FEW = 2;

    private Spelling() {}

    /** Returns {@code "; did you mean X?"} for the known name nearest to the written one, or "" if none is near. */
    public static String hint(String written, Collection<String> known) {
        return nearest(written, known)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /**
     * Returns the known name that is the fewest edits away, case aside; the first in alphabetical order of several.
     * A name is near if it takes at most two edits or a third of the letters written, whichever is more, and fewer edits
     * than there are letters.
     */
    public static Optional<String> nearest(String written, Collection<String> known) {
        int limit = Math.min(Math.max(FEW, written.length() / 3), written.length() - 1);
        return known.stream()
                .min(Comparator.comparingInt((String name) -> edits(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> edits(written, name) <= limit);
    }

    /** The letters to insert, delete or replace, case aside: Levenshtein's distance, one row of its table at a time. */
    private static int edits(String from, String to) {
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
