package io.seiche.training;

import io.seiche.training.Worker.ShardResult;
import io.seiche.training.Worker.ShardWork;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The software and processor with which shards are trained.
 *
 * @param kernels the matrix products' name, with their width where they have one: what decides the bits
 * @param processor its name, from the operating system
 * @param java the version of the virtual machine
 */
public record ExecutorMachine(String kernels, String processor, String java) implements Serializable {
    private static final Path LINUX = Path.of("/proc/cpuinfo");

    /**
     * Returns the machines of the shards, each kind once, sorted.
     *
     * @throws IllegalArgumentException if one has a release of Java that Seiche does not run on
     */
    public static List<ExecutorMachine> of(Shards shards) throws InterruptedException {
        List<ExecutorMachine> machines = shards.map(0, new Ask()).list().stream()
                .map(ShardResult::value)
                .distinct()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
        machines.forEach(machine -> JavaRelease.require(Runtime.Version.parse(machine.java), "on an executor"));
        return machines;
    }

    @Override
    public String toString() {
        return kernels + " on " + processor + ", Java " + java;
    }

    private record Ask() implements ShardWork<Integer, ExecutorMachine> {
        @Override
        public ExecutorMachine run(Worker worker, Shard shard, Integer nothing) {
            String kernels = worker.objective().math().kernels().name();
            return new ExecutorMachine(kernels, processor(), Runtime.version().toString());
        }

        private static String processor() {
            try (Stream<String> lines = Files.lines(LINUX)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElseGet(() -> System.getProperty("os.arch"));
            } catch (IOException notLinux) {
                return System.getProperty("os.arch");
            }
        }
    }
}
