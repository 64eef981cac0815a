package io.seiche.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.ClassCounts;
import io.seiche.evaluation.ClassEvaluation;
import io.seiche.evaluation.Interval;
import io.seiche.loss.Answers;
import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
import io.seiche.math.Sequence;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Gaps;
import io.seiche.series.Label;
import io.seiche.series.Missing;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Span;
import io.seiche.series.Targets;
import io.seiche.series.Transform;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.OutputRows.OutputColumn;
import io.seiche.task.Task.ScoringSpec;
import io.seiche.text.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells the class of a window ({@code input.label}): the probability of the second of two classes, or of each class. */
public record Classifying() implements Task {
    private static final long serialVersionUID = 1;

    private static final String BINARY = "binary-crossentropy";

    /** Classes named in a message. */
    private static final int NAMED = 8;

    @Override
    public String text() {
        return "classify";
    }

    @Override
    public Map<String, String> meaningless() {
        String reason = "classes are scored beside the majority class and the previous row's";
        Map<String, String> all = new TreeMap<>(Task.super.meaningless());
        List.of("evaluation.season", "evaluation.baselines", "evaluation.intervals")
                .forEach(key -> all.put(key, reason));
        all.put("training.signFlips", "the class of a mirrored window is not known; leave it out");
        return all;
    }

    @Override
    public Targets targets() {
        return Targets.windowClass();
    }

    @Override
    public String usualLayers(WindowSpec windows, Columns columns, String loss) {
        Label label = columns.label();
        int classes = label.classes().size();
        if (label.isColumn() && classes == 0) {
            throw Refusal.of(
                    "network.layers",
                    "must be given to tell the classes of column \"" + label.text()
                            + "\", which are not counted yet; end it with dense(CLASSES, softmax)");
        }
        boolean binary = classes <= 2 && !loss.equals("crossentropy");
        return USUAL_UNITS + (binary ? "dense(1, sigmoid)" : "dense(" + classes + ", softmax)");
    }

    @Override
    public String usualLoss(int outputs) {
        return outputs == 1 ? BINARY : "crossentropy";
    }

    @Override
    public Loss loss(String text, double... classWeights) {
        return Losses.ofClasses(text, classWeights);
    }

    @Override
    public SortedMap<String, String> facts(Columns columns, Vocabulary vocabulary) {
        return new TreeMap<>(Map.of(
                "label", columns.label().text(),
                "classes", String.join(", ", columns.label().classes())));
    }

    @Override
    public void describe(ObjectNode root, ObjectNode fields, Columns columns, Vocabulary vocabulary) {
        ObjectNode label = fields.putObject("label").put("from", columns.label().text());
        columns.label().classes().forEach(label.putArray("classes")::add);
    }

    @Override
    public boolean weighsClasses() {
        return true;
    }

    /** A class is not left out of a loss because the rows that it follows from were filled in. */
    @Override
    public void check(SeriesSpec series, WindowSpec windows, Loss loss) {
        if (series.missing() == Missing.MASK || series.gaps() == Gaps.MASK) {
            String key = series.missing() == Missing.MASK ? "series.missing" : "series.gaps";
            throw new Refusal(
                            key,
                            "not be mask with training.task = classify",
                            "mask",
                            "classes would follow from rows that the table does not have; set " + key + " = "
                                    + (key.endsWith("gaps") ? "break" : "drop"))
                    .with("training.task");
        }
    }

    @Override
    public void check(NetworkSpec network, int outputs, WindowSpec windows, Columns columns, Loss loss) {
        Label label = columns.label();
        if (!label.present()) {
            throw Refusal.of(
                            "input.label",
                            "must be given with training.task = classify: a column of"
                                    + " the table, rise(), rise(0.01) or above(30)")
                    .with("training.task");
        }
        boolean binary = loss.name().equals(BINARY);
        int classes = label.classes().size();
        String told = "the classes of " + label.text() + (classes == 0 ? "" : " (" + names(label.classes()) + ")");
        if (binary && classes > 2) {
            throw Refusal.of(
                            "network.layers",
                            "must end in dense(" + classes + ", softmax), and"
                                    + " training.loss be crossentropy, to tell " + told + "; it is " + network
                                    + " with " + BINARY)
                    .with("training.loss");
        }
        int wanted = binary ? 1 : classes == 0 ? outputs : classes;
        String head = binary ? "sigmoid" : "softmax";
        if (outputs != wanted || !network.head().equals(head)) {
            throw Refusal.of(
                    "network.layers",
                    "must end in dense(" + wanted + ", " + head + ") to tell " + told + " by " + loss.name()
                            + "; it is " + network);
        }
    }

    /** Reads every window once. */
    @Override
    public Scored score(ScoringPass pass, ScoringSpec spec) throws InterruptedException {
        if (spec.facts().windows(Span.TEST) == 0) {
            return Scored.NOTHING;
        }
        var evaluation = new ClassEvaluation(spec.windows(), spec.columns());
        return Scored.of(pass.merge((chunks, network) -> evaluation.tally(chunks, network), ClassCounts::merge)
                .read());
    }

    /** One row, of the last step: the most probable class and the probability of each. */
    @Override
    public OutputRows rows(Answers answers, Columns columns, Transform transform, List<Interval> intervals) {
        return new ClassRows(columns.label().classes(), answers.values().rows() - 1);
    }

    private record ClassRows(List<String> classes, int step) implements OutputRows {
        /** Prefix of the column of a class's probability. */
        private static final String PROBABILITY = "p_";

        @Override
        public List<OutputColumn> columns() {
            List<OutputColumn> columns = new ArrayList<>();
            columns.add(OutputColumn.text("label", true));
            classes.forEach(name -> columns.add(OutputColumn.number(PROBABILITY + name)));
            return columns;
        }

        @Override
        public List<OutputRow> of(Batch batch, Sequence output, int example, Chunk chunk, int cutoff) {
            double[] probabilities = new double[classes.size()];
            Label.probabilities(output, example, probabilities);
            int largest = 0;
            for (int c = 1; c < probabilities.length; c++) {
                largest = probabilities[c] > probabilities[largest] ? c : largest;
            }
            List<Object> cells = new ArrayList<>();
            cells.add(classes.get(largest));
            for (double probability : probabilities) {
                cells.add(probability);
            }
            return List.of(new OutputRow(step, cells));
        }
    }

    private static String names(List<String> classes) {
        return classes.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (classes.size() > NAMED ? " and " + (classes.size() - NAMED) + " more" : "");
    }

    @Override
    public String toString() {
        return text();
    }
}
