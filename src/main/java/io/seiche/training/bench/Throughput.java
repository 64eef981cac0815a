package io.seiche.training.bench;

import io.seiche.math.Kernels;
import java.util.List;

/**
 * The windows per second of a {@link Workload}, in each of several repeats after a warm-up.
 *
 * @param samplesPerSecond of each repeat, from the least to the most; all threads together
 * @param threads threads, or Spark cores, that worked
 * @param parameters length of the network's parameter vector
 * @param operations of one window: 2 an entry of the matrices used and step forward, and twice that backward
 * @param kernels the kernels used, see {@link Kernels#name}
 */
public record Throughput(
        List<Double> samplesPerSecond, int threads, int parameters, double operations, String kernels) {
    public Throughput {
        samplesPerSecond = samplesPerSecond.stream().sorted().toList();
        if (samplesPerSecond.isEmpty()) {
            throw new IllegalArgumentException("a throughput must have a repeat");
        }
    }

    /** Windows per second in the median repeat (of an even number, the better of the two in the middle). */
    public double median() {
        return samplesPerSecond.get(samplesPerSecond.size() / 2);
    }

    /** Windows per second in the slowest repeat. */
    public double min() {
        return samplesPerSecond.get(0);
    }

    /** Windows per second in the fastest repeat. */
    public double max() {
        return samplesPerSecond.get(samplesPerSecond.size() - 1);
    }

    /** Billions of operations per second in the median repeat, of the matrix products alone. */
    public double gflops() {
        return median() * operations * 1e-9;
    }
}
