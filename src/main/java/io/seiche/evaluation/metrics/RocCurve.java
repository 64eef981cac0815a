package io.seiche.evaluation.metrics;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The area under the ROC curve of a probability for a class: the chance that a window of the class has a larger
 * probability than a window of another class; equal ones count half (Mann and Whitney 1947). Add, merge, then read.
 *
 * <p>Probabilities are counted by their leading 15 binary digits, above one half by those of 1 - p. Probabilities that
 * differ by a relative 1/30,000 count as equal, so that memory is bounded.
 */
public final class RocCurve implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int DROPPED_BITS = 8;
    private static final int HALF = Float.floatToIntBits(0.5f) >>> DROPPED_BITS;

    private final TreeMap<Integer, long[]> counts = new TreeMap<>(); // {others, of the class} by rank of probability

    /** Adds a window. */
    public void add(double probability, boolean ofTheClass) {
        counts.computeIfAbsent(rank((float) probability), any -> new long[2])[ofTheClass ? 1 : 0]++;
    }

    /** Returns a number that grows with the probability. */
    private static int rank(float p) {
        return p < 0.5f
                ? Float.floatToIntBits(Math.max(0f, p)) >>> DROPPED_BITS
                : 2 * HALF - (Float.floatToIntBits(Math.max(0f, 1 - p)) >>> DROPPED_BITS);
    }

    public void merge(RocCurve other) {
        other.counts.forEach((rank, more) -> {
            long[] own = counts.computeIfAbsent(rank, any -> new long[2]);
            own[0] += more[0];
            own[1] += more[1];
        });
    }

    /** Returns the area; null where one of the two groups has no window. */
    public Double area() {
        double below = 0;
        double ofTheClass = 0;
        double won = 0;
        for (Map.Entry<Integer, long[]> entry : counts.entrySet()) {
            long[] here = entry.getValue();
            won += here[1] * (below + here[0] / 2.0);
            below += here[0];
            ofTheClass += here[1];
        }
        return below == 0 || ofTheClass == 0 ? null : won / below / ofTheClass;
    }
}
