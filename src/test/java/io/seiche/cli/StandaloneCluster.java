package io.seiche.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A standalone master and worker, each a JVM of its own on the loopback device, from the jars Maven resolved: what a
 * Spark download would be, {@code bin/spark-submit} included.
 */
final class StandaloneCluster implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path home;
    private final List<Process> daemons = new ArrayList<>();
    private final String url;

    /**
     * Starts both and waits until they know one another.
     *
     * @param home becomes the SPARK_HOME, emptied by the caller
     * @param classpath the platform's jars
     */
    StandaloneCluster(Path home, List<Path> classpath) throws IOException, InterruptedException {
        this.home = home;
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (Path jar : classpath) {
            if (!jar.toString().contains("/bytedeco/")) { // natives travel with the job
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
        Files.writeString(
                submit,
                "#!/bin/sh\nexec " + java() + " -Xmx1g " + JavaModuleOptions.defaultModuleOptions() + " -cp '" + jars
                        + "/*' org.apache.spark.deploy.SparkSubmit \"$@\"\n");
        Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        url = "spark://127.0.0.1:" + port;
        try {
            start("master", "org.apache.spark.deploy.master.Master", "--port", "" + port, "--webui-port", "0");
            await("master", "elected leader");
            String work = home.resolve("work").toString();
            start(
                    "worker",
                    "org.apache.spark.deploy.worker.Worker",
                    "--webui-port",
                    "0",
                    "--cores",
                    "2",
                    "--memory",
                    "2g",
                    "--work-dir",
                    work,
                    url);
            await("worker", "Successfully registered");
        } catch (IOException | InterruptedException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** What {@code --master} wants. */
    String url() {
        return url;
    }

    /** The variables a process needs to use this Spark. */
    Map<String, String> environment() {
        return Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP", "127.0.0.1");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void start(String name, String main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-cp", home.resolve("jars") + "/*", main, "--host", "127.0.0.1"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        builder.redirectOutput(log(name).toFile());
        daemons.add(builder.start());
    }

    private Path log(String name) {
        return home.resolve(name + ".log");
    }

    private void await(String name, String sign) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.readString(log(name)).contains(sign)) {
            if (System.nanoTime() > until || !daemons.get(daemons.size() - 1).isAlive()) {
                throw new IllegalStateException(
                        name + " did not say \"" + sign + "\":\n" + Files.readString(log(name)));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Ends the worker (and with it its executors), then the master. */
    @Override
    public void close() {
        for (int i = daemons.size() - 1; i >= 0; i--) {
            Process daemon = daemons.get(i);
            daemon.destroy();
            try {
                if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
                    daemon.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                daemon.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The platform's jars as the build wrote them down. */
    static List<Path> platform(Path classpathFile) {
        try {
            return List.of(Files.readString(classpathFile).strip().split(":", -1)).stream()
                    .map(Path::of)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException("run after mvn package", missing);
        }
    }
}
