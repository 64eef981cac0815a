package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.HadoopSettings;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.job.Publication;
import io.seiche.store.Aliases;
import io.seiche.store.ModelReference;
import io.seiche.store.ModelVersion;
import io.seiche.store.Store;
import io.seiche.text.Numbers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code seiche models list}: the versions of one name, or of every name in a store. */
@Command(
        name = "list",
        description = {"List the versions of a model, or of every model in a store, newest last.", ""},
        footer = {"  seiche models list out/models", "  seiche models list hdfs:///models/sp500 --json -"})
final class ModelsList extends SeicheCommand {
    @Parameters(paramLabel = "STORE[/NAME]", description = "The store's path, and the model's name.")
    private String which;

    @Override
    public Integer call() {
        Output output = output();
        List<Store> stores = stores();
        TextTable table = new TextTable()
                .row("model", "version", "published (UTC)", "alias", "made by", "data until", "test rmse", "run");
        ObjectNode json = new ObjectMapper().createObjectNode().put("command", "models list");
        ArrayNode versions = json.putArray("versions");
        for (Store store : stores) {
            SortedMap<String, Integer> aliases = store.aliases().all();
            int champion = store.aliases().champion().map(ModelVersion::version).orElse(0);
            for (ModelVersion model : store.versions()) {
                Instant published = store.published(model).truncatedTo(ChronoUnit.SECONDS);
                List<String> names = new ArrayList<>(aliases.entrySet().stream()
                        .filter(alias -> alias.getValue() == model.version())
                        .map(Map.Entry::getKey)
                        .toList());
                ObjectNode one = versions.addObject()
                        .put("name", model.name())
                        .put("version", model.version())
                        .put("published", published.toString())
                        .put("served", model.version() == champion)
                        .put("path", model.path());
                names.forEach(one.putArray("aliases")::add);
                model.facts().forEach(one.putObject("lineage")::put);
                if (model.version() == champion && !aliases.containsKey(Aliases.CHAMPION)) {
                    names.add("(served: newest)");
                }
                table.row(
                        model.name(),
                        String.valueOf(model.version()),
                        published.toString().replace('T', ' ').replace("Z", ""),
                        String.join(", ", names),
                        model.facts().getOrDefault(Publication.COMMAND, "-"),
                        model.facts().getOrDefault(Publication.UNTIL, "-"),
                        rmse(model),
                        model.run());
            }
        }
        String words = versions.isEmpty() ? "No model is published at " + which + "\n" : table.toString();
        output.results(words, json);
        return ExitCode.DONE.number();
    }

    private static String rmse(ModelVersion model) {
        String exact = model.facts().get(ForecastScorecard.RMSE);
        return exact == null ? "-" : Numbers.show(Double.valueOf(exact));
    }

    private List<Store> stores() {
        Configuration hadoop = HadoopSettings.read();
        List<String> names = Store.names(which, hadoop);
        return names.isEmpty()
                ? List.of(new ModelReference(which).store(false, hadoop))
                : names.stream().map(name -> Store.open(which, name, hadoop)).toList();
    }
}
