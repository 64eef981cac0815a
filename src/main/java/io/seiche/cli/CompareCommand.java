package io.seiche.cli;

import io.seiche.cell.Cells;
import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.job.Comparison;
import io.seiche.job.Comparison.Equal;
import io.seiche.job.TrainingJob;
import io.seiche.report.Report;
import io.seiche.training.TrainingListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seiche compare}: networks of several cells on one table. */
@Command(
        name = "compare",
        description = {
            "Train the configured network with one cell after another and show what each costs and how good it is. The"
                    + " cell of every recurrent layer in network.layers is replaced, its place, direction and those of its"
                    + " options that the cell has are kept. All cells have the same windows, epochs, batches, learning"
                    + " rate, seed, shards and local steps; the table is read once. Nothing is published.",
            ""
        },
        footer = {
            "  seiche compare --conf conf/sp500.conf",
            "  seiche compare --cells lstm,gru,mingru --equal parameters --conf conf/chicago.conf",
            "  seiche compare --cells rnn,lstm --conf conf/sp500.conf --set training.epochs=5 --json -"
        })
final class CompareCommand extends SeicheCommand {
    private static final String ALL = "all";

    @Option(
            names = "--cells",
            paramLabel = "all|CELL,...",
            split = ",",
            defaultValue = ALL,
            description = "Which cells, in this order (default: all).")
    private List<String> cells;

    @Option(
            names = "--equal",
            paramLabel = "units|parameters",
            defaultValue = "units",
            description = "What is the same in every network: the units of each layer (default), or the number of"
                    + " parameters, as nearly as whole units allow.")
    private Equal equal;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the page with table and plots is written (default: -cells appended to the name in"
                    + " report.path; none without it).")
    private String report;

    @Mixin
    private ConfigurationOptions configuration;

    private Progress progress = new Progress() {};

    @Override
    public Integer call() throws InterruptedException {
        Configuration given =
                configuration.settled("compare", shared, spec.commandLine().getErr());
        Comparison comparison = comparison(given);
        Output output = output();
        Optional<String> page =
                Optional.ofNullable(report).or(() -> given.report().map(CompareCommand::beside));
        page.ifPresent(path -> Output.file("--report", path).check());
        ComparisonView words = new ComparisonView(
                comparison,
                run(
                        comparison,
                        Session.open(
                                "compare " + comparison.job().name(),
                                shared,
                                comparison.job().series().timeZone())));
        page.ifPresent(path -> Output.file("--report", path).write(Report.ofComparison(words.page(given))));
        output.results(words.text() + page.map(path -> "Report: " + path + "\n").orElse(""), words.json());
        return words.allDiverged() ? ExitCode.DIVERGED.number() : ExitCode.DONE.number();
    }

    private Comparison comparison(Configuration given) {
        try {
            return Comparison.of(TrainingJob.of(given), cells.contains(ALL) ? Cells.names() : cells, equal);
        } catch (IllegalArgumentException refused) {
            throw refused instanceof ConfigurationException
                    ? refused
                    : new ConfigurationException("--cells: " + refused.getMessage(), refused);
        }
    }

    /** {@code out/sp500.html} to {@code out/sp500-cells.html}. */
    private static String beside(String path) {
        int dot = path.lastIndexOf('.');
        boolean ending = dot > path.lastIndexOf('/');
        return ending ? path.substring(0, dot) + "-cells" + path.substring(dot) : path + "-cells";
    }

    private Comparison.Result run(Comparison comparison, SparkSession spark) throws InterruptedException {
        try {
            return comparison.run(spark, cell -> next(cell, comparison));
        } finally {
            progress.close();
        }
    }

    private TrainingListener next(String cell, Comparison comparison) {
        PrintWriter err = spec.commandLine().getErr();
        progress.close();
        progress = Progress.on(err, shared);
        if (!shared.quiet()) {
            int place = List.copyOf(comparison.networks().keySet()).indexOf(cell) + 1;
            err.println(cell + ", " + place + " of " + comparison.networks().size());
            err.flush();
        }
        return progress;
    }
}
