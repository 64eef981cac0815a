package io.seiche.training.bench;

import io.seiche.network.NetworkSpec;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The work of the measured rounds. */
public enum RoundWorkload {
    /** The article's network. */
    W1("lstm(50), dropout(0.2), lstm(100), dropout(0.2), dense(1)", 1, 50, 50, "rmsprop"),
    /** One middling LSTM. */
    W2("lstm(128), dense(1)", 8, 100, 64, "adam"),
    /** Three million parameters, and adam's state twice that. */
    W3("lstm(512), lstm(512), dense(1)", 32, 100, 128, "adam"),
    /** One middling GRU. */
    W4("gru(128), dense(1)", 8, 100, 64, "adam"),
    /** One middling LSTM in both directions. */
    W5("bidirectional(lstm(128)), dense(1)", 8, 100, 64, "adam"),
    /** A long lookback. */
    W6("gru(128), dense(1)", 1, 336, 64, "adam"),
    /** The article's network with a long lookback. */
    W7("lstm(50), dropout(0.2), lstm(100), dropout(0.2), dense(1)", 1, 720, 50, "rmsprop"),
    /** Few wide steps. */
    W8("gru(512), dense(1)", 512, 14, 256, "adam"),
    /** A network so small that a round is all overhead. */
    SMALL("lstm(8), dense(1)", 1, 10, 16, "sgd"),
    /** Twenty million parameters. */
    LARGE("lstm(2220), dense(1)", 1, 2, 4, "sgd");

    private final Workload workload;

    RoundWorkload(String layers, int inputs, int lookback, int batch, String optimizer) {
        workload = new Workload(new NetworkSpec(layers), inputs, lookback, batch, optimizer, Workload.Mode.TRAIN);
    }

    /** The workload of this name. */
    public Workload workload() {
        return workload;
    }

    /** A quiet local Spark of so many cores. */
    public static JavaSparkContext spark(int cores) {
        return new JavaSparkContext(new SparkConf()
                .setMaster("local[" + cores + "]")
                .setAppName("seiche rounds benchmark")
                .set("spark.ui.enabled", "false")
                .set("spark.broadcast.compress", "false")
                .set("spark.log.level", "WARN")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.host", "127.0.0.1"));
    }
}
