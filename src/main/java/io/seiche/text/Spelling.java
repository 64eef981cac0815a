package io.seiche.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known name that a mistyped one was most likely meant to be. */
public final class Spelling {
    /** Edits that any word may have; a longer one may have a third of its letters. */
    private static final int FEW = 2;

    /** Letters above which a word is compared with none: the comparison takes their square. */
    private static final int LONG = 200;

    private Spelling() {}

    /** Returns {@code "; did you mean X?"} for the known name nearest to the written one, or "" if none is near. */
    public static String hint(String written, Collection<String> known) {
        return nearest(written, known)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /**
     * Returns the known name that is the fewest edits away, case aside; the first in alphabetical order of several; none
     * if the written name is itself known.
     * A name is near if it takes at most two edits (letters inserted, deleted, replaced, or swapped with their neighbour) or a third of the letters written, whichever is more, and fewer edits
     * than there are letters. Names of more than 200 letters have none.
     */
    public static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > LONG) {
            return Optional.empty();
        }
        int limit = Math.min(Math.max(FEW, written.length() / 3), written.length() - 1);
        return known.stream()
                .filter(name -> name.length() <= LONG)
                .min(Comparator.comparingInt((String name) -> edits(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> edits(written, name) <= limit && !known.contains(written));
    }

    /**
     * The letters to insert, delete or replace and the neighbours to swap, case aside: the optimal string alignment
     * distance, by its table of prefixes.
     */
    private static int edits(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : step(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int step(int[][] table, String a, String b, int i, int j) {
        int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
    }
}
