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

    /** Adds a window; {@link Label#UNKNOWN} came where the class is not known. */
    public void add(int came, int said) {
        add(came, said, 1);
    }

    private void add(int came, int said, long windows) {
        counts[came == Label.UNKNOWN ? classes : came][said] += windows;
    }

    public void merge(ConfusionMatrix other) {
        for (int came = 0; came <= classes; came++) {
            for (int said = 0; said < classes; said++) {
                counts[came][said] += other.counts[came][said];
            }
        }
    }

    /** The same windows, had one class been said of all. */
    public ConfusionMatrix always(int said) {
        ConfusionMatrix constant = new ConfusionMatrix(classes);
        for (int came = 0; came <= classes; came++) {
            constant.counts[came][said] = Arrays.stream(counts[came]).sum();
        }
        return constant;
    }

    public long windows() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    /** Windows whose class is not known. */
    public long unknown() {
        return Arrays.stream(counts[classes]).sum();
    }

    /** Windows of a class. */
    public long came(int which) {
        return Arrays.stream(counts[which]).sum();
    }

    public long count(int came, int said) {
        return counts[came][said];
    }

    private long said(int which) {
        return Arrays.stream(counts).mapToLong(row -> row[which]).sum();
    }

    public long right() {
        long right = 0;
        for (int c = 0; c < classes; c++) {
            right += counts[c][c];
        }
        return right;
    }

    /** The share of the windows whose class was said. */
    public double accuracy() {
        return (double) right() / windows();
    }

    /** Of the windows said to be of a class, the share that were; null where it was never said. */
    public Double precision(int which) {
        return said(which) == 0 ? null : (double) counts[which][which] / said(which);
    }

    /** Of the windows of a class, the share said to be; null where there are none. */
    public Double recall(int which) {
        return came(which) == 0 ? null : (double) counts[which][which] / came(which);
    }

    /**
     * 2 right / (came + said), the harmonic mean of precision and recall; null of a class that neither came nor was
     * said.
     */
    public Double f1(int which) {
        long both = came(which) + said(which);
        return both == 0 ? null : 2.0 * counts[which][which] / both;
    }

    /** The mean of the classes' {@link #f1}, each weighing alike. */
    public double macroF1() {
        double sum = 0;
        int judged = 0;
        for (int c = 0; c < classes; c++) {
            Double f1 = f1(c);
            sum += f1 == null ? 0 : f1;
            judged += f1 == null ? 0 : 1;
        }
        return judged == 0 ? 0 : sum / judged;
    }

    /** The table, a row for each class that came; the last of classes not known, where there were any. */
    public List<List<Long>> rows() {
        return Arrays.stream(counts, 0, unknown() == 0 ? classes : classes + 1)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }
}
