package io.seiche.cli;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.configuration.Keys;
import io.seiche.job.Automatic;
import io.seiche.job.Publication;
import io.seiche.store.LoadedModel;
import java.io.PrintWriter;
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

    /**
     * Returns the configuration given, with the settings that are found on its table where it gives neither a lookback nor
     * layers; what was found is printed.
     *
     * @param command for the name of the application
     * @param out standard error, to which the settings are printed
     */
    Configuration settled(String command, SharedOptions shared, PrintWriter out) {
        return settled(read(), command, shared, out, 0);
    }

    /** The same, for a backtest that may not look at the last rows of each series. */
    static Configuration settled(
            Configuration given, String command, SharedOptions shared, PrintWriter out, int rowsAfter) {
        if (!Automatic.isWanted(given)) {
            return given;
        }
        Configuration all = Automatic.settled(
                given, Session.open(command + " " + given.name(), shared, given.get(Keys.TIME_ZONE)), rowsAfter);
        if (!shared.quiet()) {
            out.println("settings found on the table; give any of them to change it:");
            out.println(Automatic.describe(all, given));
            out.flush();
        }
        return all;
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
