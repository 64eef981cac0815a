package io.seiche.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.ChampionGate;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.job.RetrainingJob;
import io.seiche.store.ModelVersion;
import java.util.Optional;

/** The outcome of a retraining as text and as JSON: both scores side by side, and the reason of the decision. */
final class RetrainView {
    private RetrainView() {}

    /** @param where the new version and the report are, if there is one */
    static String verdict(
            ExitCode code,
            RetrainingJob.RetrainingOutcome outcome,
            Optional<ModelVersion> champion,
            Optional<String> where) {
        String reason = outcome.gate().reason() + ".\n";
        String served = champion.map(model -> "version " + model.version()).orElse("nothing");
        return switch (code) {
            case DONE -> where.orElseThrow() + "Promoted: " + reason;
            case SUPERSEDED ->
                where.orElseThrow() + "Not promoted: readers are no longer given " + served
                        + ", which it was compared with; another run has promoted a version meanwhile. Run again to be"
                        + " compared with that one.\n";
            default -> (champion.isPresent() ? "Kept " + served + ", the champion: " : "Published nothing: ") + reason;
        };
    }

    static ObjectNode json(
            ExitCode code,
            RetrainingJob.RetrainingOutcome outcome,
            Optional<ModelVersion> champion,
            Optional<ModelVersion> published) {
        ChampionGate gate = outcome.gate();
        ObjectNode json = PublicationView.json("retrain", outcome.challenger(), published);
        ObjectNode retrain = json.putObject("retrain")
                .put("promoted", code == ExitCode.DONE)
                .put("superseded", code == ExitCode.SUPERSEDED)
                .put("reason", gate.reason())
                .put("measure", gate.measure())
                .put("margin", gate.margin())
                .put("start", outcome.warm() ? "champion" : "fresh");
        retrain.putObject("challenger").put("error", gate.challenger());
        champion.ifPresent(model -> {
            ObjectNode theirs = retrain.putObject("champion")
                    .put("version", model.version())
                    .put("path", model.path())
                    .put("error", gate.champion());
            outcome.champion().map(ForecastScorecard::toJson).ifPresent(card -> theirs.set("test", card));
        });
        return json;
    }
}
