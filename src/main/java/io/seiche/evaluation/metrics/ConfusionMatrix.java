package io.seiche.evaluation.metrics;

import io.seiche.series.Label;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Counts of windows by actual and predicted class: {@code counts[actual][predicted]}; the last row holds windows whose
 * class is unknown to the model. Add, merge, then read.
 */
public final class ConfusionMatrix implements Serializable {
    private static final long serialVersionUID = 1;

    private final int classes;
    private final long[][] counts; // [classes + 1][classes]

    public ConfusionMatrix(int classes) {
        this.classes = classes;
        counts = new long[classes + 1][classes];
    }

    /** Adds a window; {@link Label#UNKNOWN} is the actual class where it is not known. */
    public void add(int actual, int predicted) {
        add(actual, predicted, 1);
    }

    private void add(int actual, int predicted, long windows) {
        counts[actual == Label.UNKNOWN ? classes : actual][predicted] += windows;
    }

    public void merge(ConfusionMatrix other) {
        for (int actual = 0; actual <= classes; actual++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                counts[actual][predicted] += other.counts[actual][predicted];
            }
        }
    }

    /** Returns the matrix of the same windows with one class predicted for all. */
    public ConfusionMatrix always(int predicted) {
        ConfusionMatrix constant = new ConfusionMatrix(classes);
        for (int actual = 0; actual <= classes; actual++) {
            constant.counts[actual][predicted] = Arrays.stream(counts[actual]).sum();
        }
        return constant;
    }

    public long windows() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    /** Returns the number of windows whose class is not known. */
    public long unknown() {
        return Arrays.stream(counts[classes]).sum();
    }

    /** Returns the number of windows of a class. */
    public long actual(int which) {
        return Arrays.stream(counts[which]).sum();
    }

    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    private long predicted(int which) {
        return Arrays.stream(counts).mapToLong(row -> row[which]).sum();
    }

    public long correct() {
        long correct = 0;
        for (int c = 0; c < classes; c++) {
            correct += counts[c][c];
        }
        return correct;
    }

    /** Returns the share of the windows whose class was predicted. */
    public double accuracy() {
        return (double) correct() / windows();
    }

    /** Returns the share of the windows predicted to be of a class that are; null where it was never predicted. */
    public Double precision(int which) {
        return predicted(which) == 0 ? null : (double) counts[which][which] / predicted(which);
    }

    /** Returns the share of the windows of a class that were predicted to be; null where there are none. */
    public Double recall(int which) {
        return actual(which) == 0 ? null : (double) counts[which][which] / actual(which);
    }

    /**
     * Returns 2 correct / (actual + predicted), the harmonic mean of precision and recall; null for a class that
     * neither occurred nor was predicted.
     */
    public Double f1(int which) {
        long both = actual(which) + predicted(which);
        return both == 0 ? null : 2.0 * counts[which][which] / both;
    }

    /** Returns the mean of the classes' {@link #f1}, all with the same weight. */
    public double macroF1() {
        double sum = 0;
        int defined = 0;
        for (int c = 0; c < classes; c++) {
            Double f1 = f1(c);
            sum += f1 == null ? 0 : f1;
            defined += f1 == null ? 0 : 1;
        }
        return defined == 0 ? 0 : sum / defined;
    }

    /** Returns a row for each actual class; the last of classes not known, where there were any. */
    public List<List<Long>> rows() {
        return Arrays.stream(counts, 0, unknown() == 0 ? classes : classes + 1)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }
}
