package io.seiche.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.cell.Initial;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Duplicates;
import io.seiche.series.Frequency;
import io.seiche.series.Gaps;
import io.seiche.series.Label;
import io.seiche.series.Missing;
import io.seiche.series.Normalizers;
import io.seiche.series.Scale;
import io.seiche.series.ScaleBy;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesSpec;
import io.seiche.series.TimeAxis;
import io.seiche.series.Transform;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.Forecasting;
import io.seiche.task.Task;
import io.seiche.task.Tasks;
import io.seiche.text.StrictJson;
import io.seiche.text.Words;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code model.json} holds: a model without its parameters, and the hash of the file they are in.
 *
 * @param sha256 of model.safetensors
 */
record Description(
        String name,
        Task task,
        Vocabulary vocabulary,
        NetworkSpec network,
        String loss,
        WindowSpec windows,
        Preparation preparation,
        SortedMap<Integer, double[]> intervals,
        SortedMap<String, String> lineage,
        String sha256) {
    private static final String FORMAT = "seiche-model/1";

    Model model(float[] parameters) {
        return new Model(name, task, vocabulary, network, loss, windows, preparation, intervals, lineage, parameters);
    }

    static byte[] write(Model model, String sha256) {
        Preparation preparation = model.preparation();
        ObjectNode root = StrictJson.object()
                .put("format", FORMAT)
                .put("name", model.name())
                .put("task", model.task().text());
        root.putObject("network")
                .put("layers", model.network().layers())
                .put("inputs", preparation.columns().inputs())
                .put("parameters", model.parameters().length)
                .put("chrono", model.network().initial().chrono())
                .put("forgetBias", model.network().initial().forgetBias())
                .put("loss", model.loss());
        root.putObject("files").put(ModelFormat.PARAMETERS, sha256);
        root.putObject("window")
                .put("lookback", model.windows().lookback())
                .put("horizon", model.windows().horizon())
                .put("stride", model.windows().stride())
                .put("normalize", model.windows().normalize().text())
                .put("everyStep", model.windows().everyStep());
        if (model.task().readsItems()) {
            model.vocabulary().items().forEach(root.putArray("vocabulary")::add);
        }
        columns(root.putObject("columns"), preparation);
        series(root.putObject("series"), preparation);
        if (preparation.statics() != null) {
            scaler(root.putObject("statics"), preparation.statics());
        }
        if (preparation.shared() != null) {
            scaler(root.putObject("shared"), preparation.shared());
        }
        ObjectNode scalers = root.putObject("scalers");
        preparation.scalers().forEach((series, scaler) -> scaler(scalers.putObject(series), scaler));
        ObjectNode intervals = root.putObject("intervals");
        model.intervals().forEach((percent, widths) -> numbers(intervals.putArray(percent.toString()), widths));
        ObjectNode lineage = root.putObject("lineage");
        model.lineage().forEach(lineage::put);
        return StrictJson.file(root);
    }

    private static void columns(ObjectNode node, Preparation preparation) {
        node.put("id", preparation.id()).put("time", preparation.time());
        if (preparation.wide() != null) {
            preparation.wide().forEach(node.putArray("wide")::add);
        }
        Columns columns = preparation.columns();
        columns.targets().forEach(node.putArray("targets")::add);
        columns.past().forEach(node.putArray("past")::add);
        columns.future().forEach(node.putArray("future")::add);
        columns.statics().forEach(node.putArray("static")::add);
        if (columns.label().present()) {
            ObjectNode label =
                    node.putObject("label").put("from", columns.label().text());
            columns.label().classes().forEach(label.putArray("classes")::add);
        }
    }

    private static void series(ObjectNode node, Preparation preparation) {
        SeriesSpec series = preparation.series();
        node.put("frequency", series.frequency().text())
                .put("gaps", series.gaps().text())
                .put("duplicates", series.duplicates().text())
                .put("missing", series.missing().text())
                .put("transform", series.transform().text())
                .put("scale", series.scale().text())
                .put("scaleBy", series.scaleBy().text())
                .put("timeZone", series.timeZone().getId())
                .put("times", Words.of(preparation.axis().kind()))
                .put("timesZone", preparation.axis().zone().getId());
    }

    private static void scaler(ObjectNode node, Scaler scaler) {
        numbers(node.putArray("center"), scaler.center());
        numbers(node.putArray("scale"), scaler.scale());
    }

    private static void numbers(ArrayNode array, double[] numbers) {
        for (double number : numbers) {
            array.add(number);
        }
    }

    /**
     * Reads a {@code model.json}.
     *
     * @throws ModelFormatException naming the field that is not what it must be
     */
    static Description read(byte[] json) {
        Fields root = Fields.of(json, ModelFormat.DESCRIPTION);
        if (!root.text("format").equals(FORMAT)) {
            throw new ModelFormatException(ModelFormat.DESCRIPTION + " must be of format " + FORMAT + ", was "
                    + root.text("format") + "; read it with the Seiche that wrote it");
        }
        try {
            Fields network = root.object("network");
            Fields window = root.object("window");
            SortedMap<Integer, double[]> intervals = new TreeMap<>();
            Fields widths = root.object("intervals");
            widths.names().forEach(percent -> intervals.put(Integer.valueOf(percent), widths.numbers(percent)));
            SortedMap<String, String> lineage = new TreeMap<>();
            Fields facts = root.object("lineage");
            facts.names().forEach(fact -> lineage.put(fact, facts.text(fact)));
            return new Description(
                    root.text("name"),
                    root.has("task") ? Tasks.parse(root.text("task")) : new Forecasting(),
                    root.has("vocabulary") ? new Vocabulary(root.texts("vocabulary")) : Vocabulary.NONE,
                    new NetworkSpec(
                            network.text("layers"), new Initial(network.flag("chrono"), network.number("forgetBias"))),
                    network.text("loss"),
                    new WindowSpec(
                            window.integer("lookback"),
                            window.integer("horizon"),
                            window.integer("stride"),
                            Normalizers.parse(window.text("normalize")),
                            window.has("everyStep") && window.flag("everyStep")),
                    preparation(root),
                    intervals,
                    lineage,
                    root.object("files").text(ModelFormat.PARAMETERS));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(ModelFormat.DESCRIPTION + " is not usable: " + e.getMessage(), e);
        }
    }

    private static Preparation preparation(Fields root) {
        Fields columns = root.object("columns");
        Fields series = root.object("series");
        Fields scalers = root.object("scalers");
        SortedMap<String, Scaler> bySeries = new TreeMap<>();
        scalers.names().forEach(id -> bySeries.put(id, scaler(scalers.object(id))));
        return new Preparation(
                columns.text("id"),
                columns.text("time"),
                columns.has("wide") ? columns.texts("wide") : null,
                new Columns(
                        columns.texts("targets"),
                        columns.texts("past"),
                        columns.texts("future"),
                        columns.texts("static"),
                        columns.has("label") ? label(columns.object("label")) : Label.NONE),
                new SeriesSpec(
                        Frequency.parse(series.text("frequency")),
                        Gaps.parse(series.text("gaps")),
                        Duplicates.parse(series.text("duplicates")),
                        Missing.parse(series.text("missing")),
                        Transform.parse(series.text("transform")),
                        Scale.parse(series.text("scale")),
                        ScaleBy.parse(series.text("scaleBy")),
                        SeriesSpec.zone(series.text("timeZone"))),
                new TimeAxis(series.option("times", TimeAxis.Kind.class), SeriesSpec.zone(series.text("timesZone"))),
                root.has("shared") ? scaler(root.object("shared")) : null,
                bySeries,
                root.has("statics") ? scaler(root.object("statics")) : null);
    }

    private static Label label(Fields fields) {
        return Label.parse(fields.text("from")).with(fields.texts("classes"));
    }

    private static Scaler scaler(Fields fields) {
        return new Scaler(fields.numbers("center"), fields.numbers("scale"));
    }
}
