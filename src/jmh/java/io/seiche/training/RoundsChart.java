package io.seiche.training;

import io.seiche.configuration.Configuration;
import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Chunk;
import io.seiche.series.Normalizers;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.Source;
import io.seiche.table.TableData;
import io.seiche.table.TableReader;
import io.seiche.task.Forecasting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The loss by round: the riders of the Chicago "L" (five stations, a week ahead, {@code gru(16)}, Adam), for
 * local steps of 1, 4, 16 and 64 on 1, 2, 8 and 32 shards, and with Nesterov's momentum and warm-up where shards are many.
 * Writes a line per epoch: {@code shards,localSteps,outer,warmup,epoch,rounds,windows,loss,validationLoss}. The losses are
 * the same bytes wherever it runs; {@link RoundsSvg} draws them.
 *
 * <p>{@code mvn -Pjmh test-compile}, then {@code java -cp ... io.seiche.training.RoundsChart rounds.csv} in the project's
 * folder.
 */
public final class RoundsChart {
    /** Numbers sent by a shard: 1,087 parameters and Adam's two moments. */
    static final long VECTOR_BYTES = 3 * Float.BYTES * 1_087L;

    private static final int EPOCHS = 3;
    private static final WindowSpec WINDOWS = new WindowSpec(28, 7, 1, Normalizers.NONE);

    private RoundsChart() {}

    /** Argument: the file to write. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path out = Path.of(arguments[0]);
        InputSpec input = InputSpec.wide(
                Source.path("data/chicago-l.csv", "csv", Map.of("header", "true")),
                "date",
                List.of("austin", "belmont", "clark_lake", "monroe", "california"),
                List.of(),
                List.of());
        Objective objective = new Objective(
                new Forecasting(), new NetworkSpec("gru(16), dense(7)"), Losses.parse("mae"), WINDOWS, input.columns());
        List<Chunk> chunks = chunks(input);
        Files.writeString(out, "shards,localSteps,outer,warmup,epoch,rounds,windows,loss,validationLoss\n");
        for (int shards : new int[] {1, 2, 8, 32}) {
            for (int localSteps : new int[] {1, 4, 16, 64}) {
                run(out, objective, chunks, shards, localSteps, "average", 0);
            }
        }
        for (int localSteps : new int[] {16, 64}) {
            run(out, objective, chunks, 32, localSteps, "average", 0.5);
            for (String momentum : List.of("0.5", "0.9")) {
                String outer = "nesterov(momentum=" + momentum + ", learningRate=0.7)";
                run(out, objective, chunks, 32, localSteps, outer, 0.5);
            }
        }
    }

    private static List<Chunk> chunks(InputSpec input) {
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.log.level", "WARN")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
        try (TableData data =
                TableReader.read(spark, input, Configuration.defaults().series(), SplitSpec.of(0.05, 0.1), WINDOWS)) {
            return data.chunks().collect();
        } finally {
            spark.stop();
        }
    }

    private static void run(
            Path out, Objective objective, List<Chunk> chunks, int shards, int localSteps, String outer, double warmup)
            throws IOException, InterruptedException {
        TrainingSpec spec = Configuration.of(Map.of(
                        "training.loss",
                        "mae",
                        "training.optimizer",
                        "adam",
                        "training.learningRate",
                        0.002,
                        "training.batchSize",
                        32,
                        "training.epochs",
                        EPOCHS,
                        "training.localSteps",
                        localSteps,
                        "training.outer",
                        outer,
                        "training.warmup",
                        warmup))
                .training(null, null);
        try (Shards dealt = MemoryShards.of(objective, chunks, shards)) {
            Trained trained = Trainer.train(spec, dealt, TrainingListener.NONE);
            StringBuilder lines = new StringBuilder();
            for (History.Epoch epoch : trained.history().epochs()) {
                lines.append(String.format(
                        Locale.ROOT,
                        "%d,%d,%s,%s,%d,%d,%d,%.6f,%.6f%n",
                        shards,
                        localSteps,
                        outer.replace(", ", ";"),
                        warmup,
                        epoch.epoch(),
                        epoch.rounds(),
                        epoch.windows(),
                        epoch.loss(),
                        epoch.validationLoss()));
            }
            Files.writeString(out, lines, StandardOpenOption.APPEND);
        }
    }
}
