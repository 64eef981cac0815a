package io.seiche.cli;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.job.Publication;
import io.seiche.store.LoadedModel;
import java.nio.charset.StandardCharsets;
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

    /** Returns the configuration given, else the one the model was trained with; {@code --set} overrides both. */
    Configuration readOr(LoadedModel model) {
        byte[] frozen = model.files().get(Publication.CONFIGURATION);
        if (file != null) {
            return Configuration.read(file, sets);
        }
        return frozen == null ? read() : Configuration.thaw(new String(frozen, StandardCharsets.UTF_8), sets);
    }
}
