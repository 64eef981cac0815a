package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.text.Refusal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration names a database, a table and ranges, and nothing that a driver would run, load or read. */
final class JdbcTableTest {
    private static final String URL = "jdbc:postgresql://db:5432/load";

    @ParameterizedTest
    @ValueSource(
            strings = {
                URL,
                "jdbc:postgresql://db.example.org/load",
                "jdbc:mysql://db:3306/load",
                "jdbc:sqlserver://db:1433;databaseName=load",
                "jdbc:oracle:thin:@//db:1521/load.example.org",
                "jdbc:db2://db:50000/LOAD"
            })
    void aServerAndADatabaseAreAUrl(String url) {
        assertEquals(url, JdbcTable.of(url, "hours").options().get("url"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "postgresql://db/load",
                "JDBC:postgresql://db/load",
                "jdbc:postgresql:load",
                "jdbc:postgresql:///load",
                "jdbc:postgresql://db/load?socketFactory=org.example.Boom",
                "jdbc:postgresql://db/load?loggerFile=/etc/cron.d/x&loggerLevel=TRACE",
                "jdbc:postgresql://db/load?user=me&password=secret",
                "jdbc:postgresql://db,other/load",
                "jdbc:postgresql://me:secret@db/load",
                "jdbc:postgresql://db/load%3FsslFactory=x",
                "jdbc:postgresql://db/load\n",
                "jdbc:postgresql://db/load#x",
                "jdbc:postgresql://db/../load?x",
                "jdbc:mysql://db/load?autoDeserialize=true",
                "jdbc:mysql://db/load?allowLoadLocalInfile=true",
                "jdbc:mysql://(host=db,allowLoadLocalInfile=true)/load",
                "jdbc:mysql://address=(host=db)(autoDeserialize=true)/load",
                "jdbc:mysql:loadbalance://db/load",
                "jdbc:mysql+srv://db/load",
                "jdbc:mariadb://db/load",
                "jdbc:sqlserver://db",
                "jdbc:sqlserver://db;databaseName=load;trustServerCertificate=true",
                "jdbc:sqlserver://db;socketFactoryClass=x;databaseName=load",
                "jdbc:oracle:thin:me/secret@//db:1521/load",
                "jdbc:oracle:thin:@ldap://db/load",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=db)))",
                "jdbc:oracle:oci:@//db/load",
                "jdbc:db2://db:50000/load:clientRerouteServerListJNDIName=ldap://x;",
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://x/a.sql'",
                "jdbc:h2:tcp://db/load",
                "jdbc:derby:memory:x;create=true",
                "jdbc:sqlite:/etc/passwd",
                "jdbc:hive2://db/load",
                "jdbc:none:x"
            })
    void noUrlHasParametersOrASecret(String url) {
        Refusal refused = assertThrows(Refusal.class, () -> JdbcTable.of(url, "hours"));
        assertTrue(refused.getMessage().startsWith("input.jdbc.url must be one of jdbc:postgresql:"));
        assertTrue(!refused.getMessage().contains("secret"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "(select 1) t",
                "hours; drop table hours",
                "hours where true",
                "hours t",
                "pg_read_file('/etc/passwd')",
                "a.b.c.d",
                "a..b",
                "\"hours\"",
                "`hours`",
                "[hours]",
                "hours--",
                "hours/**/",
                "1hours",
                "hours\n"
            })
    void aTableIsAName(String table) {
        String told =
                assertThrows(Refusal.class, () -> JdbcTable.of(URL, table)).getMessage();
        assertTrue(told.startsWith("input.jdbc.table must be the name of a table or view"), told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|0|9|4|partitionColumn must be given with",
                "''|''|''|4|partitionColumn must be given with",
                "hour|''|9|4|lowerBound must be a whole number",
                "hour|0|now()|4|upperBound must be a whole number",
                "hour|0|9 or 1=1|4|upperBound must be a whole number",
                "hour|0|9|1|partitions must be from 2 to 1000",
                "hour|0|9|1001|partitions must be from 2 to 1000",
                "hour+1|0|9|4|partitionColumn must be the name of a column"
            })
    void rangesAreAColumnTwoBoundsAndANumber(String column, String lower, String upper, int partitions, String told) {
        String message = assertThrows(
                        Refusal.class, () -> new JdbcTable(URL, "hours", column, lower, upper, partitions))
                .getMessage();
        assertTrue(message.startsWith("input.jdbc." + told), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver", "sessionInitStatement", "dbtable", "query", "user", "password"})
    void aSourceHasNoOptionsOfADriver(String option) {
        Source source = new Source(
                Source.SourceKind.JDBC, "hours", "", new TreeMap<>(Map.of("url", URL, option, "org.example.Boom")));
        assertEquals(Map.of("url", URL), source.options());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jdbc:postgresql://db:5432/other", "jdbc:postgresql://db:5432/", "*"})
    void onlyTheSubmissionAllowsADatabase(String allowed) {
        var spark = SparkForTests.session().newSession();
        spark.conf().set(JdbcTable.URLS, allowed);
        String told = assertThrows(ForbiddenReadException.class, () -> JdbcTable.of(URL, "hours")
                        .read(spark))
                .getMessage();
        assertTrue(told.startsWith("input.jdbc.url must be a database that this job may read, but " + URL), told);
    }

    @ParameterizedTest
    @CsvSource({"jdbc:mysql://db/load, com.mysql.cj.jdbc.Driver", "jdbc:db2://db/load, com.ibm.db2.jcc.DB2Driver"})
    void aMissingDriverIsSaid(String url, String driver) {
        var spark = SparkForTests.session().newSession();
        spark.conf().set(JdbcTable.URLS, URL + ", " + url);
        String told = assertThrows(ForbiddenReadException.class, () -> JdbcTable.of(url, "hours")
                        .read(spark))
                .getMessage();
        assertTrue(told.startsWith("input.jdbc.url needs the driver " + driver), told);
    }
}
