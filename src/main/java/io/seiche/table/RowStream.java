package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.series.Label;
import io.seiche.series.SeriesSpec;
import io.seiche.series.TimeAxis;
import io.seiche.text.Refusal;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a streaming source, in one shape for every input, grouped by series and in no order.
 *
 * @param bySeries rows of each series
 * @param axis meaning of the times
 */
public record RowStream(KeyValueGroupedDataset<String, TableRow> bySeries, TimeAxis axis) {
    /**
     * Opens the input's source: a folder in which files arrive, or another streaming source that has a path.
     *
     * @param input roles of the columns
     * @param series policies of training
     * @param axis meaning of the times in training, used for times written as text
     * @throws DataException if the source does not exist, does not match the input, or cannot be read
     * @throws IllegalArgumentException if the source has no path
     */
    public static RowStream open(SparkSession spark, InputSpec input, SeriesSpec series, TimeAxis axis) {
        JavaSerialization.require(spark);
        Source source = input.source();
        String what = SeriesTable.describe(source);
        if (source.kind() != Source.SourceKind.PATH) {
            throw Refusal.of(
                    "input.path", "must be given for a stream, a folder in which files arrive; the input is " + what);
        }
        return ReadFailure.translate(
                what, source, () -> of(read(spark, source, input.identifiers()), input, series, axis));
    }

    /** Opens a streaming Dataset. */
    public static RowStream of(Dataset<Row> rows, InputSpec input, SeriesSpec series, TimeAxis axis) {
        InputSpec unlabelled = input.with(input.columns().with(Label.NONE)); // a label is predicted, not read
        SeriesTable table = SeriesTable.openStream(rows, unlabelled, series, axis);
        boolean numbers = table.axis().kind() == TimeAxis.TimeKind.NUMBER;
        if (numbers != (axis.kind() == TimeAxis.TimeKind.NUMBER)) {
            throw new DataException("time column \"" + input.time() + "\" must hold "
                    + (numbers ? "times" : "whole numbers") + " as the model's table did, holds "
                    + (numbers ? "whole numbers" : "times"));
        }
        return new RowStream(
                table.rows()
                        .groupBy(functions.col(SeriesTable.SERIES))
                        .as(Encoders.STRING(), Encoders.bean(TableRow.class)),
                table.axis());
    }

    /** Opens the stream with the columns of the files present now; a later file with other columns is refused. */
    private static Dataset<Row> read(SparkSession spark, Source source, Set<String> identifiers) throws IOException {
        DataStreamReader reader = spark.readStream().format(source.format());
        StructType schema = null;
        if (FileFormat.needsSchema(source.format())) {
            schema = SeriesTable.read(spark, source, identifiers).schema();
            if (CsvTable.namedBySpark(spark, source, schema)) {
                throw new DataException(SeriesTable.describe(source) + " has an empty or repeated heading, so that the"
                        + " headers of later files cannot be compared; give every column of the files a name of its"
                        + " own");
            }
            reader = reader.schema(CsvTable.isCsv(source) ? CsvTable.asText(schema, source) : schema);
        }
        Dataset<Row> rows = reader.options(FileFormat.readerOptions(source)).load(folder(spark, source.at()));
        return CsvTable.isCsv(source) ? CsvTable.checked(rows, schema, source) : rows;
    }

    /** Returns a path as Spark's file stream accepts it: a folder, or a pattern that matches a single file. */
    private static String folder(SparkSession spark, String at) throws IOException {
        Path path = new Path(at);
        FileSystem fileSystem = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
        if (!fileSystem.exists(path) || fileSystem.getFileStatus(path).isDirectory()) {
            return at;
        }
        String name = path.getName();
        return new Path(path.getParent(), "[" + name.charAt(0) + "]" + name.substring(1)).toString();
    }

    /**
     * Returns the exception for the failure of a running query: refused data if the source cannot be read, a refused
     * {@code input.path} if the checkpoint is of a stream of another folder, else the failure.
     */
    public static RuntimeException refusal(Source source, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).startsWith("Wrong basePath")) {
                return new Refusal(
                                "input.path",
                                "be the folder that the stream was begun with",
                                "\"" + source.at() + "\"",
                                "choose another --out")
                        .because(failure);
            }
            if (cause instanceof DataException
                    || String.valueOf(cause.getMessage()).startsWith("[FAILED_READ_FILE")
                    || ReadFailure.isHeader(cause)) {
                return ReadFailure.of(SeriesTable.describe(source), source, failure);
            }
        }
        return new IllegalStateException(failure);
    }
}
