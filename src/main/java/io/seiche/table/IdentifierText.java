package io.seiche.table;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
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
        return text || Arrays.stream(table.inputFiles()).anyMatch(file -> isPartition(file, name));
    }

    /** Returns true if a file is in a directory {@code name=value}, in which Spark escapes special characters of the name. */
    private static boolean isPartition(String file, String name) {
        for (String part : URI.create(file).getPath().split("/", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0
                    && ExternalCatalogUtils.unescapePathName(part.substring(0, equals))
                            .equals(name)) {
                return true;
            }
        }
        return false;
    }
}
