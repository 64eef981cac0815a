package io.seiche.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of commands that read a configuration. */
final class ConfigurationOptions {
    @Option(
            names = "--conf",
            paramLabel = "FILE",
            description = "The configuration, HOCON (see: seiche help-config); local or any Hadoop path.")
    String file;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "One value, key relative to the root, wins over the file; may be repeated:%n"
                    + "  --set training.epochs=5 --set network.layers='gru(32), dense(1)'")
    List<String> sets = new ArrayList<>();

    Configuration read() {
        if (file == null && sets.isEmpty()) {
            throw new ConfigurationException(
                    "give --conf FILE, and --set key=value for single values; an example is" + " conf/sp500.conf");
        }
        return Configuration.read(file, sets);
    }
}
