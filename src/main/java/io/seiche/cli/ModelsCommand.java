package io.seiche.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seiche models}: the versions of a store and their aliases. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelsList.class,
            ModelsShow.class,
            ModelsPromote.class,
            ModelsRollback.class,
            ModelsCollect.class
        },
        synopsisSubcommandLabel = "(list | show | promote | rollback | gc)",
        description = {
            "Tell what is published in a store, and change what readers are given.",
            "",
            "A version is a model directory that never changes. Readers who name no version (STORE/NAME) are given the"
                    + " champion, or where none was ever promoted the newest version.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seiche models list out/models",
            "  seiche models show out/models/sp500@2",
            "  seiche models promote out/models/sp500@2",
            "  seiche models rollback out/models/sp500",
            "  seiche models gc out/models/sp500 --keep 5 --dry-run"
        })
final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** No subcommand: a usage error. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: list, show, promote, rollback or gc");
    }
}
