package io.seiche.cli;

import io.seiche.configuration.ConfigurationException;
import io.seiche.configuration.Sensitive;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command. */
final class Session {
    /** Spark's minimum: one and a half times what it reserves. */
    private static final long SPARK_HEAP = 450L << 20;

    private static final String DELTA = "io.delta.sql.DeltaSparkSessionExtension";

    private Session() {}

    /**
     * The session of the running application, or a new one.
     *
     * @param command named in Spark's pages
     * @param shared {@code --master} wins over spark-submit's, which wins over {@code local[*]}
     * @param zone {@code series.timeZone}, which replaces the machine's zone wherever Spark reads or writes a time
     */
    static SparkSession open(String command, SharedOptions shared, ZoneId zone) {
        return set(session(command, shared), zone);
    }

    /** Opens a session with settings of its own in the same application. */
    static SparkSession openNew(String command, SharedOptions shared, ZoneId zone) {
        return set(session(command, shared).newSession(), zone);
    }

    /** Sets how this session reads times. */
    private static SparkSession set(SparkSession session, ZoneId zone) {
        // Spark refuses Parquet's nanoseconds, which pandas writes; as whole numbers they are known for what they are.
        session.conf().set("spark.sql.legacy.parquet.nanosAsLong", "true");
        session.conf().set("spark.sql.session.timeZone", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
        return session;
    }

    /** Sets the two settings that Delta Lake needs to read and write, if its package is there. */
    private static void withDelta(SparkConf conf) {
        String file = DELTA.replace('.', '/') + ".class";
        if (Thread.currentThread().getContextClassLoader().getResource(file) == null) {
            return;
        }
        conf.setIfMissing("spark.sql.extensions", DELTA);
        conf.setIfMissing("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    }

    private static SparkSession session(String command, SharedOptions shared) {
        SparkConf conf = new SparkConf().setAppName("seiche " + command);
        String master = Optional.ofNullable(shared.master).orElse(conf.get("spark.master", "local[*]"));
        conf.setMaster(master);
        checkHeap(conf);
        if (master.startsWith("local")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            // The executor is this process. After it was suspended, Spark would take it for dead and fail every task.
            conf.setIfMissing(
                    "spark.storage.blockManagerHeartbeatTimeoutMs",
                    Duration.ofDays(365).toMillis() + "ms");
            // Without this, a task that runs out of memory ends the process before it can say so.
            conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
        } else if (!conf.contains("spark.jars")) {
            conf.set("spark.jars", String.join(",", jars())); // an embedded driver sends our code itself
        }
        // A cluster's default may be Kryo, which cannot read records.
        conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
        withDelta(conf);
        // Each session's own class loader asks the driver for every name of a class that generated code might mean.
        conf.setIfMissing("spark.sql.artifact.isolation.enabled", "false");
        conf.setIfMissing("spark.broadcast.compress", "false"); // parameters do not compress
        conf.setIfMissing("spark.redaction.regex", Sensitive.NAMES);
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        SparkSession session = SparkSession.builder().config(conf).getOrCreate();
        if (shared.verbose()) {
            session.sparkContext().setLogLevel("INFO");
        }
        return session;
    }

    /**
     * Checks the heap before Spark does, which reports it with a stack trace.
     *
     * @throws ConfigurationException if it is smaller than Spark's minimum
     */
    private static void checkHeap(SparkConf conf) {
        long heap = Runtime.getRuntime().maxMemory();
        if (heap < SPARK_HEAP && !conf.contains("spark.testing.memory")) {
            throw new ConfigurationException(String.format(
                    Locale.ROOT,
                    "SEICHE_HEAP (of spark-submit --driver-memory) must leave Spark %,d MB or more, was %,d MB; give"
                            + " SEICHE_HEAP=1g",
                    SPARK_HEAP >> 20,
                    heap >> 20));
        }
    }

    /** Our own jar and the native libraries beside it on the class path. */
    private static List<String> jars() {
        List<String> all = new ArrayList<>();
        try {
            Path here = Path.of(Session.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            all.add(here.toString());
        } catch (URISyntaxException unexpected) {
            throw new IllegalStateException(unexpected);
        }
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.contains("openblas")) {
                all.add(entry);
            }
        }
        return all;
    }
}
