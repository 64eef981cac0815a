package io.seiche.cli;

import io.seiche.configuration.Configuration;
import io.seiche.job.KeptRun;
import io.seiche.job.Publication;
import io.seiche.job.TrainingJob;
import io.seiche.job.TrainingOutcome;
import io.seiche.training.History;
import io.seiche.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.FetchFailed;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * A driver for tests that disturb it: trains and publishes as {@code seiche train} does, once or several times, and prints
 * the finished rounds, the digest of each run and what happens to executors. After the rounds that {@code
 * -Dseiche.pauses=3,8} lists it waits for a line on standard input.
 */
final class VictimDriver {
    static final String TOLD = "told ";
    static final String ROUND = "round ";
    static final String RESUMED = "resumed ";
    static final String TRAINED = "trained ";
    static final String PUBLISHED = "published ";
    static final String PAUSED = "paused ";
    /** Number and cores of an executor. */
    static final String ADDED = "added ";
    /** Number of an executor, and Spark's reason. */
    static final String REMOVED = "removed ";
    /** Number of the executor of a block of a shuffle that could not be read, and the failure. */
    static final String UNREAD = "unread ";

    private VictimDriver() {}

    /** Arguments: how often to train, a configuration, and what is set in it. */
    public static void main(String[] args) throws InterruptedException {
        Interruption.watch();
        List<String> pauses = List.of(System.getProperty("seiche.pauses", "").split(",", -1));
        TrainingListener telling = new TrainingListener() {
            @Override
            public void onRound(History.Round round) {
                System.out.println(ROUND + round.round());
                if (pauses.contains("" + round.round())) {
                    pause(round.round());
                }
            }
        };
        SparkSession session = Session.open("victim", new SharedOptions(), ZoneOffset.UTC);
        session.sparkContext().addSparkListener(new ExecutorListener());
        Configuration given = Configuration.read(args[1], List.of(args).subList(2, args.length));
        train(Integer.parseInt(args[0]), session, given, telling, System.out::println);
        session.stop();
    }

    /** Trains and publishes so many times, and says what {@link #main} prints but rounds. */
    static void train(
            int trainings, SparkSession session, Configuration given, TrainingListener listener, Consumer<String> said)
            throws InterruptedException {
        Publication publication = Publication.of(given, TrainingJob.of(given));
        for (int i = 0; i < trainings; i++) {
            KeptRun kept = KeptRun.of(given, sentence -> said.accept(TOLD + sentence));
            TrainingOutcome outcome;
            Interruption.LastAction save = Interruption.last(kept::stop);
            try {
                outcome = TrainingJob.of(given).run(session, kept, listener);
                said.accept(RESUMED + outcome.model().lineage().getOrDefault("training.resumedAfterRound", "0"));
            } finally {
                save.close();
            }
            said.accept(TRAINED + outcome.model().sha256());
            publication.add("train", outcome, Map.of(), kept.identity());
            kept.finish();
            said.accept(PUBLISHED + outcome.model().sha256());
        }
    }

    private static void pause(int round) {
        System.out.println(PAUSED + round);
        try {
            int read = System.in.read();
            if (read < 0) {
                throw new IllegalStateException("standard input ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class ExecutorListener extends SparkListener {
        @Override
        public void onExecutorAdded(SparkListenerExecutorAdded added) {
            System.out.println(
                    ADDED + added.executorId() + " " + added.executorInfo().totalCores());
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            System.out.println(REMOVED + removed.executorId() + " " + removed.reason());
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd ended) {
            if (ended.reason() instanceof FetchFailed failed) {
                String executor =
                        failed.bmAddress() == null ? "" : failed.bmAddress().executorId();
                System.out.println(UNREAD + executor + " "
                        + failed.message().lines().findFirst().orElse(""));
            }
        }
    }
}
