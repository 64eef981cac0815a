package io.seiche.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of every command. */
final class SharedOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Spark's master: local[2], spark://host:7077, yarn, k8s://... (default: what spark-submit"
                    + " says, else local[*]).")
    String master;

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            description = "Write the results as one JSON document to this path; - puts it, and nothing else, on"
                    + " standard output.")
    String json;

    @ArgGroup(exclusive = true)
    Loudness loudness = new Loudness();

    /** Verbosity of standard error. */
    static final class Loudness {
        @Option(names = "--quiet", description = "No progress, no results in words; errors only.")
        boolean quiet;

        @Option(names = "--verbose", description = "Logs, and stack traces of failures.")
        boolean verbose;
    }

    boolean quiet() {
        return loudness.quiet;
    }

    boolean verbose() {
        return loudness.verbose;
    }
}
