package io.seiche.table;

import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns whose text is an identifier. Spark infers types from the text of CSV, JSON and partition directories, so
 * that 007 and 7 would be one number; such columns are read again as text.
 */
final class IdentifierText {
    private IdentifierText() {}

    /** Returns the schema with text for identifiers whose type Spark has inferred. */
    static StructType of(Dataset<Row> table, Source source, Set<String> identifiers) {
        return new StructType(Arrays.stream(table.schema().fields())
                .map(field -> identifiers.contains(field.name())
                                && !(field.dataType() instanceof StringType)
                                && isInferred(table, source, field.name())
                        ? new StructField(field.name(), DataTypes.StringType, field.nullable(), field.metadata())
                        : field)
                .toArray(StructField[]::new));
    }

    private static boolean isInferred(Dataset<Row> table, Source source, String name) {
        boolean text =
                source.format().equals(FileFormat.CSV.text()) || source.format().equals(FileFormat.JSON.text());
        return text || PartitionColumns.file(table, name).isPresent();
    }
}
