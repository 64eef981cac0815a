package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL of a configuration can only read. */
class ReadOnlySqlTest {
    private static final AtomicInteger CALLED = new AtomicInteger();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void someTablesAndAFunction() throws IOException {
        Files.writeString(folder.resolve("passwd.csv"), "root:x:0:0\n");
        Tables.of("id string, y double", Tables.row("a", 1.0), Tables.row("b", 2.0))
                .createOrReplaceTempView("readings");
        Tables.spark()
                .udf()
                .register(
                        "celsius",
                        (UDF1<Double, Double>) f -> {
                            CALLED.incrementAndGet();
                            return (f - 32) / 1.8;
                        },
                        DataTypes.DoubleType);
        Tables.spark().sql("create or replace temp view warm as select id, celsius(y) as y from readings");
    }

    @AfterAll
    static void gone() {
        Tables.spark().catalog().dropTempView("readings");
        Tables.spark().catalog().dropTempView("warm");
        Tables.spark().sql("drop temporary function celsius");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from readings",
                "select id, y from readings where y > 1 order by y desc limit 1;",
                "with t as (select upper(id) as id, y from readings) select id, avg(y) as y from t group by id",
                "select id, y, lag(y) over (partition by id order by y) as l from readings -- the one before",
                "from readings select id, cast(y as int) as y",
                "select * from values (1, 'reflecting (on it)') as t(y, id)",
                "select id, transform(array(y), v -> v + abs(v))[0] as y from readings",
                "select /* why (not) */ `id`, date_format(current_timestamp(), 'yyyy') as y from readings"
            })
    void aQueryThatReadsIsAnswered(String sql) {
        assertFalse(ReadOnlySql.query(Tables.spark(), sql).collectAsList().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop view readings",
                "create table stolen as select * from readings",
                "insert into readings select * from readings",
                "insert overwrite directory '/tmp/x' using csv select * from readings",
                "set spark.sql.shuffle.partitions=1",
                "add jar /tmp/evil.jar",
                "show tables",
                "explain select * from readings",
                "cache table readings",
                "create temporary function f as 'com.example.F' using jar '/tmp/evil.jar'",
                "begin select 1; end",
                "execute immediate 'drop view readings'",
                "select 1; drop view readings",
                "select 1) t; drop view readings; select (1",
                "select 1) insert into readings (id",
                "selekt 1",
                "from readings insert into a select * insert into b select *",
                "truncate table readings",
                ""
            })
    void aCommandIsNoQuery(String sql) {
        String told = refusal(() -> ReadOnlySql.query(Tables.spark(), sql));
        assertTrue(told.startsWith("input.sql must be one query that reads"), told);
        assertEquals(2, Tables.spark().table("readings").count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reflect('java.lang.System', 'getenv', 'HOME')",
                "REFLECT ('java.lang.System', 'getenv', 'HOME')",
                "java_method('java.lang.System', 'getenv', 'HOME')",
                "try_reflect('java.lang.System', 'getenv', 'HOME')",
                "`reflect`('java.lang.System', 'getenv', 'HOME')",
                "reflect/* a comment /* in a comment */ */('java.lang.System', 'getenv', 'HOME')",
                "reflect -- to the end of the line\n('java.lang.System', 'getenv', 'HOME')",
                "concat('/*', reflect('java.lang.System', 'getenv', 'HOME'), '*/')",
                "\"reflect\"('java.lang.System', 'getenv', 'HOME')",
                "(select max(reflect('java.lang.System', 'getenv', 'HOME')) from readings)"
            })
    void noMethodOfAnyClassIsCalled(String call) {
        String query = refusal(() -> ReadOnlySql.query(Tables.spark(), "select " + call + " as y from readings"));
        assertTrue(query.startsWith("input.sql must not call "), query);
        String where = refusal(() -> ReadOnlySql.filter(Tables.spark().table("readings"), call + " = '/root'"));
        assertTrue(where.startsWith("input.where must not call "), where);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id, celsius(y) as y from readings",
                "select id, `celsius` (y) as y from readings",
                "select id, transform(array(y), v -> celsius(v))[0] as y from readings",
                "select y, celsius/**/(y) as c from readings",
                "select y from readings where y > (select max(celsius(y)) from readings)",
                "select * from warm"
            })
    void aFunctionOfSomebodysOwnIsCalledOnlyWhenAllowedAtSubmission(String sql) {
        int before = CALLED.get();
        String told = refusal(() -> ReadOnlySql.query(Tables.spark(), sql));
        assertTrue(told.startsWith("input.sql must not call celsius"), told);
        assertTrue(told.contains("--conf spark.seiche.functions=celsius"), told);
        assertEquals(before, CALLED.get(), "it was called all the same");

        Tables.spark().conf().set(ReadOnlySql.FUNCTIONS, "fahrenheit, celsius");
        try {
            assertFalse(ReadOnlySql.query(Tables.spark(), sql).collectAsList().isEmpty());
        } finally {
            Tables.spark().conf().unset(ReadOnlySql.FUNCTIONS);
        }
        assertTrue(CALLED.get() > before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from values (identifier('ref' || 'lect')('java.lang.System', 'setProperty', 'seiche.x', 'y'))",
                "select identifier('java_method')('java.lang.System', 'setProperty', 'seiche.x', 'y') as y",
                "select * from identifier/**/('readings')"
            })
    void noNameIsComputed(String sql) {
        String told = refusal(() -> ReadOnlySql.query(Tables.spark(), sql));
        assertTrue(told.startsWith("input.sql must not call identifier"), told);
        assertNull(System.getProperty("seiche.x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from readings with ('path' = '/etc/passwd')",
                "select * from readings WITH/* options */\n('sessionInitStatement' = 'drop table t')",
                "with t as (select 1) select * from readings with('driver' = 'com.example.Driver')"
            })
    void noTableIsGivenOptions(String sql) {
        String told = refusal(() -> ReadOnlySql.query(Tables.spark(), sql));
        assertTrue(told.startsWith("input.sql must not give a table options"), told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from_xml('<a/>', 'b int', map('rowValidationXSDPath', '/etc/passwd'))",
                "schema_of_xml('<a/>', map('rowValidationXSDPath', '/etc/passwd'))",
                "from_avro(cast('' as binary), '{}', map('avroSchemaUrl', 'file:///etc/passwd'))",
                "from_protobuf(cast('' as binary), 'Message', '/etc/passwd')",
                "xpath('<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>', 'a')",
                "xpath_string('<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>', 'a')",
                "XPath_Int('<a/>', 'a')"
            })
    void noFunctionNamesAFile(String call) {
        String told = refusal(() -> ReadOnlySql.query(Tables.spark(), "select " + call + " as y"));
        assertTrue(told.contains(", which can read a file"), told);
    }

    @Test
    void aQueryThatTakesMinutesToParseIsRefused() {
        String deep = "(".repeat(5_000) + "1" + ")".repeat(5_000);
        assertTrue(refusal(() -> ReadOnlySql.query(Tables.spark(), "SELECT " + deep))
                .startsWith("input.sql must not nest parentheses deeper than 30"));
        String longOne = "SELECT 1" + " + 1".repeat(10_000);
        assertTrue(refusal(() -> ReadOnlySql.query(Tables.spark(), longOne))
                .startsWith("input.sql must have at most 20,000 characters, was 40,008"));
    }

    @Test
    void aFunctionWrittenInSqlIsSomebodysOwnToo() {
        Tables.spark().sql("create temporary function doubled(x double) returns double return 2 * x");
        try {
            String told = refusal(() -> ReadOnlySql.query(Tables.spark(), "select doubled(y) as y from readings"));
            assertTrue(told.startsWith("input.sql must not call doubled"), told);
        } finally {
            Tables.spark().sql("drop temporary function doubled");
        }
    }

    @Test
    void aConditionOnATableMadeWithAFunctionIsOfItsOwnCallsOnly() {
        Dataset<Row> warm = Tables.spark().table("warm");
        assertEquals(2, ReadOnlySql.filter(warm, "y < 100").count());
        String told = refusal(() -> ReadOnlySql.filter(Tables.spark().table("readings"), "celsius(y) < 100"));
        assertTrue(told.startsWith("input.where must not call celsius"), told);
    }

    @Test
    void noQueryNamesAFile() {
        String file = "csv.`" + folder.resolve("passwd.csv") + "`";
        assertEquals(1, Tables.spark().sql("select * from " + file).count(), "the way that is closed");
        Dataset<Row> readings = Tables.spark().table("readings");
        for (Supplier<Dataset<Row>> way : List.<Supplier<Dataset<Row>>>of(
                () -> ReadOnlySql.query(Tables.spark(), "select * from " + file),
                () -> ReadOnlySql.table(Tables.spark(), file, Map.of()),
                () -> ReadOnlySql.filter(readings, "exists (select 1 from " + file + " where _c0 like 'root%')"))) {
            Exception refused = assertThrows(Exception.class, way::get);
            String told = ReadFailure.of("it", refused).getMessage();
            assertTrue(told.contains("not in the catalog"), told);
        }
    }

    @Test
    void noSettingAndNoEnvironmentVariableIsFilledIn() {
        assertEquals(
                System.getenv("PATH"),
                Tables.spark().sql("select '${env:PATH}' as y").first().getString(0),
                "the way that is closed");
        String told = refusal(() -> ReadOnlySql.query(Tables.spark(), "select '${env:PATH}' as y"));
        assertTrue(told.contains("must not hold ${...}"), told);
    }

    @Test
    void theSessionsSettingsAreAsBefore() {
        assertNull(Tables.spark().conf().get("spark.sql.maxPlanStringLength", null));
        Tables.spark().conf().set("spark.sql.runSQLOnFiles", "true");
        Tables.spark().conf().set("spark.sql.debug.maxToStringFields", "7");
        try {
            refusal(() -> ReadOnlySql.query(Tables.spark(), "drop view readings"));
            assertEquals("true", Tables.spark().conf().get("spark.sql.runSQLOnFiles"));
            assertEquals("7", Tables.spark().conf().get("spark.sql.debug.maxToStringFields"));
            assertNull(Tables.spark().conf().get("spark.sql.maxPlanStringLength", null));
        } finally {
            Tables.spark().conf().unset("spark.sql.runSQLOnFiles");
            Tables.spark().conf().unset("spark.sql.debug.maxToStringFields");
        }
    }

    @Test
    void aCallAfterManyColumnsIsDetected() {
        StringBuilder many = new StringBuilder("select ");
        for (int i = 0; i < 200; i++) {
            many.append("y + ").append(i).append(" as c").append(i).append(", ");
        }
        Tables.spark().sql(many + "celsius(y) as last from readings").createOrReplaceTempView("many");
        try {
            String told = refusal(() -> ReadOnlySql.query(Tables.spark(), "select * from many"));
            assertTrue(told.startsWith("input.sql must not call celsius"), told);
        } finally {
            Tables.spark().catalog().dropTempView("many");
        }
    }

    private static String refusal(Supplier<Dataset<Row>> reading) {
        return assertThrows(ForbiddenReadException.class, reading::get).getMessage();
    }
}
