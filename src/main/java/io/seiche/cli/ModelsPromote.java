package io.seiche.cli;

import io.seiche.job.Publication;
import io.seiche.store.Aliases;
import io.seiche.store.ModelReference;
import io.seiche.store.Store;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code seiche models promote}: points an alias to a version. */
@Command(
        name = "promote",
        description = {
            "Make a version the champion: what readers are given who name no version. Jobs that run keep the version"
                    + " they began with.",
            ""
        },
        footer = {
            "  seiche models promote out/models/sp500@2",
            "  seiche models promote out/models/sp500@3 --alias candidate",
            "  seiche models promote out/models/sp500@candidate"
        })
final class ModelsPromote extends SeicheCommand {
    @Parameters(paramLabel = "STORE/NAME@VERSION", description = "The version, by its number or another alias.")
    private String model;

    @Option(names = "--alias", paramLabel = "NAME", description = "Another alias to point to it instead.")
    private String alias = Aliases.CHAMPION;

    @Mixin
    private StoreOptions options;

    @Override
    public Integer call() {
        Output output = output();
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
        output.results(PromotionView.of(alias, promotion), PromotionView.json("models promote", alias, promotion));
        return ExitCode.DONE.number();
    }
}
