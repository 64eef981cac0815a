package io.seiche.evaluation;

import io.seiche.evaluation.ClassScorecard.ClassifierScore;
import io.seiche.evaluation.ClassScorecard.PerClass;
import io.seiche.evaluation.metrics.ClassMetrics;
import io.seiche.evaluation.metrics.ConfusionMatrix;
import io.seiche.evaluation.metrics.ForecasterScore;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.evaluation.metrics.PairedDifference;
import io.seiche.evaluation.metrics.RocCurve;
import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Label;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Counts of the classes a network predicts for windows that have a class: {@link #merge} in shard order, then {@link
 * #read}. Grows with the number of series and of different probabilities, not with rows.
 */
public final class ClassCounts implements Serializable {
    private static final long serialVersionUID = 1;

    /** Windows of a batch. */
    private static final int BATCH = 256;
    /** Keeps probabilities off 0, whose logarithm is infinite. */
    private static final double TINY = 1e-12;

    private final ClassEvaluation evaluation;
    private final long[] training; // [classes]: windows of each
    private final Predictions validation;
    private final Predictions test;
    private final ConfusionMatrix previous; // of test windows: the class of the row before, predicted again
    private long unpreceded; // test windows whose row before has no class
    private long networkAlone; // test windows that the network has right and the row before has wrong
    private long previousAlone;
    private final TreeSet<String> series = new TreeSet<>();

    /** Counts of predicted classes and sums of log losses over some windows. */
    static final class Predictions implements Serializable {
        private static final long serialVersionUID = 1;

        final ConfusionMatrix confusion;
        final List<RocCurve> separations; // [classes]
        private double logLoss;

        Predictions(int classes) {
            confusion = new ConfusionMatrix(classes);
            separations = Stream.generate(RocCurve::new).limit(classes).toList();
        }

        /** Adds a window; returns the predicted class, the first of the likeliest. */
        int add(int actual, double[] probabilities) {
            int predicted = 0;
            for (int c = 1; c < probabilities.length; c++) {
                predicted = probabilities[c] > probabilities[predicted] ? c : predicted;
            }
            confusion.add(actual, predicted);
            if (actual != Label.UNKNOWN) {
                logLoss -= Math.log(Math.max(TINY, probabilities[actual]));
                for (int c = 0; c < probabilities.length; c++) {
                    separations.get(c).add(probabilities[c], c == actual);
                }
            }
            return predicted;
        }

        void merge(Predictions other) {
            confusion.merge(other.confusion);
            logLoss += other.logLoss;
            for (int c = 0; c < separations.size(); c++) {
                separations.get(c).merge(other.separations.get(c));
            }
        }

        /** Returns the mean of -log p of the actual class, over the windows whose class is known. */
        Double meanLogLoss() {
            return Metrics.finite(logLoss / (confusion.windows() - confusion.unknown()));
        }
    }

    ClassCounts(ClassEvaluation evaluation) {
        this.evaluation = evaluation;
        int classes = evaluation.classes().size();
        training = new long[classes];
        validation = new Predictions(classes);
        test = new Predictions(classes);
        previous = new ConfusionMatrix(classes);
    }

    void read(Iterator<Chunk> chunks, ForwardPass network) {
        Batch batch = new Batch(evaluation.windows(), evaluation.columns());
        while (chunks.hasNext()) {
            Chunk chunk = chunks.next();
            chunk.countClasses(Span.TRAIN, evaluation.windows().horizon(), training);
            read(chunk, Span.VALIDATION, batch, network);
            read(chunk, Span.TEST, batch, network);
        }
    }

    private int label(Chunk chunk, int cutoff) {
        return (int) chunk.label(cutoff + evaluation.windows().horizon() - 1);
    }

    private void read(Chunk chunk, Span span, Batch batch, ForwardPass network) {
        int windows = chunk.windows(span);
        double[] probabilities = new double[training.length];
        for (int from = 0; from < windows; from += BATCH) {
            int size = Math.min(BATCH, windows - from);
            batch.start(size);
            for (int i = 0; i < size; i++) {
                batch.putInputs(i, chunk, chunk.cutoff(span, from + i));
            }
            Sequence answer = network.output(batch);
            for (int i = 0; i < size; i++) {
                Label.probabilities(answer, i, probabilities);
                int cutoff = chunk.cutoff(span, from + i);
                if (span == Span.TEST) {
                    test(chunk, cutoff, probabilities);
                } else {
                    validation.add(label(chunk, cutoff), probabilities);
                }
            }
        }
    }

    private void test(Chunk chunk, int cutoff, double[] probabilities) {
        series.add(chunk.series());
        int actual = label(chunk, cutoff);
        int predicted = test.add(actual, probabilities);
        float before = chunk.label(cutoff - 1);
        if (!(before >= 0)) {
            unpreceded++;
            return;
        }
        previous.add(actual, (int) before);
        networkAlone += predicted == actual && before != actual ? 1 : 0;
        previousAlone += predicted != actual && before == actual ? 1 : 0;
    }

    /** Adds another shard's; both must be of the same {@link ClassEvaluation}. */
    public ClassCounts merge(ClassCounts other) {
        for (int c = 0; c < training.length; c++) {
            training[c] += other.training[c];
        }
        validation.merge(other.validation);
        test.merge(other.test);
        previous.merge(other.previous);
        unpreceded += other.unpreceded;
        networkAlone += other.networkAlone;
        previousAlone += other.previousAlone;
        series.addAll(other.series);
        return this;
    }

    /**
     * Returns the scorecard of all windows.
     *
     * @throws IllegalStateException if no test window has been scored
     */
    public ClassScorecard read() {
        ConfusionMatrix confusion = test.confusion;
        long windows = confusion.windows();
        if (windows == 0) {
            throw new IllegalStateException("no test window has been scored; give split.test more rows");
        }
        List<String> notes = new ArrayList<>();
        List<ClassifierScore> baselines = new ArrayList<>(List.of(majority(windows)));
        if (unpreceded == 0) {
            baselines.add(previous(windows));
        } else {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d test windows follow a row without a class, so saying it again is not scored",
                    unpreceded));
        }
        classNotes(notes);
        return new ClassScorecard(
                new Scorecard.Tested(windows, overlap(), series.size(), notes),
                evaluation.columns().label().text(),
                classes(),
                new ClassifierScore(ForecasterScore.NETWORK, "saying the likeliest class", metrics(test), null),
                List.copyOf(baselines),
                confusion.rows(),
                validation.confusion.windows() == 0 ? null : metrics(validation));
    }

    private void classNotes(List<String> notes) {
        List<String> names = evaluation.classes();
        for (int c = 0; c < names.size(); c++) {
            if (training[c] == 0) {
                notes.add(String.format(
                        Locale.ROOT,
                        "no training window is of class \"%s\": the network cannot have learnt it; %,d test windows are",
                        names.get(c),
                        test.confusion.actual(c)));
            }
        }
        long unknown = test.confusion.unknown();
        if (unknown > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d test windows are of classes the model does not know: they count as wrong, and are left out of"
                            + " log loss and AUC",
                    unknown));
        }
    }

    private List<PerClass> classes() {
        ConfusionMatrix confusion = test.confusion;
        List<PerClass> classes = new ArrayList<>();
        for (int c = 0; c < training.length; c++) {
            classes.add(new PerClass(
                    evaluation.classes().get(c),
                    training[c],
                    confusion.actual(c),
                    confusion.precision(c),
                    confusion.recall(c),
                    confusion.f1(c),
                    test.separations.get(c).area()));
        }
        return List.copyOf(classes);
    }

    private static ClassMetrics metrics(Predictions predictions) {
        List<RocCurve> all = predictions.separations;
        List<Double> areas = all.subList(all.size() == 2 ? 1 : 0, all.size()).stream()
                .map(RocCurve::area)
                .filter(Objects::nonNull)
                .toList();
        Double auc = areas.isEmpty()
                ? null
                : areas.stream().mapToDouble(area -> area).average().orElseThrow();
        return new ClassMetrics(predictions.confusion, auc, predictions.meanLogLoss());
    }

    /**
     * The commonest class of the training windows; its log loss is that of their shares, each class counted once more.
     */
    private ClassifierScore majority(long windows) {
        int most = 0;
        for (int c = 1; c < training.length; c++) {
            most = training[c] > training[most] ? c : most;
        }
        ConfusionMatrix confusion = test.confusion;
        ConfusionMatrix always = confusion.always(most);
        double seen = Arrays.stream(training).sum() + training.length;
        double logLoss = 0;
        long known = 0;
        long networkOnly = 0;
        long majorityOnly = 0;
        for (int c = 0; c < training.length; c++) {
            logLoss -= confusion.actual(c) * Math.log((training[c] + 1) / seen);
            known += confusion.actual(c);
            networkOnly += c == most ? 0 : confusion.count(c, c);
            majorityOnly += c == most ? 0 : confusion.count(most, c);
        }
        return new ClassifierScore(
                "majority",
                "always saying " + evaluation.classes().get(most) + ", the commonest class in training",
                new ClassMetrics(always, 0.5, Metrics.finite(logLoss / known)),
                standardErrors(windows, networkOnly, majorityOnly));
    }

    private ClassifierScore previous(long windows) {
        return new ClassifierScore(
                "previous",
                "saying the class of the row before again",
                new ClassMetrics(previous, null, null),
                standardErrors(windows, networkAlone, previousAlone));
    }

    /**
     * Of the difference of two accuracies on the same windows (McNemar 1947, with overlapping windows counted once).
     */
    private Double standardErrors(long windows, long networkAlone, long otherAlone) {
        return PairedDifference.standardErrors(
                windows, (double) (networkAlone - otherAlone), (double) (networkAlone + otherAlone), overlap());
    }

    /** Returns the number of neighbouring windows that share a row of the horizon. */
    private double overlap() {
        return Math.max(
                1,
                (double) evaluation.windows().horizon() / evaluation.windows().stride());
    }
}
