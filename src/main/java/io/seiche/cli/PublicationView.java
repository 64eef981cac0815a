package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.job.Publication;
import io.seiche.job.TrainingOutcome;
import io.seiche.report.Report;
import io.seiche.store.ModelVersion;
import java.util.Optional;

/** The outcome of a job and its published version as text and as JSON. */
final class PublicationView {
    private PublicationView() {}

    /**
     * Writes the results of a command that has published a version.
     *
     * @param origin of the parameters, ending with a line break
     */
    static void results(
            Output output,
            String command,
            Publication publication,
            TrainingOutcome outcome,
            ModelVersion version,
            String origin) {
        output.results(
                text(outcome, origin)
                        + next(publication, outcome)
                        + published(publication, version)
                        + notServed(publication, version),
                json(command, outcome, Optional.of(version)));
    }

    /** The data, the training and the scores. */
    static String text(TrainingOutcome outcome, String origin) {
        return DataView.summary(outcome.data())
                + origin
                + "\n"
                + outcome.scored().card().map(ScoreView::of).orElse(Report.UNTESTED + "\n")
                + "\n";
    }

    /** The places of a new version and of the report. */
    static String published(Publication publication, ModelVersion version) {
        return "Published " + version.name() + " version " + version.version() + ": " + version.path() + "\n"
                + publication.reportPath().map(path -> "Report: " + path + "\n").orElse("");
    }

    /** The setting worth trying next. */
    private static String next(Publication publication, TrainingOutcome outcome) {
        return publication
                .advice(outcome)
                .map(advice -> "Worth trying next: " + advice.set() + " (" + advice.reason() + ")\n")
                .orElse("");
    }

    private static String notServed(Publication publication, ModelVersion version) {
        int served = publication.store().aliases().champion().orElse(version).version();
        return served == version.version()
                ? ""
                : "Readers are still given version " + served + "; to give them this one: seiche models promote "
                        + publication.store().path() + "@" + version.version() + "\n";
    }

    /** The JSON of an outcome; its model has no path, name and version if none is published. */
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
