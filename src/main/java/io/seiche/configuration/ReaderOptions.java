package io.seiche.configuration;

import java.util.Optional;

/** The keys below {@code input.options}, which go to Spark's reader: names that are refused because they may hold a secret. */
final class ReaderOptions {
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
}
