package io.seiche.evaluation;

import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Label;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The running counts of what a network says of windows that have a class: {@link #merge} in shard order, then {@link
 * #read}. Grows with the number of series and of different probabilities, not with rows.
 */
public final class ClassTally implements Serializable {
    private static final long serialVersionUID = 1;

    /** Windows answered at once. */
    private static final int BATCH = 256;
    /** Keeps probabilities off 0, whose logarithm is infinite. */
    private static final double TINY = 1e-12;

    final ClassEvaluation evaluation;
    final long[] training; // [classes]: windows of each
    final Said validation;
    final Said test;
    final Confusion previous; // of test windows: the class of the row before said again
    long unpreceded; // test windows whose row before has no class
    long networkAlone; // test windows of which the network is right and the row before wrong
    long previousAlone;
    final TreeSet<String> series = new TreeSet<>();

    /** What was said of some windows, and how surely. */
    static final class Said implements Serializable {
        private static final long serialVersionUID = 1;

        final Confusion confusion;
        final List<Separation> separations; // [classes]
        private double logLoss;

        Said(int classes) {
            confusion = new Confusion(classes);
            separations = Stream.generate(Separation::new).limit(classes).toList();
        }

        /** Adds a window; returns the class said, the first of the likeliest. */
        int add(int came, double[] probabilities) {
            int said = 0;
            for (int c = 1; c < probabilities.length; c++) {
                said = probabilities[c] > probabilities[said] ? c : said;
            }
            confusion.add(came, said);
            if (came != Label.UNKNOWN) {
                logLoss -= Math.log(Math.max(TINY, probabilities[came]));
                for (int c = 0; c < probabilities.length; c++) {
                    separations.get(c).add(probabilities[c], c == came);
                }
            }
            return said;
        }

        void merge(Said other) {
            confusion.merge(other.confusion);
            logLoss += other.logLoss;
            for (int c = 0; c < separations.size(); c++) {
                separations.get(c).merge(other.separations.get(c));
            }
        }

        /** Mean of -log p of the class that came, over the windows whose class is known. */
        Double meanLogLoss() {
            return Metrics.finite(logLoss / (confusion.windows() - confusion.unknown()));
        }
    }

    ClassTally(ClassEvaluation evaluation) {
        this.evaluation = evaluation;
        int classes = evaluation.classes().size();
        training = new long[classes];
        validation = new Said(classes);
        test = new Said(classes);
        previous = new Confusion(classes);
    }

    void read(Iterator<Chunk> chunks, Forecaster network) {
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

    private void read(Chunk chunk, Span span, Batch batch, Forecaster network) {
        int windows = chunk.windows(span);
        double[] probabilities = new double[training.length];
        for (int from = 0; from < windows; from += BATCH) {
            int size = Math.min(BATCH, windows - from);
            batch.start(size);
            for (int i = 0; i < size; i++) {
                batch.putInputs(i, chunk, chunk.cutoff(span, from + i));
            }
            Sequence answer = new Sequence(network.forecast(batch), 0, 1, evaluation.outputs(), size);
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
        int came = label(chunk, cutoff);
        int said = test.add(came, probabilities);
        float before = chunk.label(cutoff - 1);
        if (!(before >= 0)) {
            unpreceded++;
            return;
        }
        previous.add(came, (int) before);
        networkAlone += said == came && before != came ? 1 : 0;
        previousAlone += said != came && before == came ? 1 : 0;
    }

    /** Adds another shard's; both must be of the same {@link ClassEvaluation}. */
    public ClassTally merge(ClassTally other) {
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
     * What all windows together come to.
     *
     * @throws IllegalStateException when no test window has been scored
     */
    public ClassCard read() {
        return new ClassCardReading(this).read();
    }
}
