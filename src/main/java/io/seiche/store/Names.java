package io.seiche.store;

import io.seiche.text.Refusal;
import java.util.regex.Pattern;

/** The rule for names that become part of a path: ASCII letters and digits, no slash, no leading dot. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private Names() {}

    /** Returns the name if it may become part of a path. */
    static String check(String what, String name) {
        if (!isName(name)) {
            throw new Refusal(what, "be 1 to 64 of a-z 0-9 . _ - and begin with a letter or digit", "\"" + name + "\"");
        }
        return name;
    }

    /** Returns true if the text may become part of a path. */
    static boolean isName(String name) {
        return name != null && NAME.matcher(name).matches() && !name.contains("..");
    }

    /** Returns the alias if it is a name and not a number, which would be a version. */
    static String checkAlias(String alias) {
        if (NUMBER.matcher(check("alias", alias)).matches()) {
            throw new IllegalArgumentException("alias must not be a number, as versions are, was \"" + alias + "\"");
        }
        return alias;
    }

    /** Returns true if the text is a version number. */
    static boolean isVersion(String text) {
        return NUMBER.matcher(text).matches() && text.length() < 10;
    }
}
