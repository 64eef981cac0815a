package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.Configuration;
import io.seiche.configuration.HadoopSettings;
import io.seiche.configuration.Keys;
import io.seiche.job.DataJson;
import io.seiche.job.JobData;
import io.seiche.model.ModelFormat;
import io.seiche.series.DataFacts;
import io.seiche.store.LoadedModel;
import io.seiche.store.ModelReference;
import io.seiche.store.Store;
import io.seiche.table.ColumnProfile;
import io.seiche.table.Source;
import io.seiche.table.TableData;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code seiche inspect}: the quality of a table, or the card of a model. */
@Command(
        name = "inspect",
        description = {
            "Tell what is in a table (series, rows, gaps, duplicates, missing values, constant and short series) or"
                    + " what a model is (layers, windows, scores, where it came from).",
            ""
        },
        footer = {
            "  seiche inspect data/sp500.csv                   # its columns, and what they may serve as",
            "  seiche inspect --conf conf/chicago.conf",
            "  seiche inspect data/sp500.csv --set input.time=date --set input.target=close \\",
            "      --set input.options='{header = true}'",
            "  seiche inspect out/models/sp500",
            "  seiche inspect out/models/sp500@1 --json -"
        })
final class InspectCommand extends SeicheCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE|MODEL",
            description =
                    "A path to a table, a model directory, or STORE/NAME[@version|@alias]; without it, the table of"
                            + " the configuration. Of a table alone it tells what its columns hold; what they mean"
                            + " (--set input.time=..., input.target=...) must be said for everything else.")
    private String what;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() {
        Output output = output();
        boolean configured = configuration.file != null || !configuration.sets.isEmpty();
        if (what == null || configured) {
            table(output);
        } else if (isTable()) {
            columns(output);
        } else {
            LoadedModel model = new ModelReference(what).open(HadoopSettings.read());
            output.results(ModelView.card(model), ModelView.json("inspect", model));
        }
        return ExitCode.DONE.number();
    }

    /** Returns true if the path holds files that are neither a model nor a store. */
    private boolean isTable() {
        try {
            Path path = new Path(what);
            FileSystem files = path.getFileSystem(HadoopSettings.read());
            boolean model =
                    files.exists(new Path(path, ModelFormat.DESCRIPTION)) || files.exists(new Path(path, Store.LOG));
            return files.exists(path) && !model;
        } catch (IOException | IllegalArgumentException unreachable) {
            return false; // it is then opened as a model, which reports the failure
        }
    }

    /** Prints the content of a table's columns and the next command to run. */
    private void columns(Output output) {
        Source source = Source.path(what, "", Map.of());
        List<ColumnProfile> columns = ColumnProfile.read(Session.open("inspect", shared, ZoneOffset.UTC), source);
        output.results(ColumnView.table(what, columns), ColumnView.json(columns));
    }

    private void table(Output output) {
        if (what != null) {
            configuration.sets.add("input.path=\"" + what.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        Configuration given = configuration
                .read()
                .orElse(Keys.DUPLICATES, "largest")
                .orElse(Keys.MISSING, "drop")
                .orElse(Keys.LOOKBACK, "1");
        SparkSession spark = Session.open("inspect", shared, given.get(Keys.TIME_ZONE));
        try (TableData data = JobData.read(given, spark)) {
            DataFacts facts = data.facts();
            ObjectNode json = new ObjectMapper().createObjectNode().put("command", "inspect");
            json.set("data", DataJson.of(facts));
            json.set("series", DataJson.series(facts));
            List<ColumnProfile> columns = JobData.profile(given, spark);
            if (!columns.isEmpty()) {
                json.set("columns", ColumnView.array(columns));
            }
            output.results(DataView.quality(facts) + (columns.isEmpty() ? "" : "\n" + ColumnView.lines(columns)), json);
        }
    }
}
