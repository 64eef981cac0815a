package io.seiche.table;

import org.apache.spark.sql.SparkSession;

/** Checks that the Spark application uses Java serialization: Seiche's objects are records, which Kryo cannot read. */
final class JavaSerialization {
    private static final String KEY = "spark.serializer";
    private static final String JAVA = "org.apache.spark.serializer.JavaSerializer";
    private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

    private JavaSerialization() {}

    /**
     * Checks the serializer of an application.
     *
     * @throws IllegalStateException if the application was started with Kryo
     */
    static void require(SparkSession spark) {
        require(spark.sparkContext().getConf().get(KEY, JAVA));
    }

    static void require(String serializer) {
        if (serializer.equals(KRYO)) {
            throw new IllegalStateException("the Spark application was started with " + KEY + "=" + KRYO
                    + ", which cannot read Java records; start it with " + KEY + "=" + JAVA
                    + " (neither writes the columns of tables, so nothing else gets slower)");
        }
    }
}
