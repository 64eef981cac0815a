package io.seiche.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The keys below {@code input.options}, which go to Spark's reader: which are refused, and which go with a model. */
final class ReaderOptions {
    /** Options that describe the format of files and hold no credentials. */
    private static final Set<String> PLAIN = Set.of(
            "header",
            "sep",
            "delimiter",
            "quote",
            "escape",
            "comment",
            "encoding",
            "dateFormat",
            "timestampFormat",
            "timestampNTZFormat",
            "nullValue",
            "nanValue",
            "locale",
            "multiLine",
            "lineSep",
            "mergeSchema",
            "recursiveFileLookup",
            "pathGlobFilter",
            "ignoreLeadingWhiteSpace",
            "ignoreTrailingWhiteSpace");

    private ReaderOptions() {}

    /** Returns the reason why an option of this name is not allowed in a configuration, if it is not. */
    static Optional<String> refusal(String name) {
        if (Sensitive.isName(name)) {
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

    /** Those of the options that may go with a model. */
    static Map<String, String> plain(Map<String, String> options) {
        Map<String, String> plain = new TreeMap<>(options);
        plain.keySet().retainAll(PLAIN);
        return plain;
    }
}
