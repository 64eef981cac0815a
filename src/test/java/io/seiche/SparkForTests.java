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
                .getOrCreate();
    }
}
