package io.seiche.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.Configuration;
import io.seiche.evaluation.Scorecard;
import io.seiche.report.ReportData;
import io.seiche.series.DataFacts;
import io.seiche.series.TimeAxis;
import java.util.Optional;

/**
 * The sections of a model's report: each method makes the data of one section, and the function of the same data in
 * {@code report.js} draws it. A new panel is a line in {@link #of}, with a method for its data, and a function there.
 */
public final class ReportPages {
    /** The page, beside the model. */
    public static final String HTML = "report.html";

    /** The data of the page, to make it again. */
    public static final String JSON = "report.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportPages() {}

    static ReportData of(TrainingJob job, TrainingOutcome outcome, Configuration configuration) {
        Optional<Scorecard> card = outcome.scored().card();
        return ReportData.empty()
                .with("model", model(job, outcome))
                .with("data", data(job, outcome.data()))
                .with("training", training(outcome))
                .with("scores", card)
                .with("verdict", card.map(Scorecard::verdict))
                .with("drawn", outcome.scored().drawn())
                .with("findings", outcome.scored().findings())
                .with("advice", Advice.of(job, outcome))
                .with("run", outcome.model().lineage())
                .with("configuration", configuration.frozen());
    }

    /** Returns the same with the version and the path of the published model. */
    public static ReportData published(ReportData page, int version, String path) {
        ObjectNode model = page.section("model").deepCopy();
        return page.with(
                "model",
                model.put("version", version == 0 ? "" : "version " + version).put("path", path));
    }

    /** The model; version and path are empty before it is published. */
    private static ObjectNode model(TrainingJob job, TrainingOutcome outcome) {
        return MAPPER.createObjectNode()
                .put("name", job.name())
                .put("version", "")
                .put("path", "")
                .put("layers", job.network().layers())
                .put("parameters", outcome.model().parameters())
                .put("sha256", outcome.model().sha256());
    }

    /** The table: with {@code clock}, times are microseconds since 1970 UTC; otherwise they are numbers. */
    private static ObjectNode data(TrainingJob job, DataFacts facts) {
        ObjectNode data = MAPPER.createObjectNode()
                .put("source", job.input().source().at())
                .put("frequency", facts.frequency().text())
                .put("clock", facts.axis().kind() != TimeAxis.TimeKind.NUMBER)
                .put("lookback", job.windows().lookback())
                .put("horizon", job.windows().horizon());
        data.setAll(DataJson.summary(facts));
        return data.set("quality", MAPPER.valueToTree(facts.checks()));
    }

    /** The training: losses by epoch, the epoch whose parameters were kept (from 1), and the mean times of a round. */
    private static ObjectNode training(TrainingOutcome outcome) {
        ObjectNode training = outcome.trainingJson();
        return training.set("bestEpoch", training.remove("epoch"));
    }
}
