package io.seiche.training.bench;

import com.sun.management.ThreadMXBean;
import io.seiche.network.NetworkSpec;
import io.seiche.training.bench.Workload.Mode;
import java.lang.management.ManagementFactory;

/**
 * Trains each given network and prints the smallest number of bytes that a step allocated. It runs in a process of its
 * own because in one that ran other tests the compiler may have deoptimised the loops.
 */
final class AllocatingSteps {
    private static final int STEPS = 10;
    private static final int RUNS = 200;

    private AllocatingSteps() {}

    /** Prints a line a network. */
    public static void main(String[] networks) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String layers : networks) {
            Workload workload = new Workload(new NetworkSpec(layers), 16, 8, 32, "adam", Mode.TRAIN);
            SyntheticTrainer trainer = new SyntheticTrainer(workload.objective(), workload.training(), Mode.TRAIN, 1);
            long least = Long.MAX_VALUE;
            for (int run = 0;
                    run < RUNS && least > WorkloadTest.A_FEW_VIEWS;
                    run++) { // meanwhile buffers grow, loops compile
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int step = 0; step < STEPS; step++) {
                    trainer.step();
                }
                least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / STEPS);
            }
            System.out.println(least);
        }
    }
}
