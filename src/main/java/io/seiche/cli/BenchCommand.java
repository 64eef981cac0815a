package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.network.NetworkSpec;
import io.seiche.text.Words;
import io.seiche.training.bench.Throughput;
import io.seiche.training.bench.Workload;
import io.seiche.training.bench.Workload.Mode;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code seiche bench}: the speed of a network on this machine, in training or inference. */
@Command(
        name = "bench",
        description = {
            "Measure how many windows per second a network trains on, or answers, on this machine. Reads no data: the"
                    + " numbers are drawn. Without --master, bare threads step over a batch in memory; with --master"
                    + " (say local[2]), Spark trains whole rounds, batches put together from chunks and parameters"
                    + " averaged.",
            ""
        },
        footer = {
            "  seiche bench",
            "  seiche bench --layers 'lstm(128), dense(1)' --inputs 8 --lookback 100 --batch 64 --optimizer adam",
            "  seiche bench --layers 'gru(128), dense(1)' --inputs 8 --lookback 100 --mode infer --threads 2",
            "  seiche bench --threads 2 --shards 1",
            "  seiche bench --master 'local[2]' --json -"
        })
final class BenchCommand extends SeicheCommand {
    @Option(
            names = "--layers",
            paramLabel = "LAYERS",
            defaultValue = "lstm(50), dropout(0.2), lstm(100), dropout(0.2), dense(1)",
            description = "The network, as in network.layers (default: ${DEFAULT-VALUE}).")
    private String layers;

    @Option(
            names = "--inputs",
            paramLabel = "M",
            defaultValue = "1",
            description = "Features of each step (default: ${DEFAULT-VALUE}).")
    private int inputs;

    @Option(
            names = "--lookback",
            paramLabel = "T",
            defaultValue = "50",
            description = "Steps of a window (default: ${DEFAULT-VALUE}).")
    private int lookback;

    @Option(
            names = "--batch",
            paramLabel = "B",
            defaultValue = "50",
            description = "Windows in a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--optimizer",
            paramLabel = "O",
            defaultValue = "rmsprop",
            description = "As in training.optimizer (default: ${DEFAULT-VALUE}).")
    private String optimizer;

    @Option(
            names = "--mode",
            paramLabel = "train|infer",
            defaultValue = "train",
            description = "Whole training steps, or answers (default: ${DEFAULT-VALUE}).")
    private Mode mode;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that the shards share (default: 1).")
    private Integer threads;

    @Option(
            names = "--shards",
            paramLabel = "S",
            description =
                    "Shards, each with a network and batches of its own; a batch is divided among the threads of its"
                            + " shard (default: one to each thread, or to each core of the master).")
    private Integer shards;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "About how long all repeats take together, beside the warm-up (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Override
    public Integer call() throws InterruptedException {
        if (threads != null && shared.master != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--threads measures bare threads and --master Spark: give one of them; Spark's cores are in the"
                            + " master, such as local[2]");
        }
        positive("--lookback", lookback);
        positive("--batch", batch);
        int workers = threads == null ? 1 : threads;
        positive("--threads", workers);
        positive("--shards", shards == null ? 1 : shards);
        if (shared.master == null && shards != null && shards > workers) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--shards must be at most --threads (" + workers + "), was " + shards
                            + ": a shard has a thread or more");
        }
        positive("--seconds", seconds);
        Output output = output();
        Workload workload = new Workload(new NetworkSpec(layers), inputs, lookback, batch, optimizer, mode);
        Throughput found = shared.master == null
                ? workload.measure(workers, shards == null ? workers : shards, seconds)
                : workload.measure(
                        new JavaSparkContext(
                                Session.open("bench", shared, ZoneOffset.UTC).sparkContext()),
                        shards == null ? 0 : shards,
                        seconds);
        output.results(words(workload, found), json(found));
        return ExitCode.DONE.number();
    }

    private void positive(String option, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " must be more than 0, was " + (value == Math.rint(value) ? (long) value + "" : value));
        }
    }

    private ObjectNode json(Throughput found) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("command", "bench")
                .put("mode", Words.of(mode))
                .put("threads", found.threads());
        if (shared.master != null) {
            json.put("master", shared.master);
        }
        json.putObject("samplesPerSecond")
                .put("median", found.median())
                .put("min", found.min())
                .put("max", found.max());
        return json.put("gflops", found.gflops())
                .put("parameters", found.parameters())
                .put("kernels", found.kernels())
                .put("java", System.getProperty("java.version"));
    }

    private String words(Workload workload, Throughput found) {
        String what = mode == Mode.TRAIN ? "windows trained per second" : "windows answered per second";
        return new TextTable()
                .row("network", workload.network().layers())
                .row("parameters", String.format(Locale.ROOT, "%,d", found.parameters()))
                .row(
                        what,
                        String.format(
                                Locale.ROOT,
                                "%,.0f (%,.0f to %,.0f in %d repeats)",
                                found.median(),
                                found.min(),
                                found.max(),
                                found.samplesPerSecond().size()))
                .row("GFLOP/s in products", String.format(Locale.ROOT, "%.1f", found.gflops()))
                .row(shared.master == null ? "threads" : "cores of " + shared.master, "" + found.threads())
                .row("kernels", found.kernels())
                .row("java", System.getProperty("java.version"))
                .toString();
    }
}
