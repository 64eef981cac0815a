package io.seiche.cli;

import io.seiche.ForkedJvm;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A standalone master and workers in a folder of their own, started as {@code submit-scripts/cluster} does. */
final class StandaloneCluster implements AutoCloseable {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final String MEMORY = "1g";
    private static final Pattern URL = Pattern.compile("spark://\\S+");

    private final Path home;
    private final String url;

    /**
     * Starts it and waits until all know one another.
     *
     * @param home becomes the SPARK_HOME
     * @param workers each with one core
     */
    StandaloneCluster(Path home, int workers) throws IOException, InterruptedException {
        this.home = home;
        Matcher said = URL.matcher(run("start", "--workers", "" + workers, "--memory", MEMORY, "--port", "0"));
        if (!said.find()) {
            throw new IllegalStateException("cluster start printed no URL");
        }
        url = said.group();
    }

    /** Returns the value of {@code --master}. */
    String url() {
        return url;
    }

    /** For a driver with this JVM's class path: the cluster, our classes for its executors, patience where they die. */
    List<String> options() {
        return List.of(
                "-Dspark.master=" + url,
                "-Dspark.jars=",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.executor.memory=512m",
                "-Dspark.task.maxFailures=100",
                "-Dspark.stage.maxConsecutiveAttempts=100",
                "-Dspark.shuffle.io.retryWait=200ms", // three times 5 s otherwise, of an executor that will not answer
                "-Dspark.executor.extraJavaOptions=" + String.join(" ", ForkedJvm.SHORT_LIVED),
                "-Dspark.executor.extraClassPath=" + ForkedJvm.folders());
    }

    /** The executors that live. */
    List<ProcessHandle> executors() {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    String line = process.info().commandLine().orElse("");
                    return line.contains(home.toString()) && line.contains("CoarseGrainedExecutorBackend");
                })
                .toList();
    }

    /** The folder that executors have for their shuffled rows. */
    Path local() {
        return home.resolve("local");
    }

    /**
     * Ends a worker, with it its executors, and starts one of as many cores in its place.
     *
     * @param number from 1
     */
    void restartWorker(int number, int cores) throws IOException, InterruptedException {
        Path pid = home.resolve("pids/worker-" + number);
        ProcessHandle worker =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        worker.destroy();
        worker.onExit().join();
        Path log = home.resolve("logs/worker-" + number + "-again.log");
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("bin/spark-class").toString(),
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                "" + cores,
                "--memory",
                MEMORY,
                "--work-dir",
                home.resolve("work").toString(),
                url);
        builder.environment().put("SPARK_DAEMON_MEMORY", "512m");
        builder.environment().put("SPARK_LOCAL_DIRS", local().toString());
        Process again =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Files.writeString(pid, again.pid() + "\n"); // for the end of the cluster
        while (!Files.readString(log).contains("Successfully registered with master")) {
            if (!again.isAlive()) {
                throw new IllegalStateException(Files.readString(log));
            }
            Thread.sleep(100);
        }
    }

    /** The variable a launcher needs to go through this Spark's spark-submit. */
    Map<String, String> environment() {
        return Map.of("SPARK_HOME", home.toString());
    }

    /** Ends the workers, with them the executors, then the master. */
    @Override
    public void close() throws IOException {
        try {
            run("stop");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while stopping the cluster");
        }
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(PROJECT.resolve("submit-scripts/cluster").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SEICHE_CLUSTER_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_DIRS", local().toString());
        builder.environment().put("SPARK_MASTER_OPTS", "-Dspark.deploy.maxExecutorRetries=-1");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException(command + " ended with " + process.exitValue() + ":\n" + said);
        }
        return said;
    }
}
