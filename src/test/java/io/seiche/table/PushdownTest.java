package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns and rows that are read from a file, by Spark's physical plan. */
final class PushdownTest {
    @TempDir
    Path folder;

    private String plan(String format, InputSpec input) {
        String path = folder.resolve(format).toString();
        Tables.of(
                        "id string, ts string, y double, temp double",
                        Tables.fourSeries().toArray(new Object[0][]))
                .withColumn("ts", functions.col("ts").cast("timestamp"))
                .withColumn("note", functions.lit("read by nobody"))
                .write()
                .format(format)
                .save(path);
        InputSpec there = input.from(Source.path(path, format, Map.of()));
        return SeriesTable.sorted(SeriesTable.open(Tables.spark(), null, there, Defaults.series(), false)
                        .rows())
                .queryExecution()
                .executedPlan()
                .toString();
    }

    private static String part(String plan, String name) {
        Matcher matcher =
                Pattern.compile(name + ": (\\[[^\\]]*\\]|struct<[^>]*>)").matcher(plan);
        assertTrue(matcher.find(), plan);
        return matcher.group(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc"})
    void onlyTheColumnsNamedAreRead(String format) {
        String plan = plan(format, Tables.input(Tables.target()));
        assertEquals("struct<id:string,ts:timestamp,y:double>", part(plan, "ReadSchema"));
        assertEquals("[]", part(plan, "PushedFilters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc"})
    void rowsAreChosenByTheSource(String format) {
        String plan = plan(format, Tables.input(Tables.target()).where("temp > 0.25 and id in ('s1', 's2')"));
        List<String> filters = List.of("GreaterThan(temp,0.25)", "In(id, [s1,s2])");
        filters.forEach(filter -> assertTrue(plan.contains(filter), plan));
        assertEquals("struct<id:string,ts:timestamp,y:double,temp:double>", part(plan, "ReadSchema"));
    }

    @Test
    void aSeriesIsSortedByWhatItWasShuffledBy() {
        String plan = plan("parquet", Tables.input(Tables.target()));
        assertEquals(1, plan.split("Exchange ", -1).length - 1, plan);
        assertEquals(1, plan.split("Sort ", -1).length - 1, plan);
    }
}
