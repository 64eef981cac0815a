package io.seiche.table;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Fields within columns of records, as Parquet and JSON have them, named with dots: {@code meter.load}. */
final class NestedFields {
    private NestedFields() {}

    /** Returns a table with columns of their own for the fields named; a column whose own name has dots comes first. */
    static Dataset<Row> lifted(Dataset<Row> table, List<String> names) {
        Dataset<Row> all = table;
        for (String name : names) {
            Optional<Column> field = List.of(all.columns()).contains(name) ? Optional.empty() : field(table, name);
            if (field.isPresent()) {
                all = all.withColumn(name, field.get());
            }
        }
        return all;
    }

    private static Optional<Column> field(Dataset<Row> table, String name) {
        return table.schema().getFieldIndex(head(name)).isEmpty()
                ? Optional.empty()
                : inside(SeriesTable.column(head(name)), table.schema().apply(head(name)), rest(name));
    }

    private static Optional<Column> inside(Column column, StructField field, String name) {
        if (name.isEmpty()) {
            return Optional.of(column);
        }
        return field.dataType() instanceof StructType fields
                        && !fields.getFieldIndex(head(name)).isEmpty()
                ? inside(column.getField(head(name)), fields.apply(head(name)), rest(name))
                : Optional.empty();
    }

    private static String head(String name) {
        return name.split("\\.", 2)[0];
    }

    private static String rest(String name) {
        return name.contains(".") ? name.split("\\.", 2)[1] : "";
    }
}
