package io.seiche.job;

import io.seiche.SparkForTests;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Small tables of daily series. */
public final class TablesForTests {
    private static final StructType SCHEMA = new StructType()
            .add("unique_id", DataTypes.StringType)
            .add("day", DataTypes.IntegerType)
            .add("y", DataTypes.DoubleType)
            .add("wind", DataTypes.DoubleType);

    private TablesForTests() {}

    /** Waves of a week's length, a series each id, days in no order; columns unique_id, ds, y, wind. */
    public static Dataset<Row> waves(int days, String... ids) {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(5);
        for (int id = 0; id < ids.length; id++) {
            for (int day = 0; day < days; day++) {
                double y = 100 * (id + 1) + 10 * Math.sin(2 * Math.PI * day / 7) + random.nextGaussian();
                rows.add(RowFactory.create(ids[id], day, y, random.nextGaussian()));
            }
        }
        Collections.shuffle(rows, random);
        return SparkForTests.session()
                .createDataFrame(rows, SCHEMA)
                .withColumn(
                        "ds",
                        functions.date_add(
                                functions
                                        .lit(LocalDate.of(2024, 1, 1).toString())
                                        .cast("date"),
                                functions.col("day")))
                .drop("day");
    }

    /** Returns settings that name the columns of {@link #waves}; the rows are given as a Dataset. */
    static Map<String, Object> wavesSettings() {
        return new HashMap<>(Map.of(
                "name", "waves",
                "input.path", "unread.csv",
                "input.id", "unique_id",
                "input.time", "ds",
                "input.target", "y"));
    }
}
