package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.Configuration;
import io.seiche.job.Forecasts;
import io.seiche.store.LoadedModel;
import io.seiche.table.InputSpec;
import io.seiche.table.Source;
import io.seiche.text.Numbers;
import io.seiche.text.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seiche forecast}: the next rows of every series. */
@Command(
        name = "forecast",
        description = {
            "Continue every series of a table by the model's horizon: unique_id, ds, cutoff, y_hat, and y_hat_lo_90,"
                    + " y_hat_hi_90 for each interval; or, of classes, the label and each one's probability, p_rise."
                    + " Without --conf, the table the model was trained on; without --out, the first rows go to standard"
                    + " output.",
            ""
        },
        footer = {
            "  seiche forecast out/models/sp500",
            "  seiche forecast out/models/chicago --out out/next --format csv",
            "  seiche forecast s3a://lake/models/load@champion --set input.path=s3a://lake/load.parquet \\",
            "      --out s3a://lake/forecasts/today"
        })
final class ForecastCommand extends SeicheCommand {
    private static final int SHOWN = 100;

    @Parameters(paramLabel = "MODEL", description = "A model directory, or STORE/NAME[@version|@alias].")
    private String model;

    @Mixin
    private OutputTable table;

    @Option(
            names = "--plans",
            paramLabel = "PATH",
            description =
                    "Another table with the future covariates of the rows to come, of the input's columns; without"
                            + " it they stand in the table itself, with no target.")
    private String plans;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() throws IOException {
        table.checkFormat();
        Output output = output();
        LoadedModel opened = open(model);
        opened.model().task().checkForecasting(model);
        Configuration given = configuration.readOr(opened);
        InputSpec input = Forecasts.input(opened.model(), given.source())
                .times(given.timeFormat())
                .where(given.where());
        table.check();
        Source ahead =
                plans == null ? null : Source.path(plans, "", input.source().options());
        try (Forecasts forecasts = Forecasts.of(
                opened.model(),
                Session.open(
                        "forecast " + opened.model().name(),
                        shared,
                        opened.model().timeZone()),
                input,
                ahead)) {
            String words = table.write("Forecasts", forecasts.rows()).orElseGet(() -> shown(forecasts.rows()));
            ObjectNode json = new ObjectMapper()
                    .createObjectNode()
                    .put("command", "forecast")
                    .put("series", forecasts.series())
                    .put("refused", forecasts.refused());
            json.set("model", ModelView.facts(opened));
            if (!table.given()) {
                forecasts.rows().toJSON().toLocalIterator().forEachRemaining(row -> json.withArray("forecasts")
                        .add(ModelView.read(row)));
            } else {
                table.facts(json);
            }
            ObjectNode refusals = json.putObject("refusals");
            forecasts.refusals().forEach(refusals::put);
            output.results(words + refused(forecasts), json);
        }
        return ExitCode.DONE.number();
    }

    private static String shown(Dataset<Row> rows) {
        TextTable table = new TextTable().row(rows.columns());
        Column[] columns = Arrays.stream(rows.schema().fields())
                .map(field -> shown(field.name(), field.dataType()))
                .toArray(Column[]::new);
        Iterator<Row> first = rows.select(columns).limit(SHOWN + 1).toLocalIterator();
        int count = 0;
        while (first.hasNext() && count < SHOWN) {
            Row row = first.next();
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < row.length(); c++) {
                cells.add(row.get(c) instanceof Double number ? Numbers.show(number) : String.valueOf(row.get(c)));
            }
            table.row(cells);
            count++;
        }
        return table + (first.hasNext() ? "  ...: only the first " + SHOWN + " rows; write them all by --out\n" : "");
    }

    /** Returns a column as it is printed: numbers as they are, all else as text, times in the session's zone. */
    private static Column shown(String name, DataType type) {
        Column column = functions.col(Words.backquoted(name));
        return (type instanceof DoubleType ? column : column.cast("string")).as(name);
    }

    private static String refused(Forecasts forecasts) {
        if (forecasts.refused() == 0) {
            return "";
        }
        StringBuilder words =
                new StringBuilder(String.format(Locale.ROOT, "%,d series cannot be continued:%n", forecasts.refused()));
        forecasts.refusals().forEach((series, why) -> words.append("  ")
                .append(series)
                .append(": ")
                .append(why)
                .append('\n'));
        return words.toString();
    }
}
