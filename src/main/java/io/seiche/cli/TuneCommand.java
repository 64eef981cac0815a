package io.seiche.cli;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.configuration.KeyGrid;
import io.seiche.evaluation.OriginErrors.SearchMeasure;
import io.seiche.job.Halving;
import io.seiche.job.Tuning;
import io.seiche.text.Words;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seiche tune}: values of keys chosen by the validation windows. */
@Command(
        name = "tune",
        description = {
            "Choose values of keys by the validation windows. Every combination of the values given is a candidate. All"
                    + " candidates are trained for a few epochs, side by side; the best of them go on, and only the last"
                    + " ones are trained in full. The windows of the test span are left out. Nothing is published: train"
                    + " with the settings printed.",
            ""
        },
        footer = {
            "  seiche tune --conf conf/chicago.conf --grid 'training.learningRate=[0.001, 0.003, 0.01]'",
            "  seiche tune --conf conf/sp500.conf --grid 'window.lookback=[25, 50]' \\",
            "      --grid 'network.layers=[\"gru(16), dense(1)\", \"lstm(16), dense(1)\"]' --out out/chosen.conf"
        })
final class TuneCommand extends SeicheCommand {
    @Option(
            names = "--grid",
            paramLabel = "key=[value, ...]",
            description = "Values of a key, which is relative to the root; repeat it for further keys.")
    private List<String> grid = new ArrayList<>();

    @Option(
            names = "--rungs",
            paramLabel = "N",
            description = "Number of rungs; 1 trains all candidates in full (default: as many as leave one or a few"
                    + " candidates for the last one, if the epochs suffice).")
    private Integer rungs;

    @Option(
            names = "--factor",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "One candidate in N is kept after a rung, for N times the epochs (default: ${DEFAULT-VALUE}).")
    private int factor;

    @Option(
            names = "--measure",
            paramLabel = "mse|mae|pinball",
            description =
                    "Error to choose by, in that of repeating the last value (default: pinball for quantiles, else"
                            + " mse).")
    private SearchMeasure measure;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the configuration with the chosen values is written.")
    private String out;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() throws InterruptedException {
        Output output = output();
        KeyGrid keys = KeyGrid.of(grid);
        Halving halving = halving();
        if (out != null) {
            Output.file("--out", out).check();
        }
        Configuration given =
                configuration.settled("tune", shared, spec.commandLine().getErr());
        Tuning tuning = Tuning.of(given, keys, halving, measure);
        SparkSession spark = Session.open(
                "tune " + given.name(),
                shared,
                tuning.candidates().get(0).job().series().timeZone());
        TuningView view = new TuningView(tuning, tuning.run(spark, listener()));
        String written = "";
        var json = view.json();
        if (out != null) {
            Output.file("--out", out).write(view.chosen().configuration().frozen());
            written = "Configuration: " + out + "\n";
            json.put("configuration", out);
        }
        output.results(view.text() + written, json);
        return ExitCode.DONE.number();
    }

    private Halving halving() {
        try {
            if (rungs != null && rungs < 1) {
                throw new IllegalArgumentException("--rungs must be 1 or more, was " + rungs);
            }
            return new Halving(rungs == null ? Halving.AUTO : rungs, factor);
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException(refused.getMessage(), refused);
        }
    }

    /** A line before each rung and after each of its candidates. */
    private Tuning.TuningListener listener() {
        PrintWriter err = spec.commandLine().getErr();
        return new Tuning.TuningListener() {
            @Override
            public void onRung(int rung, int all, int candidates) {
                tell(String.format(Locale.ROOT, "rung %d of %d: %s", rung, all, Words.count(candidates, "candidate")));
            }

            @Override
            public void onCandidate(int rung, Tuning.TuningCandidate candidate, int epochs, double seconds) {
                tell(String.format(
                        Locale.ROOT,
                        "candidate %d: %s in %.1f s",
                        candidate.number(),
                        Words.count(epochs, "epoch"),
                        seconds));
            }

            private synchronized void tell(String line) {
                if (!shared.quiet()) {
                    err.println(line);
                    err.flush();
                }
            }
        };
    }
}
