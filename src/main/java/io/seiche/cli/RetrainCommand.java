package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.Configuration;
import io.seiche.configuration.HadoopSettings;
import io.seiche.evaluation.ChampionGate;
import io.seiche.job.Publication;
import io.seiche.job.RetrainingJob;
import io.seiche.job.TrainingJob;
import io.seiche.store.LoadedModel;
import io.seiche.store.ModelReference;
import io.seiche.store.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seiche retrain}: a challenger on the newest rows, published and promoted if it beats the champion. */
@Command(
        name = "retrain",
        description = {
            "The scheduled job. Train a challenger on the newest rows (retrain.span), starting from the champion's"
                    + " parameters; score it, the champion and the baselines on the same fresh test span (split.test);"
                    + " publish and promote it if its error lies below the champion's by retrain.margin and is not above"
                    + " that of repeating the last value. Otherwise nothing changes.",
            "",
            "The champion is what readers of STORE/NAME are given: the version last promoted, or where none was, the"
                    + " newest. Where nothing is published yet, the challenger has to beat repeating the last value.",
            "",
            "Exit codes: 0 promoted, 6 another run promoted a version meanwhile, 7 the champion was kept (also when"
                    + " there was nothing new to learn from).",
            ""
        },
        footer = {
            "  seiche retrain --conf conf/chicago-nightly.conf",
            "  seiche retrain --conf conf/chicago-nightly.conf --set retrain.span=730d --set retrain.margin=0.02"
                    + " --json -"
        })
final class RetrainCommand extends SeicheCommand {
    private static final String NAME = "retrain";

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() throws InterruptedException {
        Output output = output();
        Configuration asked = configuration.read();
        Publication.check(asked);
        Configuration given = ConfigurationOptions.settled(
                asked, NAME, shared, spec.commandLine().getErr(), 0);
        TrainingJob job = TrainingJob.of(given);
        Publication publication = Publication.of(given, job);
        Optional<ModelVersion> champion = publication.store().aliases().champion();
        Optional<LoadedModel> opened = champion.map(model ->
                new ModelReference(publication.store().path() + "@" + model.version()).open(HadoopSettings.read()));
        RetrainingJob retraining = RetrainingJob.of(
                given,
                opened.map(model -> new RetrainingJob.Served(model.version(), model.model())),
                opened.filter(model -> isOf(model, given))
                        .map(model -> model.model().lineage().get(RetrainingJob.FINGERPRINT)));
        Optional<RetrainingJob.RetrainingOutcome> outcome;
        try (Progress progress = Progress.on(spec.commandLine().getErr(), shared)) {
            outcome = retraining.run(
                    Session.open(NAME + " " + job.name(), shared, job.series().timeZone()), progress);
        }
        if (outcome.isEmpty()) {
            ModelVersion same = champion.orElseThrow();
            String words = "Nothing new: version " + same.version()
                    + ", the champion, was trained on the same rows with" + " the same configuration. It stays.\n";
            ObjectNode json = new ObjectMapper().createObjectNode().put("command", NAME);
            json.putObject(NAME)
                    .put("promoted", false)
                    .put("reason", "nothing new to learn from")
                    .putObject("champion")
                    .put("version", same.version())
                    .put("path", same.path());
            output.results(words, json);
            return ExitCode.KEPT.number();
        }
        return decide(outcome.get(), champion, publication, output).number();
    }

    /** Returns true if a model was trained with the given configuration. */
    private static boolean isOf(LoadedModel model, Configuration given) {
        return Arrays.equals(
                model.files().get(Publication.CONFIGURATION), given.frozen().getBytes(StandardCharsets.UTF_8));
    }

    private ExitCode decide(
            RetrainingJob.RetrainingOutcome outcome,
            Optional<ModelVersion> champion,
            Publication publication,
            Output output) {
        ChampionGate gate = outcome.gate();
        Optional<ModelVersion> published = Optional.empty();
        ExitCode code = ExitCode.KEPT;
        if (gate.promoted()) {
            SortedMap<String, String> lineage = lineage(outcome, champion);
            published = Optional.of(publication.add(NAME, outcome.challenger(), lineage, Optional.empty()));
            boolean promoted = publication
                    .store()
                    .aliases()
                    .promote(
                            published.get(),
                            champion,
                            new TreeMap<>(Map.of(Publication.COMMAND, NAME, "retrain.reason", gate.reason())));
            code = promoted ? ExitCode.DONE : ExitCode.SUPERSEDED;
            publication.collect();
        }
        publication.report(outcome.challenger(), published);
        output.results(
                PublicationView.text(outcome.challenger(), TrainCommand.words(outcome.challenger()))
                        + RetrainView.verdict(
                                code,
                                outcome,
                                champion,
                                published.map(version -> PublicationView.published(publication, version))),
                RetrainView.json(code, outcome, champion, published));
        return code;
    }

    private static SortedMap<String, String> lineage(
            RetrainingJob.RetrainingOutcome outcome, Optional<ModelVersion> champion) {
        ChampionGate gate = outcome.gate();
        SortedMap<String, String> lineage = new TreeMap<>();
        champion.ifPresent(parent -> lineage.put("retrain.parent", "" + parent.version()));
        lineage.put("retrain.start", outcome.warm() ? "champion" : "fresh");
        lineage.put("retrain.measure", gate.measure());
        lineage.put("retrain.margin", "" + gate.margin());
        lineage.put("retrain.challenger", "" + gate.challenger());
        lineage.put("retrain.champion", "" + gate.champion());
        lineage.put("retrain.reason", gate.reason());
        return lineage;
    }
}
