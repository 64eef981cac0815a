package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a PostgreSQL server that asks for a password. */
class DatabaseTest {
    private static final String URLS = "spark.seiche.jdbc.urls";
    private static final String SECRET = "pass-Word-4711";
    private static final List<String> SETTINGS =
            List.of("hadoop.security.credential.provider.path", "seiche.jdbc.user");

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres server;
    private static String url;

    @BeforeAll
    static void aServer() throws Exception {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .start();
        url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
        String rows = String.join(
                "\n",
                Files.readAllLines(Path.of("data/sp500.csv")).stream()
                        .skip(1)
                        .map(line -> "insert into closes values ('" + line.substring(0, 10) + "', "
                                + line.split(",", -1)[4] + ");")
                        .toList());
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role reader login password '" + SECRET + "'");
            statement.execute("create table closes (day timestamp, close double precision)");
            statement.execute(rows);
            statement.execute("grant select on closes to reader");
            Path rules = folder.resolve("data/pg_hba.conf");
            Files.writeString(rules, "host all reader all scram-sha-256\n" + Files.readString(rules));
            statement.execute("select pg_reload_conf()");
        }
        CredentialProvider secrets =
                CredentialProviderFactory.getProviders(settings()).get(0);
        secrets.createCredentialEntry("seiche.jdbc.password", SECRET.toCharArray());
        secrets.flush();
    }

    @AfterAll
    static void theServerEnds() throws IOException {
        SETTINGS.forEach(SparkForTests.session().sparkContext().hadoopConfiguration()::unset);
        SparkForTests.session().conf().unset(URLS);
        server.close();
    }

    @BeforeEach
    void theJobMayReadIt() {
        SparkForTests.session().conf().set(URLS, url);
        settings();
    }

    private static Configuration settings() {
        Configuration hadoop = SparkForTests.session().sparkContext().hadoopConfiguration();
        hadoop.set(SETTINGS.get(0), "jceks://file" + folder.resolve("secrets.jceks"));
        hadoop.set(SETTINGS.get(1), "reader");
        return hadoop;
    }

    private static Run run(String command, String input, String... more) throws IOException {
        Path conf = Files.writeString(
                folder.resolve("run.conf"),
                "seiche { name = closes, input { " + input + ", target = close }\n"
                        + "series.frequency = rows, split { validation = 0.05, test = 0.2 }\n"
                        + "window { lookback = 10, horizon = 1, normalize = mean-std }\n"
                        + "network.layers = \"lstm(3), dense(1)\"\n"
                        + "training { epochs = 1, shards = 2 }\n"
                        + "store.path = \"" + folder.resolve("models") + "\", report.path = \"\" }");
        String[] all = new String[3 + more.length];
        all[0] = command;
        all[1] = "--conf";
        all[2] = conf.toString();
        System.arraycopy(more, 0, all, 3, more.length);
        return Run.of(all);
    }

    private static String sha256(Run run) throws IOException {
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out()).at("/training/sha256").asText();
    }

    private static String jdbc(String more) {
        return "jdbc { url = \"" + url + "\", table = public.closes " + more + " }, time = day";
    }

    @Test
    void aTableOfADatabaseTrainsTheModelOfTheFile() throws IOException {
        String file = sha256(run("train", "path = \"data/sp500.csv\", time = date", "--json", "-"));
        assertEquals(file, sha256(run("train", jdbc(""), "--json", "-")));
        Run ranges = run(
                "train",
                jdbc(
                        ", partitionColumn = day, lowerBound = 2003-01-01, upperBound = \"2015-06-30 12:00:00\", partitions = 5"),
                "--json",
                "-");
        assertEquals(file, sha256(ranges), "rows outside of the bounds are read too");
        assertFalse((ranges.out() + ranges.err()).contains(SECRET));
    }

    @Test
    void aModelReadsADatabaseOnlyWhereTheSubmissionAllowsIt() throws IOException {
        assertEquals(0, run("train", jdbc(""), "--set", "name=of-database").code());
        String model = folder.resolve("models/of-database").toString();
        Run forecast = Run.of("forecast", model);
        assertEquals(0, forecast.code(), forecast.err());
        SparkForTests.session().conf().set(URLS, url + "x");
        Run refused = Run.of("forecast", model);
        assertEquals(ExitCode.USAGE.number(), refused.code(), refused.err());
        assertTrue(refused.err().contains("whoever submits the job allows it by"), refused.err());
    }

    @Test
    void aPasswordIsAskedFor() throws IOException {
        SparkForTests.session().sparkContext().hadoopConfiguration().unset(SETTINGS.get(0));
        Run refused = run("train", jdbc(""));
        assertEquals(ExitCode.DATA.number(), refused.code(), refused.err());
        assertTrue(refused.err().contains("password"), refused.err());
        assertFalse(refused.err().contains(SECRET), refused.err());
    }

    @Test
    void aConditionIsAppliedAndAMissingTableSaid() throws IOException {
        Run some = run("train", jdbc("") + ", where = \"day < '2004-01-01'\"", "--json", "-");
        assertEquals(0, some.code(), some.err());
        assertEquals(
                1004, new ObjectMapper().readTree(some.out()).at("/data/rows").asInt());
        Run missing = run("train", jdbc("").replace("public.closes", "public.opens"));
        assertEquals(ExitCode.DATA.number(), missing.code(), missing.err());
        assertTrue(missing.err().contains("table \"public.opens\" of " + url), missing.err());
    }

    @Test
    void thereIsOneSource() throws IOException {
        Run both = run("plan", "path = \"data/sp500.csv\", " + jdbc(""));
        assertEquals(ExitCode.USAGE.number(), both.code(), both.err());
        assertTrue(both.err().contains("a configuration has one source"), both.err());
    }
}
