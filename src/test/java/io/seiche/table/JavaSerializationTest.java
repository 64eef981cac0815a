package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import org.junit.jupiter.api.Test;

class JavaSerializationTest {
    @Test
    void kryoIsRefusedWithTheSettingToChange() {
        String told = assertThrows(
                        IllegalStateException.class,
                        () -> JavaSerialization.require("org.apache.spark.serializer.KryoSerializer"))
                .getMessage();
        assertTrue(told.contains("start it with spark.serializer=org.apache.spark.serializer.JavaSerializer"), told);
    }

    @Test
    void sparksDefaultIsTaken() {
        JavaSerialization.require(SparkForTests.session());
    }
}
