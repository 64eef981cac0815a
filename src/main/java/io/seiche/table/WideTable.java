package io.seiche.table;

import io.seiche.series.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StringType;

/** Converts a wide table, with one column per series, to a long one, with one row per series and time. */
final class WideTable {
    /** Column of series names in the long table. */
    static final String NAMES = "__series";

    private WideTable() {}

    /** Returns the columns that are series: those the input names, or all that have no other role. */
    static List<String> seriesColumns(Dataset<Row> table, InputSpec input, String by) {
        List<String> series = new ArrayList<>(input.wide());
        if (series.isEmpty()) {
            series.addAll(Arrays.asList(table.columns()));
            series.removeAll(shared(input, by));
        }
        if (series.isEmpty()) {
            throw new DataException("input.wide leaves no column to be a series: all are id, time or covariates");
        }
        return series;
    }

    /** Returns the columns that all series of a row share. */
    private static List<String> shared(InputSpec input, String by) {
        List<String> shared = new ArrayList<>(List.of(input.time()));
        if (!input.id().isEmpty()) {
            shared.add(input.id());
        }
        shared.addAll(input.columns().past());
        shared.addAll(input.columns().future());
        if (!by.isEmpty() && !shared.contains(by)) {
            shared.add(by);
        }
        return shared;
    }

    /**
     * Returns the long table.
     *
     * @param input input with the columns that are series filled in; one that the table lacks has no values
     * @param by column of versions of rows; "" for none
     */
    static Dataset<Row> melted(Dataset<Row> table, InputSpec input, String by) {
        List<String> there = List.of(table.columns());
        List<String> shared = shared(input, by);
        shared.retainAll(there);
        boolean text = input.wide().stream()
                .anyMatch(name ->
                        there.contains(name) && table.schema().apply(name).dataType() instanceof StringType);
        List<Column> all = new ArrayList<>();
        shared.forEach(name -> all.add(SeriesTable.column(name)));
        for (String name : input.wide()) {
            Column values = there.contains(name) ? SeriesTable.column(name) : functions.lit(null);
            all.add(values.cast(text ? "string" : "double").as(name));
        }
        return table.select(all.toArray(new Column[0]))
                .unpivot(
                        shared.stream().map(SeriesTable::column).toArray(Column[]::new),
                        input.wide().stream().map(SeriesTable::column).toArray(Column[]::new),
                        NAMES,
                        input.columns().targets().get(0));
    }
}
