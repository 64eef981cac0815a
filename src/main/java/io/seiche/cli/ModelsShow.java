package io.seiche.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.HadoopSettings;
import io.seiche.store.LoadedModel;
import io.seiche.store.ModelReference;
import io.seiche.store.ModelVersion;
import io.seiche.store.Store;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code seiche models show}: the card of a version. */
@Command(
        name = "show",
        description = {"Show the card of a model: what it is, what it was trained on, how it came into the store.", ""},
        footer = {"  seiche models show out/models/sp500", "  seiche models show out/models/sp500@2 --json -"})
final class ModelsShow extends SeicheCommand {
    @Parameters(paramLabel = "MODEL", description = "A model directory, or STORE/NAME[@version|@alias].")
    private String model;

    @Override
    public Integer call() {
        Output output = output();
        Configuration hadoop = HadoopSettings.read();
        ModelReference reference = new ModelReference(model);
        LoadedModel opened = reference.open(hadoop);
        ObjectNode json = ModelView.json("models show", opened);
        String words = ModelView.card(opened);
        if (opened.version() > 0) {
            Store store = reference.store(false, hadoop);
            Optional<ModelVersion> stored = store.versions().stream()
                    .filter(one -> one.version() == opened.version())
                    .findFirst();
            if (stored.isPresent()) {
                String published = store.published(stored.get())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
                TextTable entry = new TextTable().row("published", published);
                stored.get().facts().forEach(entry::row);
                words += "\nIn the store:\n" + entry;
                ObjectNode log = json.putObject("store").put("published", published);
                stored.get().facts().forEach(log.putObject("lineage")::put);
            }
        }
        output.results(words, json);
        return ExitCode.DONE.number();
    }
}
