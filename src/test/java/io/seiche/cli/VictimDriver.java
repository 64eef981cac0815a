package io.seiche.cli;

import io.seiche.forecast.KeptRun;
import io.seiche.forecast.TrainingOutcome;
import io.seiche.training.History;
import io.seiche.training.TrainingListener;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * A driver made to be killed: trains as {@code seiche train} does, once or several times, and says on standard output
 * which rounds it has finished and to what bytes a run came.
 */
final class VictimDriver {
    static final String ROUND = "round ";
    static final String RESUMED = "resumed ";
    static final String DIGEST = "digest ";

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
        SparkSession session = Session.open("victim", new SharedOptions());
        List<String> sets = List.of(args).subList(2, args.length);
        Specs specs = new Specs(Configuration.read(args[1], sets));
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            KeptRun kept = specs.kept(sentence -> System.out.println("told " + sentence));
            Interruption.Last save = Interruption.last(kept::stop);
            try {
                TrainingOutcome outcome = specs.job().run(session, kept, telling);
                System.out.println(RESUMED + outcome.model().lineage().getOrDefault("training.resumedAfterRound", "0"));
                System.out.println(DIGEST + outcome.trained().sha256());
            } finally {
                save.close();
            }
            kept.finish();
        }
        session.stop();
    }
}
