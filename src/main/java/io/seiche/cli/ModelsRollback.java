package io.seiche.cli;

import io.seiche.job.Publication;
import io.seiche.store.Aliases;
import io.seiche.store.ModelReference;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code seiche models rollback}: takes back the last promotion. */
@Command(
        name = "rollback",
        description = {
            "Take back the last promotion: readers are given again what they were given before. Run again, it takes"
                    + " back the promotion before that one.",
            ""
        },
        footer = {"  seiche models rollback out/models/sp500"})
final class ModelsRollback extends SeicheCommand {
    @Parameters(paramLabel = "STORE/NAME", description = "The store's path and the model's name.")
    private String model;

    @Mixin
    private StoreOptions options;

    @Override
    public Integer call() {
        Output output = output();
        ModelReference reference = new ModelReference(model);
        if (!reference.selector().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "rollback goes back to the champion before; to choose a version: seiche models promote " + model);
        }
        Aliases.Promotion promotion = options.store(reference)
                .aliases()
                .rollback(new TreeMap<>(Map.of(Publication.COMMAND, "models rollback")));
        output.results(
                PromotionView.of(Aliases.CHAMPION, promotion),
                PromotionView.json("models rollback", Aliases.CHAMPION, promotion));
        return ExitCode.DONE.number();
    }
}
