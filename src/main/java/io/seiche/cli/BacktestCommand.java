package io.seiche.cli;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.configuration.Keys;
import io.seiche.job.Backtest;
import io.seiche.job.Backtest.Refit;
import io.seiche.report.Report;
import io.seiche.store.LoadedModel;
import io.seiche.training.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seiche backtest}: forecasts from rolling origins, scored on the rows after each. */
@Command(
        name = "backtest",
        description = {
            "Forecast every series of a table from several origins in its past, and score the forecasts on the rows after each"
                    + " origin, beside the baselines. The last rows of every series are the test span: --windows origins,"
                    + " --step rows apart. Nothing is published.",
            ""
        },
        footer = {
            "  seiche backtest --conf conf/chicago.conf --windows 8",
            "  seiche backtest --conf conf/chicago.conf --windows 4 --step 28 --refit every --out out/folds --format csv",
            "  seiche backtest out/models/chicago --refit none --windows 8 --json -"
        })
final class BacktestCommand extends SeicheCommand {
    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = "With --refit none, the model that forecasts: a directory, or STORE/NAME[@version|@alias].")
    private String model;

    @Option(
            names = "--windows",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of origins (default: ${DEFAULT-VALUE}).")
    private int windows;

    @Option(
            names = "--step",
            paramLabel = "ROWS",
            description = "Rows from one origin to the next (default: window.horizon).")
    private Integer step;

    @Option(
            names = "--refit",
            paramLabel = "none|once|every",
            description = "none: MODEL forecasts; once: one training, on the rows before the first origin; every: one"
                    + " training before each origin (default: once, or none with a MODEL).")
    private Refit refit;

    @Option(names = "--report", paramLabel = "FILE", description = "HTML page of the scores and errors to write.")
    private String report;

    @Mixin
    private OutputTable table;

    @Mixin
    private ConfigurationOptions configuration;

    private Progress progress = new Progress() {};

    @Override
    public Integer call() throws InterruptedException, IOException {
        Output output = output();
        table.checkFormat();
        if (report != null) {
            Output.file("--report", report).check();
        }
        Backtest backtest = backtest();
        table.check();
        SparkSession spark = Session.open(
                "backtest " + backtest.job().name(),
                shared,
                backtest.job().series().timeZone());
        try (Backtest.BacktestOutcome outcome = run(backtest, spark)) {
            BacktestView view = new BacktestView(backtest, outcome);
            String written = table.write("Forecasts", outcome.rows()).orElse("");
            var json = view.json();
            table.facts(json);
            if (report != null) {
                Output.file("--report", report).write(Report.ofBacktest(view.page()));
                written += "Report: " + report + "\n";
                json.put("report", report);
            }
            output.results(view.text() + written, json);
        }
        return ExitCode.DONE.number();
    }

    private Backtest backtest() {
        if (model == null && refit == Refit.NONE) {
            throw new ConfigurationException(
                    "--refit none must be given a MODEL to forecast with; name one, or set --refit once");
        }
        if (model != null && refit != null && refit != Refit.NONE) {
            throw new ConfigurationException("--refit trains a network, so that no MODEL must be given, was " + model
                    + "; leave it out, or set --refit none");
        }
        if (model == null) {
            Configuration given = settled(configuration.read());
            return Backtest.of(given, windows, step, Optional.ofNullable(refit).orElse(Refit.ONCE));
        }
        LoadedModel opened = open(model);
        return Backtest.of(configuration.readOr(opened), windows, step, opened.model());
    }

    private Configuration settled(Configuration given) {
        int horizon = given.get(Keys.HORIZON);
        int after = new Backtest.Origins(windows, step == null ? horizon : step).rowsAfter(0, horizon);
        return ConfigurationOptions.settled(
                given, "backtest", shared, spec.commandLine().getErr(), after);
    }

    private Backtest.BacktestOutcome run(Backtest backtest, SparkSession spark) throws InterruptedException {
        try {
            return backtest.run(spark, this::next);
        } finally {
            progress.close();
        }
    }

    /** The progress of one training, or a line as each of several trainings begins, which run side by side. */
    private synchronized TrainingListener next(int origin) {
        PrintWriter err = spec.commandLine().getErr();
        if (windows == 1 || refit != Refit.EVERY) {
            progress = Progress.on(err, shared);
            return progress;
        }
        if (!shared.quiet()) {
            err.println("origin " + origin + " of " + windows);
            err.flush();
        }
        return TrainingListener.NONE;
    }
}
