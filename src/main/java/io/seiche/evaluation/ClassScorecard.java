package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.metrics.ClassMetrics;
import io.seiche.evaluation.metrics.ForecasterScore;
import io.seiche.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The scores of a classifier on the test windows, beside always predicting the most frequent class of the training windows
 * and beside predicting the class of the row before.
 *
 * @param tested the windows that were scored
 * @param label source of the class, as the configuration writes it
 * @param classes the classes in order, and the network's scores on each
 * @param network the network's scores
 * @param baselines the baselines' scores
 * @param confusion {@code [actual][predicted]}: numbers of test windows; one row more than there are classes where some
 *     windows are of classes the model does not know
 * @param validation the network's metrics on validation windows; null without any
 */
@JsonTypeName("classify")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClassScorecard(
        @JsonUnwrapped Tested tested,
        String label,
        List<PerClass> classes,
        ClassifierScore network,
        List<ClassifierScore> baselines,
        List<List<Long>> confusion,
        ClassMetrics validation)
        implements Scorecard {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Most classes whose confusion is printed on a terminal. */
    private static final int PRINTED = 12;

    /**
     * The scores of one classifier.
     *
     * @param name {@code network}, {@code majority} or {@code previous}
     * @param words its method
     * @param metrics over all windows
     * @param standardErrors the network's accuracy less this one's, in standard errors; below 2 in size the difference may
     *     be chance; null for the network itself, and where it cannot be computed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClassifierScore(String name, String words, ClassMetrics metrics, Double standardErrors)
            implements ForecasterScore {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = metrics.toJson();
            return name.equals(NETWORK) ? json : json.put("standardErrors", standardErrors);
        }

        @Override
        public List<String> row() {
            List<String> row = new ArrayList<>(List.of(name));
            row.addAll(metrics.row());
            row.add(words);
            return row;
        }
    }

    /**
     * The network's scores on one class.
     *
     * @param name the class
     * @param training number of training windows of it
     * @param windows number of test windows of it
     * @param precision of the test windows predicted to be of it, the share that are
     * @param recall of its test windows, the share predicted to be
     * @param f1 2 correct / (actual + predicted)
     * @param auc against all other classes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PerClass(
            String name, long training, long windows, Double precision, Double recall, Double f1, Double auc) {}

    @Override
    @JsonIgnore
    public Verdict verdict() {
        return ClassVerdict.of(this);
    }

    @Override
    public List<String> heading() {
        List<String> heading = new ArrayList<>(List.of(""));
        heading.addAll(ClassMetrics.heading());
        heading.add("says");
        return heading;
    }

    private static String cell(Double value) {
        return value == null ? "-" : Numbers.show(value);
    }

    /** Returns the confusion matrix, where there are few classes. */
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
        return Optional.ofNullable(validation).map(ClassMetrics::toJson);
    }

    @Override
    public void details(ObjectNode json) {
        json.put("label", label);
        json.set("classes", JSON.valueToTree(classes));
        json.set("confusion", JSON.valueToTree(confusion));
    }
}
