package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.series.Label;
import io.seiche.series.SeriesSpec;
import io.seiche.series.TimeAxis;
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

/**
 * The rows of a source that are still coming, in one shape for every input and by series, in no order.
 *
 * @param bySeries each with its rows
 * @param axis what their times mean
 */
public record RowStream(KeyValueGroupedDataset<String, TableRow> bySeries, TimeAxis axis) {
    /** Files whose columns a streaming reader must be told. */
    private static final Set<String> FILES = Set.of("csv", "json", "orc", "parquet", "avro", "xml");

    /**
     * Opens the input's source: a folder that files come into, or another streaming source that has a path.
     *
     * @param input what its columns mean
     * @param series the policies of training
     * @param axis what times were in training, for times written as text
     * @throws DataException if it is not there, not as the input says, or cannot be read
     * @throws IllegalArgumentException if it has no path
     */
    public static RowStream open(SparkSession spark, InputSpec input, SeriesSpec series, TimeAxis axis) {
        JavaSerialization.require(spark);
        Source source = input.source();
        String what = SeriesTable.describe(source);
        if (source.kind() != Source.Kind.PATH) {
            throw new IllegalArgumentException(
                    "input must have a path to be read as a stream, a folder that files come into; it has " + what);
        }
        return ReadFailure.told(what, () -> of(read(spark, source), input, series, axis));
    }

    /** Opens a streaming Dataset. */
    public static RowStream of(Dataset<Row> rows, InputSpec input, SeriesSpec series, TimeAxis axis) {
        InputSpec unlabelled = input.with(input.columns().with(Label.NONE)); // a label is what is asked for
        SeriesTable table = SeriesTable.openStream(rows, unlabelled, series, axis.kind());
        boolean numbers = table.axis().kind() == TimeAxis.Kind.NUMBER;
        if (numbers != (axis.kind() == TimeAxis.Kind.NUMBER)) {
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

    /** Columns are those of the files that lie there now; one that has others is refused when it comes. */
    private static Dataset<Row> read(SparkSession spark, Source source) throws IOException {
        DataStreamReader reader = spark.readStream().format(source.format());
        if (FILES.contains(source.format())) {
            reader = reader.schema(SeriesTable.read(spark, source).schema());
        }
        if (source.format().equals("csv")) {
            reader = reader.option("header", true).option("enforceSchema", false);
        }
        return reader.options(source.options()).load(folder(spark, source.at()));
    }

    /** A path as Spark's stream of files takes it: a folder, or a pattern, as which a single file is written. */
    private static String folder(SparkSession spark, String at) throws IOException {
        Path path = new Path(at);
        FileSystem fileSystem = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
        if (!fileSystem.exists(path) || fileSystem.getFileStatus(path).isDirectory()) {
            return at;
        }
        String name = path.getName();
        return new Path(path.getParent(), "[" + name.charAt(0) + "]" + name.substring(1)).toString();
    }

    /** What a failure of a running query means, where it is the source that cannot be read; else the failure itself. */
    public static RuntimeException refusal(Source source, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage());
            if (cause instanceof DataException
                    || said.startsWith("[FAILED_READ_FILE")
                    || said.startsWith("CSV header does not conform")) {
                return ReadFailure.of(SeriesTable.describe(source), failure);
            }
        }
        return new IllegalStateException(failure);
    }
}
