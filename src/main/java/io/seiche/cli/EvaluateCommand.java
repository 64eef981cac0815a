package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.Configuration;
import io.seiche.evaluation.Scorecard;
import io.seiche.job.DataJson;
import io.seiche.job.ScoringJob;
import io.seiche.store.LoadedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code seiche evaluate}: a stored model's scores on a table. */
@Command(
        name = "evaluate",
        description = {
            "Score a stored model on the test span of a table, beside the baselines. Rows are prepared as in training,"
                    + " on the model's own scales. Without --conf, the table the model was trained on.",
            ""
        },
        footer = {
            "  seiche evaluate out/models/sp500",
            "  seiche evaluate out/models/sp500@1 --set input.path=data/newer.csv --set split.test=250",
            "  seiche evaluate out/models/chicago --conf conf/chicago.conf --json -"
        })
final class EvaluateCommand extends SeicheCommand {
    @Parameters(paramLabel = "MODEL", description = "A model directory, or STORE/NAME[@version|@alias].")
    private String model;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() throws InterruptedException {
        Output output = output();
        LoadedModel opened = open(model);
        Configuration given = configuration.readOr(opened);
        ScoringJob job = ScoringJob.of(given, opened.model());
        ScoringJob.ScoringOutcome outcome = job.run(Session.open(
                "evaluate " + opened.model().name(), shared, opened.model().timeZone()));
        Scorecard card = outcome.scored().card().orElseThrow();
        ObjectNode json = new ObjectMapper().createObjectNode().put("command", "evaluate");
        json.set("model", ModelView.facts(opened));
        json.set("data", DataJson.of(outcome.data()));
        json.set("test", card.toJson());
        output.results(DataView.summary(outcome.data()) + "\n" + ScoreView.of(card), json);
        return ExitCode.DONE.number();
    }
}
