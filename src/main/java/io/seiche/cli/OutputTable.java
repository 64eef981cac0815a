package io.seiche.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.ConfigurationException;
import io.seiche.configuration.HadoopSettings;
import io.seiche.store.OutputFile;
import io.seiche.store.StorageException;
import io.seiche.table.FileFormat;
import io.seiche.text.Reason;
import io.seiche.text.Words;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import picocli.CommandLine.Option;

/** The options of commands that write a table of forecasts. */
final class OutputTable {
    @Option(names = "--out", paramLabel = "PATH", description = "Folder the forecasts are written to.")
    private String out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            completionCandidates = Formats.class,
            description =
                    "${COMPLETION-CANDIDATES}; with its package avro, delta or iceberg (default: ${DEFAULT-VALUE}).")
    private String format;

    @Option(
            names = "--escape-formulas",
            description =
                    "Write ' before texts that a spreadsheet would run as formulas: those beginning with = + - @.")
    private boolean escapeFormulas;

    @Option(names = "--overwrite", description = "Replace what is at --out.")
    private boolean overwrite;

    /** Returns true if the table is written. */
    boolean given() {
        return out != null;
    }

    /**
     * Checks the format.
     *
     * @throws ConfigurationException if forecasts are not written in it
     */
    void checkFormat() {
        FileFormat.checkWritable("--format", format, List.of());
    }

    /**
     * Checks, before the work is done, that the table could be written.
     *
     * @throws StorageException if it could not
     */
    void check() throws IOException {
        if (out == null) {
            return;
        }
        Path path = new Path(out);
        var fileSystem = path.getFileSystem(HadoopSettings.read());
        if (fileSystem.exists(path) && !overwrite) {
            throw new StorageException("--out " + out + " is there already; choose another path, or add --overwrite");
        }
        if (!fileSystem.exists(path)) {
            Output.file("--out", out).check();
        }
    }

    /** Writes the rows if the option is given, and returns a line about it. */
    Optional<String> write(String what, Dataset<Row> rows) {
        if (out == null) {
            return Optional.empty();
        }
        try {
            (escapeFormulas ? escaped(rows) : rows)
                    .write()
                    .mode(overwrite ? SaveMode.Overwrite : SaveMode.ErrorIfExists)
                    .format(format)
                    .options(FileFormat.writerOptions(format))
                    .save(out);
            if (FileFormat.writable().contains(format)) {
                OutputFile.restrict(out, HadoopSettings.read());
            }
        } catch (IOException failure) {
            throw new StorageException(
                    "--out " + out + " is written, but its permissions cannot be changed: " + Reason.of(failure),
                    failure);
        } catch (Exception failure) {
            checkPackage(format, failure);
            throw failure;
        }
        return Optional.of(what + ": " + out + " (" + format + ")\n");
    }

    /** Returns rows whose texts no spreadsheet runs: it takes those that begin with these characters for formulas. */
    static Dataset<Row> escaped(Dataset<Row> rows) {
        Dataset<Row> safe = rows;
        for (StructField field : rows.schema().fields()) {
            if (field.dataType().equals(DataTypes.StringType)) {
                Column text = functions.col(Words.backquoted(field.name()));
                safe = safe.withColumn(
                        field.name(),
                        functions
                                .when(text.rlike("^[=+\\-@\\t\\r\\n]"), functions.concat(functions.lit("'"), text))
                                .otherwise(text));
            }
        }
        return safe;
    }

    /** @throws ConfigurationException if writing failed because the format's package is missing */
    static void checkPackage(String format, Exception failure) {
        String message = String.valueOf(failure.getMessage());
        boolean missing =
                message.startsWith("[DATA_SOURCE_NOT_FOUND]") || message.startsWith("Failed to find data source");
        if (missing && FileFormat.external().contains(format)) {
            throw new ConfigurationException(
                    "--format " + format
                            + " needs a package that Spark does not have; add it at submission with --spark"
                            + " --packages, or choose one of " + String.join(", ", FileFormat.writable()),
                    failure);
        }
    }

    /** Adds path and format to the JSON of a command, if the table is written. */
    void facts(ObjectNode json) {
        if (out != null) {
            json.put("out", out).put("format", format);
        }
    }

    /** The formats that forecasts are written in, for help and completion. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return FileFormat.writable().iterator();
        }
    }
}
