package io.seiche.store;

import java.util.regex.Pattern;

/** The one rule for names that become part of a path: no slash, no dots in front, nothing that looks like another letter. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private Names() {}

    /** The name itself, when it may become part of a path. */
    static String check(String what, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 64 of a-z 0-9 . _ - and begin with a letter or digit, was \"" + name + "\"");
        }
        return name;
    }

    /** Whether this may become part of a path. */
    static boolean isName(String name) {
        return name != null && NAME.matcher(name).matches() && !name.contains("..");
    }

    /** The alias itself, when it is a name and cannot be taken for a version. */
    static String checkAlias(String alias) {
        if (NUMBER.matcher(check("alias", alias)).matches()) {
            throw new IllegalArgumentException("alias must not be a number, as versions are, was \"" + alias + "\"");
        }
        return alias;
    }

    /** Whether this reads as a version. */
    static boolean isVersion(String text) {
        return NUMBER.matcher(text).matches() && text.length() < 10;
    }
}
