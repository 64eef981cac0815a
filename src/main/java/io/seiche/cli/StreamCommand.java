package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.configuration.HadoopSettings;
import io.seiche.job.Forecasts;
import io.seiche.model.Model;
import io.seiche.model.Stepper;
import io.seiche.store.LoadedModel;
import io.seiche.store.StorageException;
import io.seiche.stream.ForecastStream;
import io.seiche.table.FileFormat;
import io.seiche.table.InputSpec;
import io.seiche.table.RowStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seiche stream}: a forecast for every new row. */
@Command(
        name = "stream",
        description = {
            "Answer the rows of a folder as its files come: each row advances what is carried of its series by one"
                    + " step, and gives a forecast. Columns are those of forecast, the rows read since rest (steps), and"
                    + " why a row was not read (refused). Without --conf, the table the model was trained on; without"
                    + " --out, forecasts go to standard output, a line of JSON each. Runs until it is interrupted, and"
                    + " goes on where it was when started again with the same --out.",
            ""
        },
        footer = {
            "  seiche stream out/models/load --set input.path=incoming --out out/live",
            "  seiche stream out/models/load --set input.path=incoming --out out/live --once --json -",
            "  seiche stream s3a://lake/models/load@champion --set input.path=s3a://lake/meters \\",
            "      --set input.format=parquet --out s3a://lake/forecasts/live --every '1 minute'"
        })
final class StreamCommand extends SeicheCommand {
    private static final String PARTITIONS = "spark.sql.shuffle.partitions";
    private static final int LEAST_PARTITIONS = 2;

    /** Sinks that write no files. */
    private static final List<String> WITHOUT_FILES = List.of("console", "noop");

    @Parameters(paramLabel = "MODEL", description = "A model directory, or STORE/NAME[@version|@alias].")
    private String model;

    @Option(names = "--out", paramLabel = "PATH", description = "Folder the forecasts are added to.")
    private String out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = OutputTable.Formats.class,
            description = "${COMPLETION-CANDIDATES}, console or noop, which need no --out; with its package delta or"
                    + " iceberg (default: parquet).")
    private String format;

    @Option(
            names = "--checkpoint",
            paramLabel = "PATH",
            description = "Folder that keeps what was read and what is carried of every series (default: _checkpoint in"
                    + " --out).")
    private String checkpoint;

    @Option(names = "--once", description = "Answer what is there, then end.")
    private boolean once;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "10 seconds",
            description = "How often to look for new files (default: ${DEFAULT-VALUE}).")
    private String every;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        FileFormat.checkWritable("--format", format(), WITHOUT_FILES);
        Output output = output();
        LoadedModel opened = open(model);
        Stepper.check(opened.model());
        Trigger trigger = trigger();
        checkSinks();
        Configuration given = configuration.readOr(opened);
        InputSpec input = Forecasts.input(opened.model(), given.source())
                .times(given.timeFormat())
                .where(given.where());
        SparkSession session = session(opened.model());
        StreamProgress progress = new StreamProgress(spec.commandLine().getErr(), shared);
        session.streams().addListener(progress);
        Dataset<Row> rows = progress.counting(ForecastStream.of(opened.model(), session, input));
        StreamingQuery query = started(rows.writeStream().trigger(trigger));
        Interruption.LastAction stop = Interruption.last(() -> stop(query));
        try {
            query.awaitTermination();
        } catch (StreamingQueryException failure) {
            throw RowStream.refusal(input.source(), failure);
        } finally {
            stop(query);
            stop.close();
        }
        progress.await();
        ObjectNode json = new ObjectMapper().createObjectNode().put("command", "stream");
        json.set("model", ModelView.facts(opened));
        progress.tell(json);
        if (out != null) {
            json.put("out", out).put("format", format());
        }
        output.results(
                out == null ? "" : "Forecasts: " + out + " (" + format() + ")\n" + progress.words() + "\n", json);
        return ExitCode.DONE.number();
    }

    private Trigger trigger() {
        try {
            return once ? Trigger.AvailableNow() : Trigger.ProcessingTime(every);
        } catch (RuntimeException notATime) {
            throw new ConfigurationException("--every must be a time such as \"10 seconds\", was \"" + every + "\"");
        }
    }

    private boolean toStandardOutput() {
        return out == null && format == null;
    }

    private String format() {
        return format == null ? "parquet" : format;
    }

    /** The same number of partitions for good: a checkpoint keeps series by them. */
    private SparkSession session(Model of) {
        SparkSession session = Session.openNew("stream " + of.name(), shared, of.timeZone());
        if (session.sparkContext().isLocal()
                && !session.sparkContext().getConf().contains(PARTITIONS)) {
            int cores = session.sparkContext().defaultParallelism();
            session.conf().set(PARTITIONS, Integer.toString(Math.max(LEAST_PARTITIONS, cores)));
        }
        return session;
    }

    private void checkSinks() throws IOException {
        if (toStandardOutput() && "-".equals(shared.json)) {
            throw new ConfigurationException(
                    "--json - and the forecasts cannot both go to standard output; give --out, or --json FILE");
        }
        if (out == null) {
            return;
        }
        checkpoint = checkpoint == null ? out + "/_checkpoint" : checkpoint;
        Path path = new Path(out);
        FileSystem fileSystem = path.getFileSystem(HadoopSettings.read());
        if (!fileSystem.exists(path)) {
            Output.file("--out", out).check();
        } else if (!fileSystem.getFileStatus(path).isDirectory()) {
            throw new StorageException("--out " + out + " is a file; give a folder");
        } else {
            checkFound(fileSystem.listStatus(path));
        }
    }

    /** Checks that files already in --out are of the same stream and in the same format. */
    private void checkFound(FileStatus[] found) throws IOException {
        if (found.length > 0 && !begun(new Path(checkpoint))) {
            throw new StorageException("--out " + out + " is there already, and at " + checkpoint
                    + " is no checkpoint of a stream that writes to it; choose another path, or say where its"
                    + " --checkpoint is");
        }
        List<String> formats = FileFormat.writable();
        for (FileStatus file : found) {
            String name = file.getPath().getName();
            String ending = name.substring(name.lastIndexOf('.') + 1);
            if (formats.contains(format()) && formats.contains(ending) && !ending.equals(format())) {
                throw new StorageException("--out " + out + " holds forecasts as " + ending + ", and --format is "
                        + format() + "; go on with --format " + ending + ", or choose another --out");
            }
        }
    }

    private static boolean begun(Path kept) throws IOException {
        return kept.getFileSystem(HadoopSettings.read()).exists(kept);
    }

    private StreamingQuery started(DataStreamWriter<Row> writer) throws TimeoutException {
        if (checkpoint != null) {
            writer.option("checkpointLocation", checkpoint);
        }
        if (toStandardOutput()) {
            PrintWriter lines = spec.commandLine().getOut();
            VoidFunction2<Dataset<Row>, Long> print = (rows, batch) -> print(rows, lines);
            return writer.foreachBatch(print).start();
        }
        writer.format(format()).options(FileFormat.writerOptions(format()));
        try {
            return out == null ? writer.start() : writer.start(out);
        } catch (Exception failure) {
            OutputTable.checkPackage(format(), failure);
            throw failure;
        }
    }

    private static void print(Dataset<Row> rows, PrintWriter lines) {
        rows.toJSON().collectAsList().forEach(lines::println);
        lines.flush();
    }

    private static void stop(StreamingQuery query) {
        try {
            if (query.isActive()) {
                query.stop();
            }
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }
}
