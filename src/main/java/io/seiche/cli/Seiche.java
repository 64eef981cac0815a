package io.seiche.cli;

import io.seiche.text.Printable;
import io.seiche.training.JavaRelease;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line, {@code seiche COMMAND}. */
@Command(
        name = "seiche",
        mixinStandardHelpOptions = true,
        versionProvider = Seiche.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Recurrent networks over the time series of a data lake, trained on Apache Spark.",
        subcommands = {
            TrainCommand.class,
            RetrainCommand.class,
            EvaluateCommand.class,
            BacktestCommand.class,
            ForecastCommand.class,
            StreamCommand.class,
            SampleCommand.class,
            InspectCommand.class,
            ModelsCommand.class,
            PlanCommand.class,
            BenchCommand.class,
            CompareCommand.class,
            TuneCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            CommandLine.HelpCommand.class,
            ConfigurationHelp.class,
            Completion.class
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  seiche train --conf conf/sp500.conf",
            "  seiche forecast out/models/sp500",
            "  seiche COMMAND --help",
            "",
            "Exit codes: 0 done, 2 usage or configuration, 3 data refused, 4 training diverged, 5 storage,",
            "6 superseded by another run, 7 challenger not better, champion kept, 70 a bug of ours,",
            "130 interrupted by SIGINT, 143 by SIGTERM."
        })
public final class Seiche implements Runnable {
    @Spec
    private CommandSpec spec;

    private Seiche() {}

    /** Runs one command and ends the process with its exit code (see the README). */
    public static void main(String[] args) {
        Interruption.watch();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        out.flush();
        err.flush();
        if (code == ExitCode.DONE.number()) {
            ClassArchive.write();
        }
        if (!"cluster".equals(System.getProperty("spark.submit.deployMode"))) {
            System.exit(code);
        }
        // The driver is a guest in a container here: it ends by returning, and fails by throwing.
        SparkSession.getActiveSession().foreach(session -> {
            session.stop();
            return null;
        });
        if (code != ExitCode.DONE.number()) {
            throw new IllegalStateException("seiche ended with exit code " + code + ", see above");
        }
    }

    /** Runs one command, as {@link #main} does, and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(commandLine().setOut(out).setErr(err), args);
    }

    /** Runs one command of a command line. */
    static int run(CommandLine line, String... args) {
        try {
            JavaRelease.require();
            return line.execute(args);
        } catch (RuntimeException | Error failure) { // picocli handles exceptions of commands only
            return Failures.tell(failure, line.getErr(), List.of(args).contains("--verbose"));
        }
    }

    /** The commands, their options and what happens when they fail. */
    static CommandLine commandLine() {
        return new CommandLine(new Seiche())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(usage())
                .setExecutionExceptionHandler((failure, command, parsed) -> Failures.tell(
                        failure, command.getErr(), command.getParseResult().hasMatchedOption("--verbose")));
    }

    private static IParameterExceptionHandler usage() {
        return (ParameterException wrong, String[] args) -> {
            PrintWriter err = wrong.getCommandLine().getErr();
            err.println("seiche: " + Printable.message(wrong.getMessage()));
            UnmatchedArgumentException.printSuggestions(wrong, err);
            err.println("seiche: for help: "
                    + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE.number();
        };
    }

    /** No command: the help, as usage error. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The output of {@code --version}. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Seiche.class.getPackage().getImplementationVersion();
            return new String[] {"seiche " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
