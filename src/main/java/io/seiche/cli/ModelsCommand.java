package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.store.ModelReference;
import io.seiche.store.OpenedModel;
import io.seiche.store.Store;
import io.seiche.store.StoredModel;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seiche models}: what is published in a store. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        subcommands = {ModelsCommand.Versions.class, ModelsCommand.Card.class},
        synopsisSubcommandLabel = "(list | show)",
        description = {"Tell what is published in a store.", ""},
        footerHeading = "%nExamples:%n",
        footer = {"  seiche models list out/models/sp500", "  seiche models show out/models/sp500@2"})
final class ModelsCommand {
    private ModelsCommand() {}

    /** {@code seiche models list}: the versions of a name. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the versions of a model, newest last.")
    static final class Versions implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "STORE/NAME", description = "The store's path and the model's name.")
        private String which;

        @Mixin
        private SharedOptions shared;

        @Override
        public Integer call() {
            Path path = new Path(which);
            String root = path.getParent() == null ? "." : path.getParent().toString();
            Store store = Store.open(root, path.getName(), new Configuration());
            SortedMap<String, Integer> aliases = store.aliases();
            TextTable table = new TextTable().row("version", "alias", "path");
            ObjectNode json = new ObjectMapper().createObjectNode().put("command", "models list");
            ArrayNode versions = json.putArray("versions");
            for (StoredModel model : store.versions()) {
                List<String> named = aliases.entrySet().stream()
                        .filter(alias -> alias.getValue() == model.version())
                        .map(Map.Entry::getKey)
                        .toList();
                table.row(String.valueOf(model.version()), String.join(", ", named), model.path());
                ObjectNode one = versions.addObject()
                        .put("name", model.name())
                        .put("version", model.version())
                        .put("path", model.path());
                named.forEach(one.putArray("aliases")::add);
            }
            String words = versions.isEmpty() ? "No model is published at " + store.path() + "\n" : table.toString();
            new Output(spec.commandLine().getOut(), shared).results(words, json);
            return ExitCode.DONE.number();
        }
    }

    /** {@code seiche models show}: the card of a version. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "Show the card of a model.")
    static final class Card implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "MODEL", description = "A model directory, or STORE/NAME[@version|@alias].")
        private String model;

        @Mixin
        private SharedOptions shared;

        @Override
        public Integer call() {
            OpenedModel opened = new ModelReference(model).open(new Configuration());
            new Output(spec.commandLine().getOut(), shared)
                    .results(ModelWords.card(opened), ModelWords.json("models show", opened));
            return ExitCode.DONE.number();
        }
    }
}
