package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.evaluation.Season;
import io.seiche.store.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files outside of the store: their permissions, and texts that a spreadsheet would run. */
final class OutputTableTest {
    @TempDir
    Path directory;

    @Test
    void textsThatASpreadsheetWouldRunArePrefixed() {
        List<String> names = List.of("=1+1", "+x", "-x", "@x", "\tx", "\rx", "a=b", "", "7", "'x");
        Dataset<Row> rows = SparkForTests.session()
                .createDataset(names, Encoders.STRING())
                .toDF("a`b.c")
                .selectExpr("`a``b.c`", "-1.5 as y_hat");
        List<Row> safe = OutputTable.escaped(rows).collectAsList();
        assertEquals(
                List.of("'=1+1", "'+x", "'-x", "'@x", "'\tx", "'\rx", "a=b", "", "7", "'x"),
                safe.stream().map(row -> row.getString(0)).toList());
        assertTrue(safe.stream().allMatch(row -> row.getDecimal(1).doubleValue() == -1.5));
    }

    @Test
    void filesOutsideOfTheStoreHaveItsPermissions() throws IOException {
        Path page = directory.resolve("page.html");
        new OutputFile("report.path", page.toString(), new Configuration()).write("<html>");
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(page)));
        Path out = directory.resolve("out");
        SparkForTests.session()
                .range(3)
                .selectExpr("id", "id as y")
                .write()
                .partitionBy("id")
                .parquet(out.toString());
        OutputFile.restrict(out.toString(), new Configuration());
        try (Stream<Path> all = Files.walk(out)) {
            for (Path each : all.toList()) {
                assertEquals(
                        Files.isDirectory(each) ? "rwxr-x---" : "rw-r-----",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
                        each.toString());
            }
        }
    }

    @Test
    void aStrideOfTheSeasonIsWarnedOf() {
        Season day = new Season(24, "a day of rows");
        assertEquals(Optional.empty(), day.strideWarning(1));
        assertEquals(Optional.empty(), day.strideWarning(23));
        assertEquals(Optional.empty(), new Season(1, "none").strideWarning(24));
        assertTrue(day.strideWarning(48)
                .orElseThrow()
                .startsWith("window.stride = 48 is a multiple of the season of 24 rows"));
        assertTrue(day.strideWarning(24).orElseThrow().endsWith("choose a stride such as 23"));
    }
}
