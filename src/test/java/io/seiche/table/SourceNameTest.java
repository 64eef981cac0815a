package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceNameTest {
    @ParameterizedTest
    @CsvSource({
        "data/sp500.csv, sp500",
        "sales.csv.gz, sales",
        "s3a://lake/warehouse/Daily Sales/, daily-sales",
        "hdfs://host:8020/lake/sales/*.parquet, sales",
        "/lake/sales/day=2024-01-01/part-0.csv, part-0",
        "/lake/sales/day=2024-01-01, sales",
        "/lake/v1.2, v1.2",
        "/lake/{a;b}/x.orc, x",
        "a..b.csv, a.b",
        "_hidden-, hidden"
    })
    void aPathNamesItsLastPart(String path, String expected) {
        assertEquals(
                Optional.of(expected),
                Source.path(path.replace(';', ','), "csv", Map.of()).name());
    }

    @ParameterizedTest
    @CsvSource({"sales, sales", "lake.shop.Orders_2024, orders_2024", "`my lake`.`the table`, the-table"})
    void aTableNamesItsLastPart(String table, String expected) {
        assertEquals(Optional.of(expected), Source.table(table).name());
    }

    @Test
    void aLongNameIsCutToWhatAStoreTakes() {
        assertEquals("x".repeat(64), Source.table("x".repeat(300)).name().orElseThrow());
    }

    @Test
    void aQueryAndAPathWithoutLettersHaveNoName() {
        assertEquals(Optional.empty(), Source.sql("select 1").name());
        assertEquals(Optional.empty(), Source.path("/*", "csv", Map.of()).name());
    }
}
