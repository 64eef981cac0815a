package io.seiche.cli;

import io.seiche.configuration.Configuration;
import io.seiche.job.KeptRun;
import io.seiche.job.Publication;
import io.seiche.job.TrainingJob;
import io.seiche.job.TrainingOutcome;
import io.seiche.training.History;
import io.seiche.training.TrainingListener;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A driver for tests that kill it: trains and publishes as {@code seiche train} does, once or several times, and prints
 * the finished rounds and the digest of each run.
 */
final class VictimDriver {
    static final String TOLD = "told ";
    static final String ROUND = "round ";
    static final String RESUMED = "resumed ";
    static final String TRAINED = "trained ";
    static final String PUBLISHED = "published ";

    private VictimDriver() {}

    /** Arguments: how often to train, a configuration, and what is set in it. */
    public static void main(String[] args) throws InterruptedException {
        Interruption.watch();
        TrainingListener telling = new TrainingListener() {
            @Override
            public void onRound(History.Round round) {
                System.out.println(ROUND + round.round());
            }
        };
        SparkSession session = Session.open("victim", new SharedOptions(), ZoneOffset.UTC);
        Configuration given = Configuration.read(args[1], List.of(args).subList(2, args.length));
        Publication publication = Publication.of(given, TrainingJob.of(given));
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            KeptRun kept = KeptRun.of(given, sentence -> System.out.println(TOLD + sentence));
            TrainingOutcome outcome;
            Interruption.LastAction save = Interruption.last(kept::stop);
            try {
                outcome = TrainingJob.of(given).run(session, kept, telling);
                System.out.println(RESUMED + outcome.model().lineage().getOrDefault("training.resumedAfterRound", "0"));
            } finally {
                save.close();
            }
            System.out.println(TRAINED + outcome.model().sha256());
            publication.add("train", outcome, Map.of(), kept.identity());
            kept.finish();
            System.out.println(PUBLISHED + outcome.model().sha256());
        }
        session.stop();
    }
}
