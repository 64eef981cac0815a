package io.seiche.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.model.Model;
import io.seiche.series.Category;
import io.seiche.store.LoadedModel;
import io.seiche.store.StorageException;
import java.io.IOException;
import java.util.Locale;

/** The description of a model as text and as JSON. */
final class ModelView {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelView() {}

    /** The object {@code model} of the JSON that commands write. */
    static ObjectNode facts(LoadedModel opened) {
        Model model = opened.model();
        return JSON.createObjectNode()
                .put("path", opened.path())
                .put("name", model.name())
                .put("version", opened.version())
                .put("parameters", model.parameters())
                .put("sha256", model.sha256());
    }

    /** The model card. */
    static ObjectNode json(String command, LoadedModel opened) {
        ObjectNode json = JSON.createObjectNode().put("command", command);
        json.set("model", facts(opened));
        json.set("description", read(opened, "model.json"));
        if (opened.files().containsKey("metrics.json")) {
            json.set("metrics", read(opened, "metrics.json"));
        }
        return json;
    }

    private static JsonNode read(LoadedModel opened, String file) {
        try {
            return JSON.readTree(opened.files().get(file));
        } catch (JsonProcessingException damaged) {
            throw new StorageException(
                    opened.path() + "/" + file + " is not JSON: " + damaged.getOriginalMessage(), damaged);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A row that Spark has written as JSON. */
    static JsonNode read(String row) {
        try {
            return JSON.readTree(row);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The model card in words. */
    static String card(LoadedModel opened) {
        Model model = opened.model();
        var columns = model.preparation().columns();
        TextTable card = new TextTable()
                .row("name", model.name())
                .row("version", opened.version() == 0 ? "a directory of its own" : "version " + opened.version())
                .row("path", opened.path())
                .row("sha256", model.sha256())
                .row("network", model.layers())
                .row("parameters", String.format(Locale.ROOT, "%,d", model.parameters()))
                .row("task", model.task().text())
                .row("loss", model.loss())
                .row(
                        "windows",
                        "lookback " + model.windows().lookback() + ", horizon "
                                + model.windows().horizon())
                .row("targets", String.join(", ", columns.targets()));
        model.facts().forEach(card::row);
        if (!columns.past().isEmpty()) {
            card.row("past covariates", String.join(", ", columns.past()));
        }
        if (!columns.future().isEmpty()) {
            card.row("future covariates", String.join(", ", columns.future()));
        }
        if (columns.calendar().present()) {
            card.row("calendar inputs", columns.calendar().text());
        }
        if (!columns.statics().isEmpty()) {
            card.row("static covariates", String.join(", ", columns.statics()));
        }
        for (Category category : columns.categories()) {
            card.row("category", category.name() + ", " + category.values().size() + " values");
        }
        card.row("frequency", model.preparation().series().frequency().text());
        model.lineage().forEach(card::row);
        return card.toString();
    }
}
