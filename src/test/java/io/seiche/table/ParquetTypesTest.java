package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.DataException;
import io.seiche.series.DataFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with types that Spark does not write itself: they are read for what they are, or refused by the column's name. */
class ParquetTypesTest {
    private static final int ROWS = 40;

    /** Seconds from 1970 to 2024. */
    private static final long FIRST = 1_704_067_200;

    @TempDir
    private Path folder;

    private Source write(String fields, BiConsumer<Group, Integer> fill) throws IOException {
        Path file = folder.resolve("t.parquet");
        MessageType type = MessageTypeParser.parseMessageType("message table { " + fields + " }");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withType(type)
                .withConf(new Configuration())
                .build()) {
            for (int row = 0; row < ROWS; row++) {
                Group group = new SimpleGroupFactory(type).newGroup();
                fill.accept(group, row);
                writer.write(group);
            }
        }
        return Source.path(file.toString(), "parquet", Map.of());
    }

    private static DataFacts facts(Source source) {
        InputSpec input = InputSpec.tall(source, "", "ts", Tables.target());
        try (TableData data =
                TableReader.read(Tables.spark(), input, Defaults.series(), Tables.SPLIT, Tables.WINDOWS)) {
            return data.facts();
        }
    }

    private static String refusal(Source source) {
        return assertThrows(DataException.class, () -> facts(source)).getMessage();
    }

    private static String summary(DataFacts facts) {
        return facts.firstText() + " to " + facts.lastText() + " by "
                + facts.frequency().text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIMESTAMP(MILLIS,true) | 1000",
                "TIMESTAMP(MILLIS,false) | 1000",
                "TIMESTAMP(MICROS,true) | 1000000",
                "TIMESTAMP(MICROS,false) | 1000000"
            })
    void timesOfEachUnit(String type, long units) throws IOException {
        Source source = write("optional int64 ts (" + type + "); required double y;", (group, row) -> group.append(
                        "ts", (FIRST + row * 3600L) * units)
                .append("y", row % 7.0));
        assertEquals("2024-01-01 00:00:00 to 2024-01-02 15:00:00 by 1h", summary(facts(source)));
    }

    /** Pandas writes nanoseconds; Spark refuses them unless it is told to read whole numbers. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void nanosecondsAreReadAsWholeNumbersWithThisMeaning(boolean utc) throws IOException {
        Source source = write(
                "optional int64 ts (TIMESTAMP(NANOS," + utc + ")); optional double y;",
                (group, row) -> group.append("ts", (FIRST + row * 3600L) * 1_000_000_000)
                        .append("y", row % 7.0));
        String key = "spark.sql.legacy.parquet.nanosAsLong";
        String before = Tables.spark().conf().get(key);
        try {
            Tables.spark().conf().set(key, "true");
            assertEquals("1704067200000000000 to 1704207600000000000 by 1h", summary(facts(source)));
            assertEquals("epoch-nanos", facts(source).axis().format().text());
        } finally {
            Tables.spark().conf().set(key, before);
        }
    }

    @Test
    void timesOfOldWriters() throws IOException {
        Source source = write("optional int96 ts; optional double y;", (group, row) -> group.append(
                        "ts", new NanoTime(2_460_311 + row / 24, row % 24 * 3_600_000_000_000L))
                .append("y", row % 7.0));
        assertEquals("2024-01-01 00:00:00 to 2024-01-02 15:00:00 by 1h", summary(facts(source)));
    }

    /** One such column makes the whole file unreadable for Spark, though it is not named in the configuration. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fixed_len_byte_array(16) | UUID | FIXED_LEN_BYTE_ARRAY (UUID)",
                "fixed_len_byte_array(2) | FLOAT16 | FIXED_LEN_BYTE_ARRAY (FLOAT16)",
                "fixed_len_byte_array(12) | INTERVAL | FIXED_LEN_BYTE_ARRAY (INTERVAL)",
                "int32 | TIME(MILLIS,true) | INT32 (TIME(MILLIS,true))",
                "int64 | TIME(NANOS,true) | INT64 (TIME(NANOS,true))"
            })
    void aColumnOfATypeThatSparkDoesNotKnowIsNamed(String primitive, String logical, String shown) throws IOException {
        int length = primitive.contains("(") ? Integer.parseInt(primitive.replaceAll("\\D", "")) : 0;
        Source source = write(
                "optional int64 ts; optional double y; optional group meta { optional " + primitive + " odd (" + logical
                        + "); }",
                (group, row) -> {
                    Group meta = group.append("ts", (long) row)
                            .append("y", row % 7.0)
                            .addGroup("meta");
                    if (primitive.equals("int32")) {
                        meta.append("odd", row);
                    } else if (primitive.equals("int64")) {
                        meta.append("odd", (long) row);
                    } else {
                        meta.append("odd", Binary.fromConstantByteBuffer(ByteBuffer.allocate(length)));
                    }
                });
        assertEquals(
                "path \"" + source.at() + "\" contains the file t.parquet, whose column \"meta.odd\" has the type "
                        + shown
                        + ", which Spark cannot read; write the file with text or a number there, or without it",
                refusal(source));
    }

    @Test
    void columnsThatDifferOnlyInCaseAreRefused() throws IOException {
        Source source = write(
                "optional int64 ts; optional double y; optional double Y;",
                (group, row) ->
                        group.append("ts", (long) row).append("y", 1.0 + row).append("Y", 2.0));
        assertTrue(
                refusal(source)
                        .endsWith(
                                " has a column more than once, or in upper and lower case: `y`; give all but one another"
                                        + " name in the files"),
                refusal(source));
    }

    @Test
    void unsignedNumbersAreNotNegative() throws IOException {
        Source source = write(
                "optional int32 ts; optional int64 y (INTEGER(64,false));",
                (group, row) -> group.append("ts", row).append("y", row == 9 ? -1L : row % 7));
        String warning = facts(source).warnings().get(0);
        assertTrue(warning.startsWith("column \"y\" is 1.8446744073709552E19 in 1 row"), warning);
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        Path empty = Files.createFile(folder.resolve("cut.parquet"));
        assertEquals(
                "path \"" + empty
                        + "\" contains the file cut.parquet, which is empty, as of a copy that was cut off; write"
                        + " it again, or remove it",
                refusal(Source.path(empty.toString(), "parquet", Map.of())));
    }
}
