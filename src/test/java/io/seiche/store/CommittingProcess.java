package io.seiche.store;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * A process that publishes versions concurrently with others and prints a line after each. Arguments: root, number of
 * the first run, count.
 */
final class CommittingProcess {
    private CommittingProcess() {}

    public static void main(String[] args) {
        Store store = Store.open(args[0], "load", new Configuration());
        int first = Integer.parseInt(args[1]);
        for (int i = first; i < first + Integer.parseInt(args[2]); i++) {
            store.publish("run-" + i, StoreLaws.files(i), StoreLaws.NO_FACTS);
            System.out.println(i);
        }
    }

    /** Starts so many at once, a JVM each, and waits for all. */
    static List<Integer> run(String root, int processes, int commits) throws IOException, InterruptedException {
        List<Process> started = new ArrayList<>();
        for (int process = 0; process < processes; process++) {
            started.add(start(root, process * commits, commits));
        }
        List<Integer> codes = new ArrayList<>();
        for (Process process : started) {
            codes.add(process.waitFor());
        }
        return codes;
    }

    static Process start(String root, int first, int commits) throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingProcess.class.getName(),
                        root,
                        String.valueOf(first),
                        String.valueOf(commits))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
