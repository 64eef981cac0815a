package io.seiche.table;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table of CSV files, read by Spark. Spark reads columns by position and compares each file's header with the names of
 * the columns. Where it has named columns itself, since a heading is empty or is there more than once, this class
 * compares the headers of the files with one another instead.
 */
final class CsvTable {
    private CsvTable() {}

    /** Returns whether a source is of CSV files. */
    static boolean isCsv(Source source) {
        return source != null
                && source.kind() == Source.SourceKind.PATH
                && source.format().equals(FileFormat.CSV.text());
    }

    /** Returns whether the first line of each file is its header. */
    static boolean hasHeader(Source source) {
        return isCsv(source)
                && Boolean.parseBoolean(FileFormat.readerOptions(source).get("header"));
    }

    /**
     * Reads the files.
     *
     * @param identifiers columns that are read as text
     * @throws io.seiche.series.DataException if the files have different headers, where Spark cannot compare them
     */
    static Dataset<Row> read(SparkSession spark, Source source, Set<String> identifiers) {
        Map<String, String> options = FileFormat.readerOptions(source);
        Dataset<Row> table =
                spark.read().format(source.format()).options(options).load(source.at());
        StructType schema = IdentifierText.of(table, source, identifiers);
        StructType text = asText(schema, source);
        boolean named = namedBySpark(spark, source, schema);
        if (named) {
            CsvFiles.requireOneHeader(spark, source);
            options.put("enforceSchema", "true");
        }
        if (!named && text.equals(table.schema())) {
            return table;
        }
        Dataset<Row> again = spark.read()
                .format(source.format())
                .options(options)
                .schema(text)
                .load(source.at());
        return checked(again, schema, source);
    }

    /** Returns whether Spark named a column: {@code _c0} for an empty heading, {@code y1} for one that is repeated. */
    static boolean namedBySpark(SparkSession spark, Source source, StructType schema) {
        String[] names = schema.fieldNames();
        boolean numbered = IntStream.range(0, names.length)
                .anyMatch(i ->
                        names[i].length() > Integer.toString(i).length() && names[i].endsWith(Integer.toString(i)));
        return numbered && hasHeader(source) && CsvFiles.hasOddHeading(spark, source);
    }

    /**
     * Returns the schema with text in place of numbers with fractions. Where {@code inferSchema} asks for types, Spark
     * takes literals of Java for numbers.
     */
    static StructType asText(StructType schema, Source source) {
        if (!Boolean.parseBoolean(FileFormat.readerOptions(source).get("inferSchema"))) {
            return schema;
        }
        return new StructType(Arrays.stream(schema.fields())
                .map(field -> field.dataType() instanceof DoubleType
                        ? new StructField(field.name(), DataTypes.StringType, field.nullable(), field.metadata())
                        : field)
                .toArray(StructField[]::new));
    }

    /** Returns rows read {@link #asText} with the types of a schema; reading a text that is no number fails. */
    static Dataset<Row> checked(Dataset<Row> rows, StructType schema, Source source) {
        return rows.select(Arrays.stream(schema.fields())
                .map(field -> {
                    Column column = SeriesTable.column(field.name());
                    boolean text = field.dataType() instanceof DoubleType
                            && rows.schema().apply(field.name()).dataType().equals(DataTypes.StringType);
                    return text
                            ? NumberText.of(source)
                                    .required(column, field.name())
                                    .as(field.name())
                            : column;
                })
                .toArray(Column[]::new));
    }
}
