package io.seiche.cli;

import io.seiche.configuration.Configuration;
import io.seiche.job.TrainingJob;
import io.seiche.job.TrainingOutcome;
import io.seiche.training.TrainingListener;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;

/** Trains one job under several Spark settings and prints the digest of the parameters for each. */
final class DeterminismDriver {
    static final String DIGEST = "digest ";
    static final String SPECULATED = "speculated ";

    private DeterminismDriver() {}

    /**
     * A way to run Spark.
     *
     * @param partitions of shuffles, and tasks a round at most
     * @param speculation true if slow tasks are started twice
     */
    record Way(int partitions, boolean speculation) {
        static Way parse(String text) {
            String[] parts = text.split("/", -1);
            return new Way(Integer.parseInt(parts[0]), Boolean.parseBoolean(parts[1]));
        }

        @Override
        public String toString() {
            return partitions + "/" + speculation;
        }
    }

    /** Arguments: folders of the table's files, comma separated, and ways. Spark's master is a system property. */
    public static void main(String[] args) throws InterruptedException {
        AtomicInteger speculated = new AtomicInteger();
        SparkListener counting = new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart started) {
                speculated.addAndGet(started.taskInfo().speculative() ? 1 : 0);
            }
        };
        for (String text : List.of(args).subList(1, args.length)) {
            Way way = Way.parse(text);
            System.setProperty("spark.default.parallelism", "" + way.partitions());
            System.setProperty("spark.sql.shuffle.partitions", "" + way.partitions());
            System.setProperty("spark.speculation", "" + way.speculation());
            System.setProperty("spark.speculation.interval", "5ms");
            System.setProperty("spark.speculation.multiplier", "1.01");
            System.setProperty("spark.speculation.quantile", "0.1");
            System.setProperty("spark.speculation.minTaskRuntime", "1ms");
            SparkSession session = Session.open("determinism", new SharedOptions(), ZoneOffset.UTC);
            session.sparkContext().addSparkListener(counting);
            for (String folder : args[0].split(",", -1)) {
                for (boolean adaptive : new boolean[] {true, false}) {
                    session.conf().set("spark.sql.adaptive.enabled", adaptive);
                    TrainingOutcome outcome = job(folder).run(session, TrainingListener.NONE);
                    System.out.println(
                            DIGEST + outcome.model().sha256() + " " + way + " adaptive=" + adaptive + " " + folder);
                }
            }
            session.stop();
        }
        System.out.println(SPECULATED + speculated);
    }

    private static TrainingJob job(String folder) {
        List<String> sets = new ArrayList<>(List.of(
                "name=matrix",
                "input.path=" + folder,
                "input.format=csv",
                "input.options={header=true}",
                "input.id=id",
                "input.time=ts",
                "input.target=y",
                "split.validation=0.1",
                "split.test=0.1",
                "window.lookback=8",
                "network.layers=lstm(5), dropout(0.2), dense(1)",
                "training.optimizer=adam",
                "training.batchSize=8",
                "training.epochs=2",
                "training.shards=5",
                "training.localSteps=2",
                "evaluation.baselines=[naive]"));
        return TrainingJob.of(Configuration.read(null, sets));
    }
}
