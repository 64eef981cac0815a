package io.seiche.cli;

import io.seiche.configuration.Keys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code seiche help-config}: every key of the configuration. */
@Command(
        name = "help-config",
        mixinStandardHelpOptions = true,
        description = "List every key of the configuration, what holds without it, and what it means.")
final class ConfigurationHelp implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--markdown", description = "As the table of the README.")
    private boolean markdown;

    @Override
    public void run() {
        spec.commandLine().getOut().print(markdown ? Keys.table() : Keys.reference());
        spec.commandLine().getOut().flush();
    }
}
