package io.seiche.cell;

import java.util.Collection;

/** Guesses what somebody meant to write. */
public final class Spelling {
    private Spelling() {}

    /** {@code "; did you mean X?"} where a known name is near enough, else nothing. */
    public static String hint(String written, Collection<String> known) {
        String best = "";
        int least = Math.max(1, written.length() / 2);
        for (String name : known) {
            int d = distance(written, name);
            if (d <= least && d > 0) {
                least = d - 1;
                best = name;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + best + "?";
    }

    /** Letters to add, drop or change (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
