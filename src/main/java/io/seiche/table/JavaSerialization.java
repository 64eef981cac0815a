package io.seiche.table;

import org.apache.spark.sql.SparkSession;

/** What a Spark application must write its objects with: ours are records, which Kryo cannot read back. */
final class JavaSerialization {
    private static final String KEY = "spark.serializer";
    private static final String JAVA = "org.apache.spark.serializer.JavaSerializer";
    private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

    private JavaSerialization() {}

    /**
     * Refuses an application that was started with Kryo.
     *
     * @throws IllegalStateException if it was
     */
    static void require(SparkSession spark) {
        require(spark.sparkContext().getConf().get(KEY, JAVA));
    }

    static void require(String serializer) {
        if (serializer.equals(KRYO)) {
            throw new IllegalStateException("the Spark application was started with " + KEY + "=" + KRYO
                    + ", which cannot read Java records; start it with " + KEY + "=" + JAVA
                    + " (columns of tables are not written by either, so nothing else gets slower)");
        }
    }
}
