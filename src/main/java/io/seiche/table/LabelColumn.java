package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.series.Label;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The label column of a table: its classes, and each row's class as a position among them. */
final class LabelColumn {
    private LabelColumn() {}

    /**
     * Returns the label with its classes: those it already has, or all classes in the table, sorted as numbers if all
     * are whole numbers, else as text.
     *
     * @throws DataException if the table holds too many classes, or fewer than two
     */
    static Label read(Dataset<Row> table, Label label) {
        if (!label.isColumn() || !label.classes().isEmpty()) {
            return label;
        }
        List<String> classes = table
                .select(text(label).as("class"))
                .filter(functions.col("class").isNotNull())
                .distinct()
                .limit(Label.MOST_CLASSES + 1)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        String column = "label column \"" + label.text() + "\"";
        if (classes.size() > Label.MOST_CLASSES) {
            throw new DataException(
                    column + " holds more than " + Label.MOST_CLASSES + " classes; to learn a number, set"
                            + " training.task = forecast, or cut it into"
                            + " classes: input.label = rise(0.01) or"
                            + " above(30)");
        }
        if (classes.size() < 2) {
            throw new DataException(column + " must hold at least 2 classes, holds "
                    + (classes.isEmpty() ? "none" : "only \"" + classes.get(0) + "\"")
                    + "; name another column in input.label, or look at what input.where leaves");
        }
        boolean numbers = classes.stream().allMatch(name -> name.matches("-?\\d{1,18}"));
        return label.with(classes.stream()
                .sorted(numbers ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder())
                .toList());
    }

    /**
     * Returns the column to be packed for a label: the position of each row's class, or room for a class derived from a
     * target, which is filled in once the series is complete. Empty without a label.
     */
    static List<Column> packed(Label label) {
        return switch (label.rule()) {
            case NONE -> List.of();
            case COLUMN -> List.of(position(label));
            case RISE, ABOVE -> List.of(functions.lit(0.0));
        };
    }

    /** Returns the column of class positions; NaN for a row without a class. */
    private static Column position(Label label) {
        Column known =
                functions.array(label.classes().stream().map(functions::lit).toArray(Column[]::new));
        return functions.coalesce(
                functions.array_position(known, text(label)).minus(1).cast("double"), functions.lit(Double.NaN));
    }

    /** Returns the column of class names; null for a row without a class. */
    private static Column text(Label label) {
        Column name = functions.trim(SeriesTable.column(label.text()).cast("string"));
        return functions.when(name.notEqual("").and(name.notEqual("NaN")), name);
    }
}
