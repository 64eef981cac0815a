package io.seiche.store;

import io.seiche.text.Refusal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The rule for names that become part of a path: ASCII letters and digits, no slash, no leading dot. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern RUN = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9a-f]{8}(-[0-9a-f]{16})?");
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

    /**
     * Returns a new name for the directory of a version: the time, a unique part, and the identity of its training.
     *
     * @param identity 16 hexadecimal digits; empty if the parameters come from elsewhere
     */
    static String newRun(Optional<String> identity) {
        String time =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(LocalDateTime.now(ZoneOffset.UTC));
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return time + "-" + unique + identity.map(id -> "-" + id).orElse("");
    }

    /** Returns true if the text has the form of {@link #newRun}. */
    static boolean isRun(String name) {
        return RUN.matcher(name).matches();
    }

    /** Refuses an alias that is no name, or a number, which would be a version. */
    static void checkAlias(String alias) {
        if (NUMBER.matcher(check("alias", alias)).matches()) {
            throw new IllegalArgumentException("alias must not be a number, as versions are, was \"" + alias + "\"");
        }
    }

    /** Returns true if the text is a version number. */
    static boolean isVersion(String text) {
        return NUMBER.matcher(text).matches() && text.length() < 10;
    }
}
