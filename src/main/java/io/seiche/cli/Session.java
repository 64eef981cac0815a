package io.seiche.cli;

import io.seiche.configuration.Sensitive;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark a command runs on. */
final class Session {
    private Session() {}

    /**
     * The session of the running application, or a new one.
     *
     * @param command named in Spark's pages
     * @param shared {@code --master} wins over spark-submit's, which wins over {@code local[*]}
     * @param zone {@code series.timeZone}, which replaces the machine's zone wherever Spark reads or writes a time
     */
    static SparkSession open(String command, SharedOptions shared, ZoneId zone) {
        return inZone(session(command, shared), zone);
    }

    /** Opens a session with settings of its own in the same application. */
    static SparkSession openNew(String command, SharedOptions shared, ZoneId zone) {
        return inZone(session(command, shared).newSession(), zone);
    }

    private static SparkSession inZone(SparkSession session, ZoneId zone) {
        session.conf().set("spark.sql.session.timeZone", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
        return session;
    }

    private static SparkSession session(String command, SharedOptions shared) {
        SparkConf conf = new SparkConf().setAppName("seiche " + command);
        String master = Optional.ofNullable(shared.master).orElse(conf.get("spark.master", "local[*]"));
        conf.setMaster(master);
        if (master.startsWith("local")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        } else if (!conf.contains("spark.jars")) {
            conf.set("spark.jars", String.join(",", jars())); // an embedded driver: nobody else sends our code
        }
        conf.set(
                "spark.serializer",
                "org.apache.spark.serializer.JavaSerializer"); // a cluster's default may be Kryo, which cannot read
        // records
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
