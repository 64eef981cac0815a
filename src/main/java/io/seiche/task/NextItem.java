package io.seiche.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.Interval;
import io.seiche.evaluation.ItemScorecard;
import io.seiche.evaluation.Scorecard;
import io.seiche.evaluation.baselines.NGramScores;
import io.seiche.evaluation.baselines.NGrams;
import io.seiche.loss.Answers;
import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Frequency;
import io.seiche.series.Gaps;
import io.seiche.series.Missing;
import io.seiche.series.Scale;
import io.seiche.series.ScaleBy;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Span;
import io.seiche.series.Targets;
import io.seiche.series.Transform;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.Task.ScoringSpec;
import io.seiche.text.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells which item comes next at every step of a sequence: a number (logit) for each item of the vocabulary. */
public record NextItem() implements Task {
    private static final long serialVersionUID = 1;

    private static final String LOSS = "softmax-crossentropy";

    /** Keys about clocks, numbers, covariates and single windows. */
    private static final List<String> MEANINGLESS = List.of(
            "series.frequency",
            "series.calendar",
            "series.gaps",
            "series.transform",
            "series.scale",
            "series.scaleBy",
            "window.horizon",
            "window.stride",
            "window.normalize",
            "window.minimum",
            "training.windowsPerEpoch",
            "training.signFlips",
            "input.label",
            "input.covariates.past",
            "input.covariates.future",
            "input.covariates.static",
            "input.covariates.category",
            "evaluation.season",
            "evaluation.baselines",
            "evaluation.intervals");

    /** Training rows that n-grams are counted on at most, so that their counts fit a driver. */
    private static final long COUNTED = 2_000_000;

    @Override
    public String text() {
        return "next-item";
    }

    @Override
    public Map<String, String> meaningless() {
        return MEANINGLESS.stream()
                .collect(Collectors.toMap(
                        Function.identity(), key -> "items follow one another, each asked for once; leave it out"));
    }

    /** Items follow one another by position and are not scaled. */
    @Override
    public SeriesSpec series(SeriesSpec configured) {
        return new SeriesSpec(
                Frequency.ROWS,
                Gaps.BREAK,
                configured.duplicates(),
                configured.missing(),
                Transform.NONE,
                Scale.NONE,
                ScaleBy.SERIES,
                configured.timeZone());
    }

    @Override
    public Targets targets() {
        return Targets.nextItems();
    }

    /** Each window of a sequence continues the previous one. */
    @Override
    public boolean carriesState() {
        return true;
    }

    @Override
    public WindowSpec windows(WindowSpec configured) {
        return WindowSpec.sequences(configured.lookback());
    }

    @Override
    public String usualLayers(WindowSpec windows, Columns columns, String loss) {
        return "embedding(64), " + USUAL_UNITS + "dense(auto)";
    }

    @Override
    public String usualLoss(int outputs) {
        return LOSS;
    }

    @Override
    public Loss loss(String text, double... classWeights) {
        return Losses.parse(text);
    }

    @Override
    public boolean readsItems() {
        return true;
    }

    @Override
    public SortedMap<String, String> facts(Columns columns, Vocabulary vocabulary) {
        return new TreeMap<>(Map.of(
                "vocabulary",
                String.format(Locale.ROOT, "%,d items", vocabulary.items().size())));
    }

    @Override
    public void describe(ObjectNode root, ObjectNode fields, Columns columns, Vocabulary vocabulary) {
        vocabulary.items().forEach(root.putArray("vocabulary")::add);
    }

    /** Items are not numbers, of which a mean could be taken. */
    @Override
    public void check(SeriesSpec series, WindowSpec windows, Loss loss) {
        if (series.duplicates().combines()) {
            throw noMean(
                    "series.duplicates", series.duplicates().text(), "error, smallest, largest or latest(by=column)");
        }
        if (series.missing() == Missing.INTERPOLATE || series.missing() == Missing.MASK) {
            throw noMean("series.missing", series.missing().text(), "error, drop or forward-fill");
        }
    }

    private static Refusal noMean(String key, String was, String instead) {
        return new Refusal(
                        key,
                        "be " + instead + " with training.task = next-item",
                        was,
                        "there is no item between two items")
                .with("training.task");
    }

    /** A number for each item at every step, which {@link #check} demands. */
    @Override
    public void checkSteps(NetworkSpec network) {}

    @Override
    public void check(Columns columns, boolean wide) {
        if (wide || columns.inputs() > 1) {
            throw Refusal.of(
                            "input.target",
                            "must name one column of items for training.task ="
                                    + " next-item, and there are no covariates; was " + columns)
                    .with("training.task");
        }
    }

    @Override
    public void check(NetworkSpec network, int outputs, WindowSpec windows, Columns columns, Loss loss) {
        if (!network.readsItems()) {
            throw Refusal.of(
                            "network.layers",
                            "must begin with an embedding for training.task = next-item, was " + network
                                    + "; write embedding(64), lstm(128), dense(auto)")
                    .with("training.task");
        }
        if (network.readsFuture()) {
            throw Refusal.of(
                            "network.layers",
                            "must read sequences forward only for training.task = next-item, but " + network
                                    + " reads the items it is asked for; leave out bidirectional")
                    .with("training.task");
        }
        if (!network.answersEveryStep()) {
            throw Refusal.of(
                            "network.layers",
                            "must answer at every step for training.task = next-item, but " + network
                                    + " answers at the last; end it with dense(auto)")
                    .with("training.task");
        }
        if (!loss.name().equals(LOSS)) {
            throw Refusal.of(
                            "training.loss",
                            "must be " + LOSS + " for training.task = next-item, was " + loss.name() + "; leave it out")
                    .with("training.task");
        }
    }

    @Override
    public NetworkSpec sized(NetworkSpec network, Vocabulary vocabulary) {
        NetworkSpec sized = network.sized(vocabulary.answers());
        int answers = sized.outputs(1);
        if (answers != vocabulary.answers()) {
            throw Refusal.of(
                    "network.layers",
                    "must answer " + vocabulary.answers()
                            + " numbers, one an item and one for unknown ones, but " + network + " answers " + answers
                            + "; end it with dense(auto)");
        }
        return sized;
    }

    @Override
    public NetworkSpec unsized(NetworkSpec network) {
        return network.sized(1);
    }

    /** Scores the network beside n-grams of the training rows. */
    @Override
    public Scored score(ScoringPass pass, ScoringSpec spec) throws InterruptedException {
        if (spec.facts().windows(Span.TEST) == 0) {
            return Scored.NOTHING;
        }
        int outputs = spec.vocabulary().answers();
        int unknown = spec.vocabulary().unknown();
        long each = Math.max(1, COUNTED / pass.shards());
        NGrams grams = pass.merge((chunks, network) -> new NGrams(outputs).count(chunks, each), NGrams::merge);
        NGrams.NGramReader reader = grams.read();
        NGramScores baselines =
                pass.merge((chunks, network) -> reader.score(chunks, Span.TEST, unknown), NGramScores::merge);
        ItemErrors validation = ItemErrors.of(pass, Span.VALIDATION, spec.loss());
        return Scored.of(new ItemScorecard(
                new Scorecard.Tested(
                        spec.facts().windows(Span.TEST),
                        1,
                        spec.facts().series(),
                        notes(grams.counted(), each * pass.shards())),
                spec.vocabulary().items().size(),
                baselines.unknown(),
                ItemErrors.of(pass, Span.TEST, spec.loss()).metrics(),
                List.of(baselines.unigram(), baselines.trigram()),
                validation.items() == 0 ? null : validation.metrics()));
    }

    private static List<String> notes(long counted, long most) {
        List<String> notes = new ArrayList<>();
        notes.add("trigram: interpolated with pairs and single items (Witten and Bell 1991)");
        if (counted >= most) {
            notes.add(String.format(
                    Locale.ROOT, "unigram and trigram were counted on %,d training rows, not on all", counted));
        }
        return notes;
    }

    /** Items are drawn one by one, not output as rows. */
    @Override
    public OutputRows rows(Answers answers, Columns columns, Transform transform, List<Interval> intervals) {
        throw new IllegalStateException("models of training.task = next-item output no rows");
    }

    /** Items are not scaled, so that one scaler serves all sequences. */
    @Override
    public Scaler sharedScaler(Scaler fitted) {
        return new Scaler(new double[] {0}, new double[] {1});
    }

    @Override
    public void checkForecasting(String model) {
        throw new IllegalArgumentException(model
                + " is a model of training.task = next-item; what comes next is drawn by: seiche sample " + model);
    }

    @Override
    public void checkSampling(String model) {}

    @Override
    public void checkDataset() {
        throw Refusal.of(
                "training.task",
                "must be forecast or classify, was " + text() + "; items are learned by the command seiche train");
    }

    @Override
    public String toString() {
        return text();
    }
}
