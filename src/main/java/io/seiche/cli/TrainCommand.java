package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.forecast.TrainingJob;
import io.seiche.forecast.TrainingOutcome;
import io.seiche.report.Report;
import io.seiche.report.ReportData;
import io.seiche.store.Store;
import io.seiche.store.StoreSpec;
import io.seiche.store.StoredModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seiche train}: from a table to a published model, its scores and its report. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Read a table, check it, cut its series into windows, train a network on them, score it on the test span"
                    + " beside baselines, publish it as a new version in the store, and write the report.",
            "",
            "The same rows, configuration, seed and number of shards give the same parameters, byte for byte, on one"
                    + " core or on a cluster.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seiche train --conf conf/sp500.conf",
            "  seiche train --conf conf/sp500.conf --set training.epochs=5 --set network.layers='gru(32), dense(1)'",
            "  seiche train --conf conf/chicago.conf --json - | jq .test.mae",
            "  SPARK_HOME=/opt/spark seiche train --conf hdfs:///conf/a.conf --master yarn --spark --num-executors 8"
        })
final class TrainCommand implements Callable<Integer> {
    /** How long a version that is no longer kept stays readable for jobs that have pinned it. */
    private static final Duration GRACE = Duration.ofDays(1);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private SharedOptions shared;

    @Override
    public Integer call() throws InterruptedException {
        io.seiche.cli.Configuration given = configuration.read();
        Specs specs = new Specs(given);
        TrainingJob job = specs.job();
        StoreSpec storage = specs.store();
        Store store = Store.open(storage.path(), job.name(), new Configuration());
        Output output = new Output(spec.commandLine().getOut(), shared);
        Optional<String> report = given.text("report.path");

        store.checkWritable();
        output.check();
        report.ifPresent(path -> Output.checkWritable("report.path", path));

        TrainingOutcome outcome;
        try (Progress progress = Progress.on(spec.commandLine().getErr(), shared)) {
            outcome = job.run(Session.open("train " + job.name(), shared), progress);
        }

        ReportData page = ReportPages.of(job, outcome, given);
        SortedMap<String, byte[]> files = outcome.files();
        files.put(ConfigurationOptions.FROZEN, given.frozen().getBytes(StandardCharsets.UTF_8));
        files.put(ReportPages.JSON, page.toJson().getBytes(StandardCharsets.UTF_8));
        files.put(ReportPages.HTML, Report.html(page).getBytes(StandardCharsets.UTF_8));
        StoredModel published = store.publish(run(), files);
        store.retain(storage.keep(), GRACE);
        report.ifPresent(path -> Output.write(
                "report.path", path, Report.html(ReportPages.published(page, published.version(), published.path()))));

        output.results(words(outcome, published, report), json(outcome, published));
        return ExitCode.DONE.number();
    }

    /** A name for this run: when it ended, and something no other run has. */
    private static String run() {
        String time =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(LocalDateTime.now(ZoneOffset.UTC));
        return time + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String words(TrainingOutcome outcome, StoredModel published, Optional<String> report) {
        StringBuilder words = new StringBuilder(DataWords.summary(outcome.data()));
        words.append(String.format(
                Locale.ROOT,
                "%,d parameters, %d epochs in %.1f s, %,.0f samples/s, %d rounds on %d shard%s%n%n",
                outcome.model().parameters().length,
                outcome.trained().history().epochs().size(),
                outcome.trained().seconds(),
                outcome.trained().samplesPerSecond(),
                outcome.trained().history().rounds().size(),
                outcome.trained().plan().shards(),
                outcome.trained().plan().shards() == 1 ? "" : "s"));
        words.append(outcome.scored()
                .card()
                .map(ScoreWords::of)
                .orElse("No test windows (split.test): nothing is known of how good this model is.\n"));
        words.append(String.format(
                Locale.ROOT,
                "%nPublished %s version %d: %s%n",
                published.name(),
                published.version(),
                published.path()));
        report.ifPresent(path -> words.append("Report: ").append(path).append('\n'));
        return words.toString();
    }

    private static ObjectNode json(TrainingOutcome outcome, StoredModel published) {
        ObjectNode json = new ObjectMapper().createObjectNode().put("command", "train");
        json.putObject("model")
                .put("path", published.path())
                .put("name", published.name())
                .put("version", published.version())
                .put("parameters", outcome.model().parameters().length)
                .put("sha256", outcome.model().sha256());
        json.setAll(outcome.json());
        return json;
    }
}
