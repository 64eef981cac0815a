package io.seiche.cli;

import io.seiche.job.Publication;
import io.seiche.store.Aliases;
import io.seiche.store.ModelReference;
import io.seiche.store.Store;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seiche models promote}: points an alias to a version. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = {
            "Make a version the champion: what readers are given who name no version. Jobs that run keep the version"
                    + " they began with.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seiche models promote out/models/sp500@2",
            "  seiche models promote out/models/sp500@3 --alias candidate",
            "  seiche models promote out/models/sp500@candidate"
        })
final class ModelsPromote implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STORE/NAME@VERSION", description = "The version, by its number or another alias.")
    private String model;

    @Option(names = "--alias", paramLabel = "NAME", description = "Another alias to point to it instead.")
    private String alias = Aliases.CHAMPION;

    @Mixin
    private StoreOptions options;

    @Mixin
    private SharedOptions shared;

    @Override
    public Integer call() {
        ModelReference reference = new ModelReference(model);
        if (reference.selector().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say which version: " + model + "@VERSION; seiche models list " + model + " lists them");
        }
        Store store = options.store(reference);
        int version = store.find(reference.selector()).version();
        Aliases.Promotion promotion =
                store.aliases().point(alias, version, new TreeMap<>(Map.of(Publication.COMMAND, "models promote")));
        new Output(spec.commandLine().getOut(), shared)
                .results(PromotionView.of(alias, promotion), PromotionView.json("models promote", alias, promotion));
        return ExitCode.DONE.number();
    }
}
