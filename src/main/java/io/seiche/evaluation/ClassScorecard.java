package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.metrics.ClassMetrics;
import io.seiche.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the network did where test windows have a class, beside saying the commonest class of the training windows, and
 * saying again the class of the row before.
 *
 * @param windows test windows scored, each once
 * @param series how many series were scored
 * @param label where the class comes from, as the configuration writes it
 * @param classes what there is to say, in order, and how the network says it
 * @param network the network's scores
 * @param baselines the others'
 * @param confusion {@code [came][said]}: test windows of each class, by the class the network said; one row more than
 *     there are classes where windows came whose class the model does not know
 * @param validation the network on validation windows; null without any
 * @param notes what a reader should know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClassScorecard(
        long windows,
        long series,
        String label,
        List<ClassScore> classes,
        Score network,
        List<Score> baselines,
        List<List<Long>> confusion,
        ClassMetrics validation,
        List<String> notes)
        implements Scorecard {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Classes whose confusion is printed on a terminal. */
    private static final int PRINTED = 12;

    /**
     * One way to say classes.
     *
     * @param name {@code network}, {@code majority} or {@code previous}
     * @param words what it does
     * @param metrics over everything
     * @param standardErrors how many standard errors the network's accuracy lies above this one's; below 2 in size the
     *     difference may be chance; null for the network itself, and where it cannot be said
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Score(String name, String words, ClassMetrics metrics, Double standardErrors) {}

    /**
     * A class, and how well the network tells it.
     *
     * @param name the class
     * @param training training windows of it
     * @param windows test windows of it
     * @param precision of the test windows said to be of it, the share that were
     * @param recall of its test windows, the share said to be
     * @param f1 2 right / (came + said)
     * @param auc against all other classes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClassScore(
            String name, long training, long windows, Double precision, Double recall, Double f1, Double auc) {}

    @Override
    @JsonIgnore
    public Verdict verdict() {
        return ClassVerdict.of(this);
    }

    @Override
    @JsonIgnore
    public List<List<String>> table() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("", "accuracy %", "macro F1", "AUC", "log loss", "says"));
        table.add(row(network));
        baselines.forEach(score -> table.add(row(score)));
        return table;
    }

    private static List<String> row(Score score) {
        ClassMetrics metrics = score.metrics();
        return List.of(
                score.name(),
                String.format(Locale.ROOT, "%.2f", 100 * metrics.accuracy()),
                cell(metrics.f1()),
                cell(metrics.auc()),
                cell(metrics.logLoss()),
                score.words());
    }

    private static String cell(Double figure) {
        return figure == null ? "-" : Numbers.show(figure);
    }

    /** Which class was said of the windows of each, where there are few. */
    @Override
    @JsonIgnore
    public List<List<String>> detail() {
        if (classes.size() > PRINTED) {
            return List.of();
        }
        List<List<String>> table = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of("came \\ said"));
        classes.forEach(one -> heading.add(one.name()));
        heading.addAll(List.of("precision", "recall", "F1"));
        table.add(heading);
        for (int c = 0; c < confusion.size(); c++) {
            boolean known = c < classes.size();
            List<String> row = new ArrayList<>(List.of(known ? classes.get(c).name() : "(unknown)"));
            confusion.get(c).forEach(n -> row.add(String.format(Locale.ROOT, "%,d", n)));
            row.add(known ? cell(classes.get(c).precision()) : "");
            row.add(known ? cell(classes.get(c).recall()) : "");
            row.add(known ? cell(classes.get(c).f1()) : "");
            table.add(row);
        }
        return table;
    }

    @Override
    public Optional<ObjectNode> validationJson() {
        return Optional.ofNullable(validation).map(JSON::<ObjectNode>valueToTree);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode out = JSON.valueToTree(network.metrics());
        out.put("windows", windows);
        out.put("verdict", verdict().sentence());
        out.put("label", label);
        out.set("classes", JSON.valueToTree(classes));
        out.set("confusion", JSON.valueToTree(confusion));
        ObjectNode beside = out.putObject("baselines");
        for (Score score : baselines) {
            ObjectNode one = JSON.valueToTree(score.metrics());
            one.set("standardErrors", JSON.valueToTree(score.standardErrors()));
            beside.set(score.name(), one);
        }
        out.put("series", series);
        out.set("notes", JSON.valueToTree(notes));
        return out;
    }
}
