package io.seiche.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;

/**
 * Columns of Parquet files whose type Spark does not know, such as UUID, TIME or FLOAT16. One of them makes the whole file
 * unreadable, and Spark's message does not name it.
 */
final class ParquetTypes {
    private static final int LOOKED_AT = 20;

    private ParquetTypes() {}

    /**
     * Returns the sentence about the columns of the type that Spark refuses; empty if it refuses something else.
     *
     * @param refusal Spark's exception, which has the type as a parameter
     */
    static Optional<String> unreadable(SparkSession spark, Source source, SparkThrowable refusal) {
        String type = String.valueOf(refusal.getMessageParameters().get("parquetType"));
        if (!String.valueOf(refusal.getCondition()).startsWith("PARQUET_TYPE_")
                || source.kind() != Source.SourceKind.PATH) {
            return Optional.empty();
        }
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        for (Path file :
                new TextLines(spark, source).files().stream().limit(LOOKED_AT).toList()) {
            List<String> columns = columns(file, type, hadoop);
            if (!columns.isEmpty()) {
                return Optional.of(" contains the file " + file.getName() + ", whose column "
                        + String.join(", ", columns) + " has the type " + type
                        + ", which Spark cannot read; write the file with text or a number there, or without it");
            }
        }
        return Optional.empty();
    }

    private static List<String> columns(Path file, String type, Configuration hadoop) {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
            return reader.getFileMetaData().getSchema().getColumns().stream()
                    .filter(column -> text(column.getPrimitiveType()).equals(type))
                    .map(column -> "\"" + String.join(".", column.getPath()) + "\"")
                    .collect(Collectors.toList());
        } catch (Exception e) {
            return List.of(); // Spark's own message is reported instead
        }
    }

    /** Returns a type as Spark writes it. */
    private static String text(PrimitiveType type) {
        return type.getPrimitiveTypeName()
                + (type.getLogicalTypeAnnotation() == null ? "" : " (" + type.getLogicalTypeAnnotation() + ")");
    }
}
