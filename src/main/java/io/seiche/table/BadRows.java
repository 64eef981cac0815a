package io.seiche.table;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of CSV or JSON files that Spark refused, read again for the message: their number and the first of them.
 *
 * @param count number of rows
 * @param file path of the file with the first of them
 * @param text the row as it is written
 */
record BadRows(long count, Path file, String text) {
    /** Column of Spark's reader that holds rows that it cannot read. */
    private static final String ROW = "__seiche_row";

    /** Number of characters of a row that a message shows. */
    private static final int SHOWN = 80;

    /** Returns the rows of a source that Spark cannot read; empty if it can read all. */
    static Optional<BadRows> of(SparkSession spark, Source source) {
        Map<String, String> options = FileFormat.readerOptions(source);
        options.put("mode", "PERMISSIVE");
        options.put("columnNameOfCorruptRecord", ROW);
        var reader = spark.read().format(source.format());
        if (CsvTable.isCsv(source)) {
            StructType schema = reader.options(options).load(source.at()).schema();
            options.put("enforceSchema", "true");
            reader.schema(schema.add(ROW, DataTypes.StringType));
        }
        Dataset<Row> table = reader.options(options).load(source.at());
        if (table.columns().length < 2 || !List.of(table.columns()).contains(ROW)) {
            return Optional.empty();
        }
        String another = table.columns()[table.columns()[0].equals(ROW) ? 1 : 0]; // Spark reads no rows without one
        Row first = table.select(
                        functions.input_file_name().as("file"),
                        functions.input_file_block_start().as("block"),
                        functions.monotonically_increasing_id().as("row"),
                        functions.col(ROW),
                        SeriesTable.column(another).as("another"))
                .filter(functions.col(ROW).isNotNull())
                .agg(
                        functions.count(functions.lit(1)),
                        functions.min(functions.struct("file", "block", "row", ROW, "another")))
                .first();
        if (first.getLong(0) == 0) {
            return Optional.empty();
        }
        Row row = first.getStruct(1);
        return Optional.of(new BadRows(first.getLong(0), new Path(URI.create(row.getString(0))), row.getString(3)));
    }

    /** Returns the file and line of the first row: {@code a.csv, line 4}. */
    String place(SparkSession spark, Source source) {
        String line = text.lines().findFirst().orElse("");
        var number = new TextLines(spark, source).number(file, line);
        return file.getName() + (number.isPresent() ? ", line " + number.getAsLong() : "");
    }

    /** Returns the first row in quotes, shortened, and the number of such rows if there are several. */
    String shown() {
        return "\"" + shortened(text) + "\"" + (count > 1 ? String.format(Locale.ROOT, " (%,d such rows)", count) : "");
    }

    /** Returns a text without control characters, cut off after some of it. */
    static String shortened(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }
}
