package io.seiche.table;

import io.seiche.text.Reason;
import io.seiche.text.Words;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Restricts the SQL of a configuration to reading tables of the catalog with Spark's built-in functions. The text is
 * checked before the analysis, because the analysis inlines functions written in SQL and evaluates lists of VALUES. The
 * analysed plan is checked as well, because only it shows the queries of views. The decision record read-only-sql gives
 * the reasons and the remaining risks.
 */
final class ReadOnlySql {
    /**
     * Spark setting that lists further functions such SQL may call, separated by commas. It is set by the user who
     * submits the job, not by the author of the SQL.
     */
    static final String FUNCTIONS = "spark.seiche.functions";

    /** Built-in functions of Spark that call any static method of any class. */
    private static final Set<String> NEVER = Set.of("reflect", "java_method", "try_reflect");

    /** Built-in functions whose arguments or options can name a file or a URL; XML names them in its DTD. */
    private static final Set<String> FILES = Set.of(
            "from_xml",
            "schema_of_xml",
            "from_avro",
            "to_avro",
            "schema_of_avro",
            "from_protobuf",
            "to_protobuf",
            "xpath",
            "xpath_boolean",
            "xpath_double",
            "xpath_float",
            "xpath_int",
            "xpath_long",
            "xpath_number",
            "xpath_short",
            "xpath_string");

    private static final String WORD = "(?:`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_]*)";
    /** A function call in SQL text: a name, optionally qualified by catalog and schema. */
    private static final Pattern CALL_IN_TEXT =
            Pattern.compile("(" + WORD + "(?:\\s*\\.\\s*" + WORD + ")*)\\s*\\(", Pattern.DOTALL);
    /** A function call in the printed form of an analysed expression. */
    private static final Pattern CALL_IN_PLAN = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_.#$]*)\\(");
    /** Classes of Spark's built-in functions; a function written in SQL has a class of the package catalog. */
    private static final Pattern OWN = Pattern.compile("org\\.apache\\.spark\\.sql\\.catalyst\\.(?!catalog\\.)");
    /** A comment without a nested comment. */
    private static final Pattern COMMENT = Pattern.compile("/\\*(?:(?!/\\*|\\*/).)*\\*/|--[^\\r\\n]*", Pattern.DOTALL);

    /** Spark settings during the analysis: queries cannot name files, and plans are printed in full. */
    private static final Map<String, String> CLOSED = Map.of(
            "spark.sql.runSQLOnFiles",
            "false",
            "spark.sql.debug.maxToStringFields",
            "" + Integer.MAX_VALUE,
            "spark.sql.maxPlanStringLength",
            "" + (Integer.MAX_VALUE - 15));

    private final SparkSession spark;
    private final String key;
    private final Set<String> allowed;

    private ReadOnlySql(SparkSession spark, String key) {
        this.spark = spark;
        this.key = key;
        this.allowed = Arrays.stream(spark.conf().get(FUNCTIONS, "").split(",", -1))
                .map(Words::fold)
                .collect(Collectors.toSet());
    }

    /**
     * Returns the rows of a query.
     *
     * @throws ForbiddenReadException unless the text is a single query that only reads
     */
    static Dataset<Row> query(SparkSession spark, String sql) {
        ReadOnlySql reading = new ReadOnlySql(spark, "input.sql");
        String text = sql.strip().replaceFirst(";$", "");
        reading.checkText(text);
        return reading.closed(() -> {
            Dataset<Row> rows;
            try {
                // A statement that begins with SELECT is not a command, and the body of a WITH is a query.
                rows = spark.sql("SELECT * FROM (WITH input AS (\n" + text + "\n) SELECT * FROM input)");
            } catch (Exception e) {
                throw reading.failure(e);
            }
            reading.checkCalls(calls(rows));
            return rows;
        });
    }

    /**
     * Returns the rows of a table that meet a predicate.
     *
     * @throws ForbiddenReadException unless the predicate only reads
     */
    static Dataset<Row> filter(Dataset<Row> table, String where) {
        ReadOnlySql reading = new ReadOnlySql(table.sparkSession(), "input.where");
        reading.checkText(where);
        return reading.closed(() -> {
            Dataset<Row> rows = table.filter(where);
            Set<String> added = calls(rows);
            added.removeAll(calls(table));
            reading.checkCalls(added);
            return rows;
        });
    }

    /**
     * Returns a table of the catalog. A name such as {@code csv.`/etc/passwd`} is not read as a file: no such table
     * exists.
     *
     * @param options of Spark's reader, such as {@code versionAsOf} of a Delta or Iceberg table
     */
    static Dataset<Row> table(SparkSession spark, String name, Map<String, String> options) {
        return new ReadOnlySql(spark, "input.table")
                .closed(() -> spark.read().options(options).table(name));
    }

    private Dataset<Row> closed(Supplier<Dataset<Row>> reading) {
        Map<String, String> before = new TreeMap<>();
        CLOSED.forEach((setting, value) -> {
            String was = spark.conf().get(setting, null);
            if (was != null) {
                before.put(setting, was);
            }
            spark.conf().set(setting, value);
        });
        try {
            return reading.get();
        } finally {
            CLOSED.keySet().forEach(spark.conf()::unset);
            before.forEach(spark.conf()::set);
        }
    }

    private RuntimeException failure(Exception e) {
        String condition = e instanceof SparkThrowable told && told.getCondition() != null ? told.getCondition() : "";
        if (condition.startsWith("PARSE_") || condition.startsWith("INVALID_SQL_SYNTAX")) {
            return refused("must be one query that reads, SELECT ... or WITH ...; " + Reason.whole(e), e);
        }
        return ReadFailure.of("the query of input.sql", e);
    }

    private void checkText(String text) {
        SqlLimits.excess(text).ifPresent(why -> {
            throw refused(why, null);
        });
        if (text.contains("${")) {
            throw refused(
                    "must not hold ${...}, which Spark would replace by a setting or an environment variable; write"
                            + " the value itself",
                    null);
        }
        String bare = text;
        for (String last = ""; !last.equals(bare); ) {
            last = bare;
            bare = COMMENT.matcher(bare).replaceAll(" ");
        }
        // The text with its comments is checked too: what looks like a comment may be within quotes.
        Set<String> calls = calls(CALL_IN_TEXT, text);
        calls.addAll(calls(CALL_IN_TEXT, bare));
        for (String call : calls) {
            if (call.equalsIgnoreCase("with")) {
                throw refused(
                        "must not give a table options, as WITH (...) does; a query reads tables as the catalog"
                                + " describes them",
                        null);
            }
            if (call.equalsIgnoreCase("identifier")) {
                throw refused("must not call identifier, which computes a name; write the name itself", null);
            }
        }
        checkCalls(calls);
    }

    private void checkCalls(Set<String> calls) {
        for (String call : calls) {
            String name = Words.fold(call.replaceAll("[`\"\\s]", ""));
            String last = name.substring(name.lastIndexOf('.') + 1);
            if (NEVER.contains(last)) {
                throw refused("must not call " + last + ", which runs any method of any class", null);
            }
            if (FILES.contains(last) && !allowed.contains(last)) {
                throw refused(
                        "must not call " + last + ", which can read a file that its arguments name; allow it at"
                                + " submission with --conf " + FUNCTIONS + "=" + last,
                        null);
            }
            if (!allowed.contains(name) && isForeign(call.replace('"', '`'))) {
                throw refused(
                        "must not call " + name
                                + ", which is not a built-in function of Spark; use those, or allow it at"
                                + " submission with --conf " + FUNCTIONS + "=" + name,
                        null);
            }
        }
    }

    /** Returns true if the function exists but is not built into Spark. */
    private boolean isForeign(String name) {
        if (name.startsWith("Hive") && name.contains("#")) {
            return true; // printed form of Hive's user-defined functions
        }
        try {
            if (!spark.catalog().functionExists(name)) {
                return false;
            }
            String made = spark.catalog().getFunction(name).className();
            return made == null || !OWN.matcher(made).lookingAt();
        } catch (Exception e) {
            return false; // not the name of a function: the analysis reports the error, if there is one
        }
    }

    /** Returns every function name in the analysed plan, before any optimisation or execution. */
    private static Set<String> calls(Dataset<Row> rows) {
        return calls(CALL_IN_PLAN, rows.queryExecution().analyzed().toString());
    }

    private static Set<String> calls(Pattern call, String text) {
        return call.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private ForbiddenReadException refused(String why, Exception cause) {
        return new ForbiddenReadException(key + " " + why, cause);
    }
}
