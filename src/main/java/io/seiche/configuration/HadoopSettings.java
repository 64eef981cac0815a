package io.seiche.configuration;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/**
 * How file systems are reached: Hadoop's own files, and above them what spark-submit was given as {@code spark.hadoop.*},
 * as Spark reads tables with it. So a store lies where the table lies, with the same credentials.
 */
public final class HadoopSettings {
    private static final String PREFIX = "spark.hadoop.";

    private HadoopSettings() {}

    /** Reads them anew. */
    public static Configuration read() {
        Configuration hadoop = new Configuration();
        for (Tuple2<String, String> setting : new SparkConf().getAllWithPrefix(PREFIX)) {
            hadoop.set(setting._1(), setting._2());
        }
        return hadoop;
    }
}
