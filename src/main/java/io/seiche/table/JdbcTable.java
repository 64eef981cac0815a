package io.seiche.table;

import io.seiche.text.Refusal;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A table of a database, read through JDBC. Parameters of a URL can load classes, read files and run statements, so that
 * a URL has none here: it names a server and a database of a known vendor, which determines the class of the driver. Which
 * databases a job may read, and its user and password, are settings of the submission.
 *
 * @param url server and database
 * @param table name of the table or view, which may be qualified by schema and catalog
 * @param column column by whose ranges the table is read in several tasks; "" to read it in one
 * @param lower lower bound of the ranges; rows outside of the bounds are read too
 * @param upper upper bound of the ranges
 * @param partitions number of ranges; 1 without a column
 */
public record JdbcTable(String url, String table, String column, String lower, String upper, int partitions)
        implements Serializable {
    /** Spark setting that lists the URLs a configuration may name, separated by commas. */
    static final String URLS = "spark.seiche.jdbc.urls";

    /** Hadoop settings, or names in its credential provider. */
    static final String USER = "seiche.jdbc.user";

    static final String PASSWORD = "seiche.jdbc.password";

    /** Connections that a database must bear. */
    private static final int MOST = 1000;

    private static final String SERVER = "[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::[0-9]{1,5})?";
    private static final String DATABASE = "[A-Za-z0-9_][A-Za-z0-9_.$-]{0,127}";
    private static final String WORD = "[\\p{L}_][\\p{L}\\p{N}_$]{0,127}";
    private static final Pattern COLUMN = Pattern.compile(WORD);
    private static final Pattern TABLE = Pattern.compile(WORD + "(?:\\." + WORD + "){0,2}");

    private static final List<Vendor> VENDORS = List.of(
            new Vendor("jdbc:postgresql://", "/", "org.postgresql.Driver"),
            new Vendor("jdbc:mysql://", "/", "com.mysql.cj.jdbc.Driver"),
            new Vendor("jdbc:sqlserver://", ";databaseName=", "com.microsoft.sqlserver.jdbc.SQLServerDriver"),
            new Vendor("jdbc:oracle:thin:@//", "/", "oracle.jdbc.OracleDriver"),
            new Vendor("jdbc:db2://", "/", "com.ibm.db2.jcc.DB2Driver"));

    /**
     * The form of a vendor's URLs: prefix, server, separator, database.
     *
     * @param driver class of the driver
     */
    private record Vendor(String prefix, String separator, String driver) {
        boolean isUrl(String url) {
            return url.matches(Pattern.quote(prefix) + SERVER + Pattern.quote(separator) + DATABASE);
        }

        String form() {
            return prefix + "server:port" + separator + "database";
        }
    }

    public JdbcTable {
        String given = url;
        if (VENDORS.stream().noneMatch(vendor -> vendor.isUrl(given))) {
            throw Refusal.of(
                    "input.jdbc.url",
                    "must be one of "
                            + String.join(
                                    ", ", VENDORS.stream().map(Vendor::form).toList())
                            + ", without parameters, user or password; settings of the submission give the last two: "
                            + USER + ", " + PASSWORD);
        }
        if (!TABLE.matcher(table).matches()) {
            throw new Refusal(
                    "input.jdbc.table",
                    "be the name of a table or view, such as schema.name (for a query create a view)",
                    "\"" + table + "\"");
        }
        if (column.isEmpty()) {
            if (!lower.isEmpty() || !upper.isEmpty() || partitions != 1) {
                throw Refusal.of(
                        "input.jdbc.partitionColumn",
                        "must be given with lowerBound, upperBound and partitions, or none of the four");
            }
        } else {
            checkRanges(column, lower, upper, partitions);
        }
    }

    private static void checkRanges(String column, String lower, String upper, int partitions) {
        if (!COLUMN.matcher(column).matches()) {
            throw new Refusal("input.jdbc.partitionColumn", "be the name of a column", "\"" + column + "\"");
        }
        JdbcRanges.check(lower, upper);
        if (partitions < 2 || partitions > MOST) {
            throw new Refusal("input.jdbc.partitions", "be from 2 to " + MOST + " with a partitionColumn", partitions);
        }
    }

    /** Creates a table that is read in one task. */
    public static JdbcTable of(String url, String table) {
        return new JdbcTable(url, table, "", "", "", 1);
    }

    /** Reads what {@link #options} wrote. */
    static JdbcTable of(String table, Map<String, String> options) {
        return new JdbcTable(
                options.getOrDefault("url", ""),
                table,
                options.getOrDefault("partitionColumn", ""),
                options.getOrDefault("lowerBound", ""),
                options.getOrDefault("upperBound", ""),
                Integer.parseInt(options.getOrDefault("numPartitions", "1")));
    }

    /** Returns the URL and the ranges as options, without what the submission gives. */
    SortedMap<String, String> options() {
        SortedMap<String, String> options = new TreeMap<>(Map.of("url", url));
        if (!column.isEmpty()) {
            options.put("partitionColumn", column);
            options.put("lowerBound", lower);
            options.put("upperBound", upper);
            options.put("numPartitions", String.valueOf(partitions));
        }
        return options;
    }

    /**
     * Reads the table with Spark.
     *
     * @throws ForbiddenReadException unless the submission allows the database, and has its driver
     */
    Dataset<Row> read(SparkSession spark) {
        Stream<String> allowed = Arrays.stream(spark.conf().get(URLS, "").split(",", -1));
        if (allowed.map(String::strip).noneMatch(url::equals)) {
            throw new ForbiddenReadException(
                    "input.jdbc.url must be a database that this job may read, but " + url
                            + " is not; whoever submits the job allows it by --spark --conf " + URLS + "=" + url,
                    null);
        }
        String driver = VENDORS.stream()
                .filter(vendor -> vendor.isUrl(url))
                .findFirst()
                .orElseThrow()
                .driver();
        checkDriver(driver);
        DataFrameReader reader = spark.read()
                .option("driver", driver)
                .option("fetchsize", 10_000)
                .option("preferTimestampNTZ", true); // else times of a timestamp without a zone depend on the machine
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        for (Map.Entry<String, String> secret :
                Map.of("user", USER, "password", PASSWORD).entrySet()) {
            String value = secret(hadoop, secret.getValue());
            if (!value.isEmpty()) {
                reader = reader.option(secret.getKey(), value);
            }
        }
        return column.isEmpty()
                ? reader.jdbc(url, table, new Properties())
                : reader.jdbc(url, table, JdbcRanges.conditions(column, lower, upper, partitions), new Properties());
    }

    private static void checkDriver(String driver) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader.getResource(driver.replace('.', '/') + ".class") == null) {
            throw new ForbiddenReadException(
                    "input.jdbc.url needs the driver " + driver + ", which Spark does not have; give its jar by --spark"
                            + " --jars, or its coordinates by --spark --packages",
                    null);
        }
    }

    private static String secret(Configuration hadoop, String name) {
        try {
            char[] value = hadoop.getPassword(name);
            return value == null ? "" : new String(value);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    name
                            + " cannot be read from Hadoop's credential provider; check hadoop.security.credential.provider.path",
                    e);
        }
    }
}
