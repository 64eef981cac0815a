package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.Configuration;
import io.seiche.configuration.HadoopSettings;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.job.TrainingJob;
import io.seiche.job.TrainingOutcome;
import io.seiche.report.Report;
import io.seiche.report.ReportData;
import io.seiche.store.ModelVersion;
import io.seiche.store.Store;
import io.seiche.store.StoreSpec;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A model on its way into the store, with its scores and its report: whether they can be written is found out before.
 */
final class Publication {
    /** Facts of a version's lineage, as the store's log keeps them. */
    static final String COMMAND = "command";

    static final String UNTIL = "data.last";

    static final String RMSE = "test.rmse";

    private final Configuration given;
    private final TrainingJob job;
    private final StoreSpec storage;
    private final Store store;
    private final Output output;
    private final Optional<String> report;

    Publication(Configuration given, TrainingJob job, StoreSpec storage, Output output) {
        this.given = given;
        this.job = job;
        this.storage = storage;
        this.store = Store.open(storage, job.name(), HadoopSettings.read());
        this.output = output;
        this.report = given.text("report.path");
    }

    /**
     * Checks that everything can be written. Leaves no files.
     *
     * @throws io.seiche.store.StorageException when it could not
     */
    void check() {
        store.checkWritable();
        output.check();
        report.ifPresent(path -> Output.checkWritable("report.path", path));
    }

    /** The versions the model joins. */
    Store store() {
        return store;
    }

    /**
     * Publishes a new version, and tells.
     *
     * @param command that was run
     * @param how the parameters came to be, ending with a line break
     * @param identity of the run they came from, where there was one
     */
    void publish(String command, TrainingOutcome outcome, String how, Optional<String> identity) {
        ModelVersion published = put(command, outcome, Map.of(), identity);
        clear();
        report(outcome, Optional.of(published));
        output.results(
                words(outcome, how) + published(published) + notServed(published),
                json(command, outcome, Optional.of(published)));
    }

    /**
     * Publishes a new version, and no more.
     *
     * @param lineage what is known of it besides the data and its scores
     * @param identity of the run its parameters came from, where there was one
     */
    ModelVersion put(String command, TrainingOutcome outcome, Map<String, String> lineage, Optional<String> identity) {
        ReportData page = ReportPages.of(job, outcome, given);
        SortedMap<String, byte[]> files = outcome.files();
        files.put(ConfigurationOptions.FROZEN, given.frozen().getBytes(StandardCharsets.UTF_8));
        files.put(ReportPages.JSON, page.toJson().getBytes(StandardCharsets.UTF_8));
        files.put(ReportPages.HTML, Report.ofModel(page).getBytes(StandardCharsets.UTF_8));
        SortedMap<String, String> facts = facts(command, outcome);
        facts.putAll(lineage);
        return store.publish(run(identity), files, facts);
    }

    /** Clears out the versions that are no longer kept. */
    void clear() {
        store.collect(storage.keep(), Store.GRACE, false);
    }

    /** Writes {@code report.path}, where it is given. */
    void report(TrainingOutcome outcome, Optional<ModelVersion> published) {
        ReportData page = ReportPages.of(job, outcome, given);
        report.ifPresent(path -> Output.write(
                "report.path",
                path,
                Report.ofModel(published
                        .map(model -> ReportPages.published(page, model.version(), model.path()))
                        .orElse(page))));
    }

    private static SortedMap<String, String> facts(String command, TrainingOutcome outcome) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put(COMMAND, command);
        facts.put("data.rows", "" + outcome.data().rows());
        facts.put("data.first", outcome.data().firstText());
        facts.put(UNTIL, outcome.data().lastText());
        outcome.scored().card().ifPresent(card -> {
            facts.put("test.windows", "" + card.windows());
            if (card instanceof ForecastScorecard forecasts) {
                facts.put(RMSE, "" + forecasts.network().metrics().get(Metric.RMSE));
            }
        });
        return facts;
    }

    /** Returns a name for the directory: the time at which the run ended, a unique part, and the run's identity. */
    private static String run(Optional<String> identity) {
        String time =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(LocalDateTime.now(ZoneOffset.UTC));
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return time + "-" + unique + identity.map(id -> "-" + id).orElse("");
    }

    /** Returns the text of an outcome: data, training and scores. */
    String words(TrainingOutcome outcome, String how) {
        return DataView.summary(outcome.data())
                + how
                + "\n"
                + outcome.scored()
                        .card()
                        .map(ScoreView::of)
                        .orElse("No test windows (split.test): nothing is known of how good this model is.\n")
                + "\n";
    }

    /** Returns the text that names the new version and the report. */
    String published(ModelVersion model) {
        return "Published " + model.name() + " version " + model.version() + ": " + model.path() + "\n"
                + report.map(path -> "Report: " + path + "\n").orElse("");
    }

    private String notServed(ModelVersion model) {
        int served = store.aliases().champion().orElse(model).version();
        return served == model.version()
                ? ""
                : "Readers are still given version " + served + "; to give them this one: seiche models promote "
                        + store.path() + "@" + model.version() + "\n";
    }

    /** The same for programs. */
    static ObjectNode json(String command, TrainingOutcome outcome, Optional<ModelVersion> published) {
        ObjectNode json = new ObjectMapper().createObjectNode().put("command", command);
        ObjectNode model = json.putObject("model");
        published.ifPresent(version ->
                model.put("path", version.path()).put("name", version.name()).put("version", version.version()));
        model.put("parameters", outcome.model().parameters())
                .put("sha256", outcome.model().sha256());
        json.setAll(outcome.json());
        return json;
    }
}
