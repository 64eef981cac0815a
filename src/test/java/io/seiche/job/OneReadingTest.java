package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.configuration.Configuration;
import io.seiche.configuration.KeyGrid;
import io.seiche.series.ScaleBy;
import io.seiche.series.SeriesSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.Source;
import io.seiche.table.TableData;
import io.seiche.table.TableReader;
import io.seiche.training.TrainingListener;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark's stage metrics show that a row is read and shuffled once and a chunk is distributed once, whatever the number
 * of rounds.
 */
final class OneReadingTest {
    private static final int ROWS = 2 * 400;

    @TempDir
    Path folder;

    /** Counts the rows that stages on files read, the records that all stages shuffle, and the tasks. */
    private static final class Counting extends SparkListener {
        private final Set<Integer> onFiles = new HashSet<>();
        private long read;
        private long shuffled;
        private long tasks;

        @Override
        public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
            StageInfo stage = submitted.stageInfo();
            if (CollectionConverters.asJava(stage.rddInfos()).stream()
                    .anyMatch(rdd -> rdd.name().contains("FileScanRDD"))) {
                onFiles.add(stage.stageId());
            }
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            if (onFiles.contains(end.stageId())) {
                read += end.taskMetrics().inputMetrics().recordsRead();
            }
            shuffled += end.taskMetrics().shuffleWriteMetrics().recordsWritten();
            tasks++;
        }
    }

    @ParameterizedTest
    @EnumSource(ScaleBy.class)
    void rowsAreReadAndShuffledOnceHoweverManyRounds(ScaleBy scaleBy) throws Exception {
        String path = folder.resolve("waves").toString();
        TablesForTests.waves(ROWS / 2, "north", "south").write().parquet(path);
        TrainingJob asked = TrainingJobTest.job("mse", "lstm(2), dense(2)", TrainingJobTest.columns());
        SeriesSpec series = new SeriesSpec(
                asked.series().frequency(),
                asked.series().gaps(),
                asked.series().duplicates(),
                asked.series().missing(),
                asked.series().transform(),
                asked.series().scale(),
                scaleBy,
                asked.series().timeZone());
        InputSpec input = asked.input().from(Source.path(path, "parquet", Map.of()));
        TrainingJob job = new TrainingJob(
                asked.name(),
                input,
                series,
                asked.split(),
                asked.windows(),
                asked.network(),
                asked.training(),
                asked.evaluation());
        long chunks;
        try (TableData data = TableReader.read(SparkForTests.session(), input, series, job.split(), job.windows())) {
            chunks = data.chunks().count();
        }
        Counting counting = new Counting();
        TrainingOutcome outcome = counted(counting, () -> job.run(SparkForTests.session(), TrainingListener.NONE));
        int rounds = outcome.trained().history().rounds().size();
        assertTrue(counting.tasks > rounds, "the rounds' tasks were counted too");
        assertEquals(ROWS, counting.read);
        assertEquals(ROWS + chunks, counting.shuffled);
    }

    @Test
    void aSearchReadsRowsOnceForAllWindowsScalesAndNetworks() throws Exception {
        String path = folder.resolve("searched").toString();
        TablesForTests.waves(ROWS / 2, "north", "south").write().parquet(path);
        Configuration given = Configuration.of(Map.of(
                "name", "waves",
                "input.path", path,
                "input.id", "unique_id",
                "input.time", "ds",
                "input.target", "y",
                "split.validation", 20,
                "window.lookback", 7,
                "network.layers", "gru(2), dense(1)",
                "training.epochs", 1));
        KeyGrid grid = KeyGrid.of(
                List.of("window.lookback=[7, 14]", "series.scale=[standard, minmax]", "training.loss=[mse, mae]"));
        Counting counting = new Counting();
        Tuning.TuningResult result = counted(counting, () -> Tuning.of(given, grid, new Halving(Halving.AUTO, 3), null)
                .run(SparkForTests.session(), new Tuning.TuningListener() {
                    @Override
                    public void onRung(int rung, int rungs, int candidates) {}

                    @Override
                    public void onCandidate(int rung, Tuning.TuningCandidate candidate, int epochs, double seconds) {}
                }));
        assertEquals(8, result.results().size());
        assertEquals(ROWS, counting.read);
    }

    private static <T> T counted(Counting counting, Callable<T> work) throws Exception {
        SparkContext spark = SparkForTests.session().sparkContext();
        spark.listenerBus().waitUntilEmpty();
        spark.addSparkListener(counting);
        try {
            return work.call();
        } finally {
            spark.listenerBus().waitUntilEmpty();
            spark.removeSparkListener(counting);
        }
    }
}
