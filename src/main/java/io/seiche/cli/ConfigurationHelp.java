package io.seiche.cli;

import io.seiche.configuration.Key;
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

    @Option(names = "--markdown", description = "As a Markdown table.")
    private boolean markdown;

    @Override
    public void run() {
        spec.commandLine().getOut().print(markdown ? table() : reference());
        spec.commandLine().getOut().flush();
    }

    /** Returns the reference for a terminal. */
    static String reference() {
        int width = Keys.ALL.stream().mapToInt(k -> k.path().length()).max().orElseThrow();
        StringBuilder all = new StringBuilder("seiche {   # HOCON; keys as written after --set, too\n");
        for (Key<?> key : Keys.ALL) {
            String unset = key.shown().isEmpty() ? "" : " [" + key.shown() + "]";
            String pad = " ".repeat(width - key.path().length());
            all.append("  ")
                    .append(key.path())
                    .append(pad)
                    .append("  ")
                    .append(key.meaning())
                    .append(unset)
                    .append('\n');
        }
        return all.append("}\n").toString();
    }

    /** Returns the reference for a page, a Markdown table. */
    static String table() {
        StringBuilder all = new StringBuilder("| key | unset | what |\n|---|---|---|\n");
        for (Key<?> key : Keys.ALL) {
            all.append("| `")
                    .append(key.path())
                    .append("` | ")
                    .append(key.shown())
                    .append(" | ")
                    .append(key.meaning())
                    .append(" |\n");
        }
        return all.toString();
    }
}
