package io.seiche.cli;

import io.seiche.configuration.Configuration;
import io.seiche.evaluation.Scorecard;
import io.seiche.job.TrainingJob;
import io.seiche.job.TrainingOutcome;
import io.seiche.report.ReportData;
import io.seiche.series.DataFacts;
import io.seiche.series.Span;
import io.seiche.series.TimeAxis;
import io.seiche.table.Source;
import io.seiche.training.History;
import io.seiche.training.RoundTiming;
import io.seiche.training.Trained;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a report shows, put together from what a run has come to. */
final class ReportPages {
    /** The page, beside the model. */
    static final String HTML = "report.html";

    /** What it shows, to make the page again. */
    static final String JSON = "report.json";

    private ReportPages() {}

    static ReportData of(TrainingJob job, TrainingOutcome outcome, Configuration configuration) {
        return new ReportData(
                new ReportData.Model(
                        job.name(),
                        "",
                        "",
                        job.network().layers(),
                        outcome.model().parameters().length,
                        outcome.model().sha256()),
                data(job, outcome.data()),
                training(outcome.trained()),
                outcome.scored().card().orElse(null),
                outcome.scored().card().map(Scorecard::verdict).orElse(null),
                outcome.scored().drawn(),
                outcome.model().lineage(),
                configuration.frozen());
    }

    /** The same once it has a version. */
    static ReportData published(ReportData page, int version, String path) {
        ReportData.Model model = page.model();
        return new ReportData(
                new ReportData.Model(
                        model.name(),
                        version == 0 ? "" : "version " + version,
                        path,
                        model.layers(),
                        model.parameters(),
                        model.sha256()),
                page.data(),
                page.training(),
                page.scores(),
                page.verdict(),
                page.drawn(),
                page.run(),
                page.configuration());
    }

    private static ReportData.Data data(TrainingJob job, DataFacts facts) {
        Map<String, Long> windows = new LinkedHashMap<>();
        for (Span span : Span.values()) {
            windows.put(span.name().toLowerCase(Locale.ROOT), facts.windows(span));
        }
        Map<String, Long> dropped = new LinkedHashMap<>();
        facts.dropped().forEach((reason, n) -> dropped.put(reason.text(), n));
        Source source = job.input().source();
        return new ReportData.Data(
                source.at(),
                facts.frequency().text(),
                facts.axis().kind() != TimeAxis.Kind.NUMBER,
                job.windows().lookback(),
                job.windows().horizon(),
                facts.rows(),
                facts.series(),
                windows,
                dropped,
                DataView.checks(facts));
    }

    private static ReportData.Training training(Trained trained) {
        List<History.Epoch> epochs = trained.history().epochs();
        return new ReportData.Training(
                epochs.size(),
                trained.history().rounds().size(),
                trained.plan().shards(),
                trained.plan().localSteps(),
                trained.seconds(),
                trained.samplesPerSecond(),
                epochs.stream().map(History.Epoch::loss).toList(),
                epochs.stream()
                        .map(History.Epoch::validationLoss)
                        .filter(loss -> !loss.isNaN())
                        .toList(),
                trained.epoch(),
                trained.sha256(),
                round(trained.meanRoundTiming()));
    }

    private static Map<String, Double> round(RoundTiming timing) {
        Map<String, Double> round = new LinkedHashMap<>();
        round.put("compute", timing.compute());
        round.put("broadcast", timing.broadcast());
        round.put("collect", timing.collect());
        round.put("idle", timing.idle());
        return round;
    }
}
