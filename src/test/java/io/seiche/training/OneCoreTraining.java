package io.seiche.training;

import io.seiche.series.Chunk;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Trains on {@code local[1]} in a JVM of its own and prints the digest of the parameters. */
final class OneCoreTraining {
    private OneCoreTraining() {}

    public static void main(String[] none) throws InterruptedException {
        SparkConf conf = new SparkConf()
                .setMaster("local[1]")
                .setAppName("one core")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.host", "127.0.0.1");
        Objective objective = Waves.objective("lstm(4), dropout(0.3), dense(1)");
        List<Chunk> chunks = Waves.chunks(20, 13, 8, 31, 1, 26, 17);
        try (JavaSparkContext spark = new JavaSparkContext(conf);
                Shards shards = SparkShards.of(objective, spark.parallelize(chunks, 5), 7)) {
            TrainingSpec spec = Waves.spec().build();
            System.out.println(
                    Trainer.train(spec, shards, TrainingListener.NONE).sha256());
        }
    }
}
