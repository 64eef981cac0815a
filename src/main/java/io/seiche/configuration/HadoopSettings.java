package io.seiche.configuration;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/**
 * The settings of file systems: Hadoop's configuration files, overridden by the {@code spark.hadoop.*} settings of
 * spark-submit, with which Spark reads tables. A store is thus accessed with the same credentials as a table.
 */
public final class HadoopSettings {
    private static final String PREFIX = "spark.hadoop.";

    private HadoopSettings() {}

    /**
     * Returns true if a path is one of this machine: one without a scheme or of the scheme {@code file}, where no setting
     * names another file system. Loads none of Hadoop's file systems.
     */
    static boolean isLocal(Path path) {
        String scheme = path.toUri().getScheme();
        return (scheme == null || scheme.equals("file"))
                && Thread.currentThread().getContextClassLoader().getResource("core-site.xml") == null
                && System.getProperties().stringPropertyNames().stream().noneMatch(name -> name.startsWith(PREFIX));
    }

    /** Reads them anew. */
    public static Configuration read() {
        Configuration hadoop = new Configuration();
        for (Tuple2<String, String> setting : new SparkConf().getAllWithPrefix(PREFIX)) {
            hadoop.set(setting._1(), setting._2());
        }
        return hadoop;
    }
}
