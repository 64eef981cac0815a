package io.seiche.cli;

import io.seiche.configuration.Configuration;
import io.seiche.job.KeptRun;
import io.seiche.job.Publication;
import io.seiche.job.TrainingJob;
import io.seiche.job.TrainingOutcome;
import io.seiche.network.NetworkSpec;
import io.seiche.store.ModelVersion;
import io.seiche.text.Printable;
import io.seiche.text.Words;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seiche train}: from a table to a published model, its scores and its report. */
@Command(
        name = "train",
        description = {
            "Read a table, check it, cut its series into windows, train a network on them, score it on the test span"
                    + " beside baselines, publish it as a new version in the store, and write the report.",
            "",
            "The same rows, configuration, seed and number of shards give the same parameters, byte for byte, on one"
                    + " core or on a cluster. A run that was killed is taken up by the same command, to the same bytes.",
            ""
        },
        footer = {
            "  seiche train --conf conf/sp500.conf",
            "  seiche train --conf conf/sp500.conf --set training.epochs=5 --set network.layers='gru(32), dense(1)'",
            "  seiche train --conf conf/chicago.conf --json - | jq .test.mae",
            "  SPARK_HOME=/opt/spark seiche train --conf hdfs:///conf/a.conf --master yarn --spark --num-executors 8"
        })
final class TrainCommand extends SeicheCommand {
    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() throws InterruptedException {
        Output output = output();
        Configuration asked = configuration.read();
        Publication.check(asked);
        Configuration given = ConfigurationOptions.settled(
                asked, "train", shared, spec.commandLine().getErr(), 0);
        TrainingJob job = TrainingJob.of(given);
        Publication publication = Publication.of(given, job);
        PrintWriter err = spec.commandLine().getErr();
        KeptRun kept = KeptRun.of(given, sentence -> err.println("seiche: " + Printable.message(sentence)));
        TrainingOutcome outcome;
        Interruption.LastAction save = Interruption.last(() -> stop(kept, err));
        try (Progress progress = Progress.on(err, shared)) {
            outcome = job.run(
                    Session.open("train " + job.name(), shared, job.series().timeZone()), kept, progress);
        } finally {
            save.close();
        }
        ModelVersion version = publication.publish("train", outcome, kept.identity());
        PublicationView.results(output, "train", publication, outcome, version, words(outcome));
        kept.finish();
        return ExitCode.DONE.number();
    }

    private static void stop(KeptRun kept, PrintWriter err) {
        int round = kept.stop();
        if (round > 0) {
            err.println("seiche: interrupted; round " + round + " is kept, the same command goes on from there");
            err.flush();
        }
    }

    /** Returns the text of a network's training. */
    static String words(TrainingOutcome outcome) {
        return String.format(
                        Locale.ROOT,
                        "%s, %s in %.1f s, %,.0f samples/s, %s on %s%nSHA-256 of the parameters: %s%n",
                        Words.count(outcome.model().parameters(), "parameter"),
                        Words.count(outcome.trained().history().epochs().size(), "epoch"),
                        outcome.trained().seconds(),
                        outcome.trained().samplesPerSecond(),
                        Words.count(outcome.trained().history().rounds().size(), "round"),
                        Words.count(outcome.trained().plan().shards(), "shard"),
                        outcome.trained().sha256())
                + mean(outcome.model().members().get(0).network())
                + validated(outcome.model().lineage());
    }

    /** Returns a sentence on the validation windows that the shares of a mean were chosen on; "" without any. */
    private static String validated(Map<String, String> lineage) {
        String naive = lineage.get("validation.naive");
        if (naive == null) {
            return "";
        }
        double gain = 100 * (1 - Double.parseDouble(lineage.get("validation.lossRelative")));
        return String.format(
                Locale.ROOT,
                "On the %s that these shares were chosen on, its error (pinball loss) is %.1f %% %s than that of %s.%n",
                Words.count(Long.parseLong(lineage.get("validation.windows")), "validation window"),
                Math.abs(gain),
                gain < 0 ? "higher" : "lower",
                naive);
    }

    /** Returns the networks of a mean with their shares, a line each; "" for another network. */
    private static String mean(NetworkSpec network) {
        List<NetworkSpec> members = network.members();
        if (members.size() == 1) {
            return "";
        }
        double[] shares = network.weights();
        StringBuilder text = new StringBuilder(String.format("The forecast is the mean of%n"));
        for (int i = 0; i < shares.length; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %5.1f %%  %s%n",
                    100 * shares[i],
                    members.get(i).unfitted()));
        }
        return text.toString();
    }
}
