package io.seiche.table;

import io.seiche.Defaults;
import io.seiche.SparkForTests;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Small tables for the tests of this package. */
final class Tables {
    static final WindowSpec WINDOWS = new WindowSpec(5, 2, 1, Normalizers.NONE);
    static final SplitSpec SPLIT = SplitSpec.of(0.1, 0.2);

    private Tables() {}

    static SparkSession spark() {
        return SparkForTests.session();
    }

    /** A Dataset of these rows; schema as in SQL: {@code id string, ts timestamp}. */
    static Dataset<Row> of(String schema, Object[]... rows) {
        return spark().createDataFrame(
                        Arrays.stream(rows).map(RowFactory::create).toList(), StructType.fromDDL(schema));
    }

    static Object[] row(Object... values) {
        return values;
    }

    /** Four daily series of differing length with a covariate: {@code id, ts, y, temp}. */
    static List<Object[]> fourSeries() {
        List<Object[]> rows = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            for (int t = 0; t < 40 + 300 * s; t++) {
                String date = LocalDate.of(2020, 1, 1).plusDays(t).toString();
                rows.add(row("s" + s, date, Math.sin(t) + s, Math.cos(t * 0.5)));
            }
        }
        return rows;
    }

    static Columns withTemperature() {
        return new Columns(List.of("y"), List.of("temp"), List.of(), List.of());
    }

    static Columns target() {
        return new Columns(List.of("y"), List.of(), List.of(), List.of());
    }

    static InputSpec input(Columns columns) {
        return InputSpec.tall(null, "id", "ts", columns);
    }

    static TableData read(Dataset<Row> rows, InputSpec input) {
        return TableReader.read(rows, input, Defaults.series(), SPLIT, WINDOWS);
    }

    /** Every chunk to the last bit, in their order. */
    static SortedSet<String> fingerprint(TableData data) {
        TreeSet<String> all = new TreeSet<>();
        for (Chunk c : data.chunks().collect()) {
            all.add(c.series() + " " + c.index() + " " + c.firstRow() + " " + c.cutoffs() + " "
                    + Arrays.hashCode(c.values()) + " "
                    + c.times().hashCode() + " " + Arrays.hashCode(c.statics()) + " "
                    + Arrays.hashCode(c.scaler().center()) + " "
                    + Arrays.hashCode(c.scaler().scale()));
        }
        return all;
    }
}
