package io.seiche.configuration;

import java.util.Optional;
import java.util.regex.Pattern;

/** Recognition of secrets by their form. They are not allowed in a configuration, and Spark redacts their values. */
public final class Sensitive {
    /**
     * Spark's own pattern and the names it leaves out: the default of {@code spark.redaction.regex}.
     */
    public static final String NAMES = "(?i)secret|passw|passphrase|pwd|token|credential|keytab|signature"
            + "|(access|account|private|api|encryption)[._-]?key|\\.sas\\.|[?&]sig=|jaas|authorization";

    private static final Pattern NAME = Pattern.compile(NAMES);
    private static final Pattern LOGIN = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*://[^/?#@]*:[^/?#@]*@.*");

    private Sensitive() {}

    /** Returns true if a name is likely that of a secret. */
    static boolean isName(String name) {
        return NAME.matcher(name).find();
    }

    /** Returns true if a text is a URI with a password: {@code s3a://key:secret@bucket}. */
    static boolean hasLogin(String text) {
        return LOGIN.matcher(text).matches();
    }

    /** Returns the reason why an option of Spark's reader of this name is not allowed in a configuration, if it is not. */
    static Optional<String> optionRefusal(String name) {
        if (isName(name)) {
            return Optional.of(
                    "looks like a secret, which never stands in a configuration; keep it in a Hadoop credential"
                            + " provider (hadoop.security.credential.provider.path) or another place Spark reads it from");
        }
        if (name.contains(".")) {
            return Optional.of("is a setting of a file system, not an option of the reader; give it at submission with"
                    + " --spark --conf spark.hadoop." + name + "=...");
        }
        return Optional.empty();
    }
}
