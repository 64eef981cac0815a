package io.seiche.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.Scorecard;
import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.series.DataFacts;
import io.seiche.task.Scored;
import io.seiche.training.History;
import io.seiche.training.RoundTiming;
import io.seiche.training.Trained;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outcome of a training job.
 *
 * @param model ready to be published
 * @param data facts about the table
 * @param trained course and result of the training
 * @param scored scores of the model
 */
public record TrainingOutcome(Model model, DataFacts data, Trained trained, Scored scored) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The objects {@code data}, {@code training}, {@code validation} and {@code test} of the JSON that {@code train}
     * prints; it is also the model directory's {@code metrics.json}.
     */
    public ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.set("data", DataJson.summary(data));
        json.set("training", trainingJson());
        validation(json);
        scored.card().ifPresent(card -> json.set("test", card.toJson()));
        return json;
    }

    /** The facts of a training that are single values, by name: the model's lineage has some of them too. */
    static ObjectNode facts(Trained trained) {
        return JSON.createObjectNode()
                .put("epochs", trained.history().epochs().size())
                .put("epoch", trained.epoch())
                .put("rounds", trained.history().rounds().size())
                .put("shards", trained.plan().shards())
                .put("localSteps", trained.plan().localSteps())
                .put("seconds", trained.seconds())
                .put("samplesPerSecond", trained.samplesPerSecond())
                .put("sha256", trained.sha256());
    }

    /** The object {@code training} of the JSON. */
    ObjectNode trainingJson() {
        ObjectNode json = JSON.createObjectNode().put("task", model.task().text());
        json.setAll(facts(trained));
        RoundTiming each = trained.meanRoundTiming();
        json.putObject("round")
                .put("compute", each.compute())
                .put("broadcast", each.broadcast())
                .put("collect", each.collect())
                .put("idle", each.idle());
        String run = model.lineage().get("training.run");
        if (run != null) {
            json.put("run", run)
                    .put(
                            "resumedAfterRound",
                            Integer.parseInt(model.lineage().getOrDefault("training.resumedAfterRound", "0")));
        }
        ArrayNode loss = json.putArray("loss");
        ArrayNode validationLoss = json.putArray("validationLoss");
        for (History.Epoch epoch : trained.history().epochs()) {
            loss.add(epoch.loss());
            if (!Double.isNaN(epoch.validationLoss())) {
                validationLoss.add(epoch.validationLoss());
            }
        }
        return json;
    }

    /** In the table's units where the scorecard has them; what training itself watched is on scaled values. */
    private void validation(ObjectNode json) {
        trained.validation().ifPresent(errors -> {
            ObjectNode validation = json.putObject("validation");
            Optional<ObjectNode> figures = scored.card().flatMap(Scorecard::validationJson);
            figures.ifPresent(validation::setAll);
            validation.put("loss", errors.loss());
            if (figures.isEmpty() && Double.isFinite(errors.mse())) {
                validation.putObject("scaled").put("mse", errors.mse()).put("mae", errors.mae());
            }
        });
    }

    /** The model directory: the model's own files, {@code metrics.json}, {@code history.csv} and {@code rounds.csv}. */
    public SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>(ModelFormat.write(model));
        try {
            String metrics = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n";
            files.put("metrics.json", metrics.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        files.put(HistoryCsv.FILE, HistoryCsv.write(trained.history().epochs()));
        files.put(
                HistoryCsv.ROUNDS_FILE, HistoryCsv.writeRounds(trained.history().rounds()));
        return files;
    }
}
