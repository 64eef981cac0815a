package io.seiche;

import org.apache.spark.sql.SparkSession;

/**
 * The Spark session shared by all tests of a JVM: {@code local[2]}, created on first use and stopped when the JVM ends.
 */
public final class SparkForTests {
    private SparkForTests() {}

    /** The session; never stop it. */
    public static SparkSession session() {
        return Lazy.SESSION;
    }

    private static final class Lazy {
        static final SparkSession SESSION = SparkSession.builder()
                .master("local[2]")
                .appName("seiche tests")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 3)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                // As the command line sets it: otherwise generated code asks the driver for classes by every name.
                .config("spark.sql.artifact.isolation.enabled", false)
                // The default starts readlink and chmod for every file of a checkpoint on a local disk.
                .config(
                        "spark.sql.streaming.checkpointFileManagerClass",
                        "org.apache.spark.sql.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager")
                .getOrCreate();
    }
}
