package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.series.DataFacts;
import io.seiche.store.ModelReference;
import io.seiche.store.OpenedModel;
import io.seiche.store.StorageException;
import io.seiche.table.TableData;
import io.seiche.table.TableReader;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seiche inspect}: the quality of a table, or the card of a model. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Tell what is in a table (series, rows, gaps, duplicates, missing values, constant and short series) or what"
                    + " a model is (layers, windows, scores, where it came from).",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seiche inspect --conf conf/chicago.conf",
            "  seiche inspect data/sp500.csv --set input.time=date --set input.target=close \\\\",
            "      --set input.options='{header = true}'",
            "  seiche inspect out/models/sp500",
            "  seiche inspect out/models/sp500@1 --json -"
        })
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE|MODEL",
            description =
                    "A path to a table, a model directory, or STORE/NAME[@version|@alias]; without it, the table of"
                            + " the configuration.")
    private String what;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private SharedOptions shared;

    @Override
    public Integer call() {
        Output output = new Output(spec.commandLine().getOut(), shared);
        output.check();
        boolean configured = configuration.file != null || !configuration.sets.isEmpty();
        Optional<OpenedModel> model = what == null || configured ? Optional.empty() : model();
        if (model.isPresent()) {
            output.results(ModelWords.card(model.get()), ModelWords.json("inspect", model.get()));
        } else {
            table(output);
        }
        return ExitCode.DONE.number();
    }

    private Optional<OpenedModel> model() {
        try {
            return Optional.of(new ModelReference(what).open(new Configuration()));
        } catch (StorageException none) {
            throw new ConfigurationException(
                    none.getMessage() + "; for a table, say what its columns mean: --set input.time=... --set"
                            + " input.target=...",
                    none);
        }
    }

    private void table(Output output) {
        if (what != null) {
            configuration.sets.add("input.path=\"" + what.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        Specs specs = new Specs(configuration
                .read()
                .orElse("series.duplicates", "last")
                .orElse("series.missing", "drop")
                .orElse("window.lookback", "1"));
        try (TableData data = TableReader.read(
                Session.open("inspect", shared), specs.input(), specs.series(), specs.split(), specs.window())) {
            DataFacts facts = data.facts();
            ObjectNode json = new ObjectMapper().createObjectNode().put("command", "inspect");
            json.set("data", DataWords.json(facts));
            output.results(DataWords.quality(facts), json);
        }
    }
}
