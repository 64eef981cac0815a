package io.seiche.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.cell.Initial;
import io.seiche.evaluation.GroupFactors;
import io.seiche.evaluation.Interval;
import io.seiche.evaluation.SeriesGroups;
import io.seiche.evaluation.Variation;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Calendar;
import io.seiche.series.Category;
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
import io.seiche.series.TimeFormat;
import io.seiche.series.Transform;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.Forecasting;
import io.seiche.task.Tasks;
import io.seiche.text.JsonFields;
import io.seiche.text.StrictJson;
import io.seiche.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text of {@code model.json}: everything of a model but the numbers of its parameters, and the hash of the file they
 * are in. A model of one member is of format 1, one of several of format 2, which lists {@code members}.
 */
final class Description {
    private static final String ONE = "seiche-model/1";
    private static final String SEVERAL = "seiche-model/2";

    private Description() {}

    /** Reads the parameters of the members. */
    @FunctionalInterface
    interface Loader {
        /**
         * The members of these networks.
         *
         * @param inputs features each of them reads
         * @param sha256 of the file the parameters are in
         */
        List<Member> members(List<NetworkSpec> networks, int inputs, String sha256);
    }

    static byte[] write(Model model, String sha256) {
        Preparation preparation = model.preparation();
        boolean one = model.members().size() == 1;
        ObjectNode root = StrictJson.object()
                .put("format", one ? ONE : SEVERAL)
                .put("name", model.name())
                .put("task", model.task().text());
        ObjectNode network = root.putObject("network");
        if (one) {
            network.put("layers", model.members().get(0).network().layers());
        }
        network.put("inputs", preparation.columns().inputs()).put("parameters", model.parameters());
        if (one) {
            initial(network, model.members().get(0));
        }
        network.put("loss", model.loss());
        if (!one) {
            ArrayNode members = root.putArray("members");
            for (Member member : model.members()) {
                initial(members.addObject().put("layers", member.network().layers()), member);
            }
        }
        root.putObject("files").put(ModelFormat.PARAMETERS, sha256);
        ObjectNode window = root.putObject("window")
                .put("lookback", model.windows().lookback())
                .put("horizon", model.windows().horizon())
                .put("stride", model.windows().stride())
                .put("normalize", model.windows().normalize().text())
                .put("everyStep", model.windows().everyStep());
        if (model.windows().minimum() != model.windows().lookback()) {
            window.put("minimum", model.windows().minimum());
        }
        if (model.windows().context() > 0) {
            window.put("context", model.windows().context());
        }
        ObjectNode columns = columns(preparation);
        model.task().describe(root, columns, preparation.columns(), model.vocabulary());
        root.set("columns", columns);
        series(root.putObject("series"), preparation);
        if (preparation.fitted().statics() != null) {
            scaler(root.putObject("statics"), preparation.fitted().statics());
        }
        if (preparation.fitted().shared() != null) {
            scaler(root.putObject("shared"), preparation.fitted().shared());
        }
        ObjectNode scalers = root.putObject("scalers");
        preparation.fitted().bySeries().forEach((series, scaler) -> scaler(scalers.putObject(series), scaler));
        ObjectNode intervals = root.putObject("intervals");
        model.intervals().forEach((percent, interval) -> interval(intervals, percent.toString(), interval));
        ObjectNode lineage = root.putObject("lineage");
        model.lineage().forEach(lineage::put);
        return StrictJson.file(root);
    }

    private static void initial(ObjectNode node, Member member) {
        node.put("chrono", member.network().initial().chrono())
                .put("forgetBias", member.network().initial().forgetBias());
    }

    private static ObjectNode columns(Preparation preparation) {
        ObjectNode node = StrictJson.object().put("id", preparation.id()).put("time", preparation.time());
        if (preparation.wide() != null) {
            preparation.wide().forEach(node.putArray("wide")::add);
        }
        Columns columns = preparation.columns();
        columns.targets().forEach(node.putArray("targets")::add);
        columns.past().forEach(node.putArray("past")::add);
        columns.future().forEach(node.putArray("future")::add);
        columns.statics().forEach(node.putArray("static")::add);
        if (!columns.categories().isEmpty()) {
            ArrayNode all = node.putArray("categories");
            for (Category category : columns.categories()) {
                ArrayNode values = all.addObject().put("name", category.name()).putArray("values");
                category.values().forEach(values::add);
            }
        }
        if (columns.calendar().present()) {
            columns.calendar().words().forEach(node.putArray("calendar")::add);
        }
        if (!preparation.missing().isEmpty()) {
            preparation.missing().forEach(node.putArray("missingValues")::add);
        }
        return node;
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
        if (!preparation.axis().format().isAuto()) {
            node.put("timesFormat", preparation.axis().format().text());
        }
    }

    private static void scaler(ObjectNode node, Scaler scaler) {
        numbers(node.putArray("center"), scaler.center());
        numbers(node.putArray("scale"), scaler.scale());
    }

    /** A symmetric interval that does not vary is written as its half widths, as in earlier versions. */
    private static void interval(ObjectNode all, String percent, Interval interval) {
        Interval symmetric = Interval.symmetric(interval.percent(), interval.high());
        if (Arrays.equals(interval.low(), symmetric.low())
                && !interval.factors().present()
                && interval.variation().equals(symmetric.variation())) {
            numbers(all.putArray(percent), interval.high());
            return;
        }
        ObjectNode node = all.putObject(percent);
        numbers(node.putArray("low"), interval.low());
        numbers(node.putArray("high"), interval.high());
        node.putObject("variation")
                .put("rows", interval.variation().rows())
                .put("lag", interval.variation().lag())
                .put("typical", interval.variation().typical());
        if (interval.factors().present()) {
            ObjectNode groups = node.putObject("groups")
                    .put("by", interval.factors().groups().text());
            ObjectNode factors = groups.putObject("factors");
            interval.factors().ends().forEach((group, ends) -> numbers(factors.putArray(group), ends));
        }
    }

    private static GroupFactors factors(JsonFields fields) {
        JsonFields all = fields.object("factors");
        SortedMap<String, double[]> factors = new TreeMap<>();
        all.names().forEach(group -> factors.put(group, all.numbers(group)));
        return new GroupFactors(new SeriesGroups(fields.text("by")), factors);
    }

    /** Reads the intervals; earlier versions wrote a list of half widths for each. */
    private static SortedMap<Integer, Interval> intervals(JsonFields all) {
        SortedMap<Integer, Interval> intervals = new TreeMap<>();
        for (String name : all.names()) {
            int percent = Integer.parseInt(name);
            if (all.isObject(name)) {
                JsonFields one = all.object(name);
                JsonFields variation = one.object("variation");
                intervals.put(
                        percent,
                        new Interval(
                                percent,
                                one.numbers("low"),
                                one.numbers("high"),
                                new Variation(
                                        variation.integer("rows"),
                                        variation.integer("lag"),
                                        variation.number("typical")),
                                one.has("groups") ? factors(one.object("groups")) : GroupFactors.NONE));
            } else {
                intervals.put(percent, Interval.symmetric(percent, all.numbers(name)));
            }
        }
        return intervals;
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
     * @throws IllegalArgumentException if the parts do not belong together
     */
    static Model read(byte[] json, Loader parameters) {
        JsonFields root = JsonFields.of(
                json,
                (what, cause) -> new ModelFormatException(
                        ModelFormat.DESCRIPTION + ": " + what + "; copy the model again", cause));
        String format = root.text("format");
        if (!format.equals(ONE) && !format.equals(SEVERAL)) {
            throw new ModelFormatException(ModelFormat.DESCRIPTION + " must be of format " + ONE + " or " + SEVERAL
                    + ", was " + format + "; read it with the Seiche that wrote it");
        }
        Goal goal;
        Preparation preparation;
        List<NetworkSpec> networks;
        SortedMap<Integer, Interval> intervals;
        try {
            goal = goal(root);
            preparation = preparation(root);
            networks = format.equals(ONE)
                    ? List.of(network(root.object("network")))
                    : root.objects("members").stream().map(Description::network).toList();
            intervals = intervals(root.object("intervals"));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(ModelFormat.DESCRIPTION + " is not usable: " + e.getMessage(), e);
        }
        SortedMap<String, String> lineage = root.textsByName("lineage");
        String name = root.text("name");
        String sha256 = root.object("files").text(ModelFormat.PARAMETERS);
        List<Member> members =
                parameters.members(networks, preparation.columns().inputs(), sha256);
        return new Model(name, goal, preparation, members, intervals, lineage);
    }

    private static NetworkSpec network(JsonFields fields) {
        return new NetworkSpec(fields.text("layers"), new Initial(fields.flag("chrono"), fields.number("forgetBias")));
    }

    private static Goal goal(JsonFields root) {
        JsonFields window = root.object("window");
        return new Goal(
                root.has("task") ? Tasks.parse(root.text("task")) : new Forecasting(),
                root.has("vocabulary") ? new Vocabulary(root.texts("vocabulary")) : Vocabulary.NONE,
                root.object("network").text("loss"),
                new WindowSpec(
                        window.integer("lookback"),
                        window.integer("horizon"),
                        window.integer("stride"),
                        Normalizers.parse(window.text("normalize")),
                        window.has("everyStep") && window.flag("everyStep"),
                        window.has("minimum") ? window.integer("minimum") : window.integer("lookback"),
                        window.has("context") ? window.integer("context") : 0));
    }

    private static Preparation preparation(JsonFields root) {
        JsonFields columns = root.object("columns");
        JsonFields series = root.object("series");
        JsonFields scalers = root.object("scalers");
        SortedMap<String, Scaler> bySeries = new TreeMap<>();
        scalers.names().forEach(id -> bySeries.put(id, scaler(scalers.object(id))));
        TimeAxis axis = new TimeAxis(
                series.option("times", TimeAxis.TimeKind.class),
                SeriesSpec.zone(series.text("timesZone")),
                series.has("timesFormat") ? TimeFormat.parse(series.text("timesFormat")) : TimeFormat.AUTO);
        Calendar calendar = columns.has("calendar")
                ? new Calendar(false, Calendar.parse(columns.texts("calendar")).parts(), axis.zone())
                : Calendar.NONE;
        return new Preparation(
                columns.text("id"),
                columns.text("time"),
                columns.has("wide") ? columns.texts("wide") : null,
                new Columns(
                        columns.texts("targets"),
                        columns.texts("past"),
                        columns.texts("future"),
                        columns.texts("static"),
                        columns.has("categories") ? categories(columns.objects("categories")) : List.of(),
                        columns.has("label") ? label(columns.object("label")) : Label.NONE,
                        calendar),
                columns.has("missingValues")
                        ? Arrays.stream(columns.numbers("missingValues"))
                                .boxed()
                                .toList()
                        : List.of(),
                new SeriesSpec(
                        Frequency.parse(series.text("frequency")),
                        Gaps.parse(series.text("gaps")),
                        Duplicates.parse(Duplicates.current(series.text("duplicates"))),
                        Missing.parse(series.text("missing")),
                        Transform.parse(series.text("transform")),
                        Scale.parse(series.text("scale")),
                        ScaleBy.parse(series.text("scaleBy")),
                        SeriesSpec.zone(series.text("timeZone"))),
                axis,
                new FittedScalers(
                        root.has("shared") ? scaler(root.object("shared")) : null,
                        bySeries,
                        root.has("statics") ? scaler(root.object("statics")) : null));
    }

    private static List<Category> categories(List<JsonFields> all) {
        return all.stream()
                .map(fields -> new Category(fields.text("name"), fields.texts("values")))
                .toList();
    }

    private static Label label(JsonFields fields) {
        return Label.parse(fields.text("from")).with(fields.texts("classes"));
    }

    private static Scaler scaler(JsonFields fields) {
        return new Scaler(fields.numbers("center"), fields.numbers("scale"));
    }
}
