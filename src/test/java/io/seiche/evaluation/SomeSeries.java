package io.seiche.evaluation;

import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.loss.Answers;
import io.seiche.loss.Losses;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Columns;
import io.seiche.series.Cutoffs;
import io.seiche.series.Frequency;
import io.seiche.series.Normalizers;
import io.seiche.series.RowTimes;
import io.seiche.series.Scaler;
import io.seiche.series.Span;
import io.seiche.series.SplitBounds;
import io.seiche.series.TimeAxis;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Series of one target cut into chunks by plain code: standardised on training rows, split by rounding, windows of
 * stride 1.
 */
public record SomeSeries(WindowSpec windows, double validation, double test, int cutoffsPerChunk) {
    public static final Columns ONE = new Columns(List.of("close"), List.of(), List.of(), List.of());

    public static SomeSeries of(int lookback, int horizon, double validation, double test) {
        return new SomeSeries(
                new WindowSpec(lookback, horizon, 1, Normalizers.NONE), validation, test, Integer.MAX_VALUE);
    }

    public SomeSeries inChunksOf(int cutoffs) {
        return new SomeSeries(windows, validation, test, cutoffs);
    }

    public Evaluation evaluation(Frequency frequency, List<Integer> intervals, List<Chunk> chunks) {
        long training = chunks.stream().mapToLong(c -> c.windows(Span.TRAIN)).sum();
        long validated =
                chunks.stream().mapToLong(c -> c.windows(Span.VALIDATION)).sum();
        EvaluationSpec spec = new EvaluationSpec(EvaluationSpec.AUTO, Baselines.all(), intervals);
        return new Evaluation(
                spec,
                new Baseline.Setting(windows, ONE, Transform.NONE, 2, training),
                frequency,
                TimeAxis.dates(),
                validated);
    }

    /** Point forecasts. */
    public Answers answers() {
        return Answers.of(Losses.parse("mse"), windows.horizon(), 1);
    }

    public Baseline.Setting setting(List<Chunk> chunks) {
        return evaluation(Frequency.ROWS, List.of(), chunks).setting();
    }

    public List<Chunk> cut(String series, double... rows) {
        int testRows = (int) Math.round(test * rows.length);
        int validationRows = (int) Math.round(validation * rows.length);
        int trainEnd = rows.length - testRows - validationRows;
        double mean = Arrays.stream(rows, 0, trainEnd).average().orElseThrow();
        double variance = Arrays.stream(rows, 0, trainEnd)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        double deviation = variance > 0 ? Math.sqrt(variance) : 1;
        Scaler scaler = new Scaler(new double[] {mean}, new double[] {deviation});
        SplitBounds bounds = new SplitBounds(0, trainEnd, trainEnd + validationRows, rows.length, 0);
        List<Chunk> chunks = new ArrayList<>();
        for (int begin = windows.lookback(); begin + windows.horizon() <= rows.length; ) {
            int end = (int) Math.min((long) begin + cutoffsPerChunk, rows.length - windows.horizon() + 1);
            int first = begin - windows.lookback();
            int last = end + windows.horizon() - 1;
            float[] values = new float[last - first];
            for (int r = first; r < last; r++) {
                values[r - first] = (float) scaler.scaled(0, rows[r]);
            }
            long[] times = IntStream.range(first, last).mapToLong(r -> r).toArray();
            chunks.add(new Chunk(
                    series,
                    chunks.size(),
                    new ChunkRows(first, 1, values, RowTimes.of(times), new double[0]),
                    new float[0],
                    scaler,
                    new Cutoffs(windows.lookback(), begin, end - 1, windows, bounds)));
            begin = end;
        }
        return chunks;
    }

    /** Returns a chunk with a row of its series masked, if it has that row. */
    static Chunk masked(Chunk chunk, int row) {
        ChunkRows rows = chunk.data();
        BitSet masked = new BitSet();
        if (row >= rows.first()) {
            masked.set((int) (row - rows.first()));
        }
        return new Chunk(
                chunk.series(),
                chunk.index(),
                new ChunkRows(rows.first(), rows.columns(), rows.values(), rows.times(), rows.levels(), masked),
                chunk.statics(),
                chunk.scaler(),
                chunk.cutoffs());
    }

    /** Answers zero everywhere: each series' training mean. */
    public Forecaster mean() {
        return batch -> new float[windows.horizon() * batch.size()];
    }

    /** Answers the last value, like the naive baseline. */
    public Forecaster last() {
        return batch -> {
            float[] out = new float[windows.horizon() * batch.size()];
            for (int h = 0; h < windows.horizon(); h++) {
                System.arraycopy(
                        batch.x(), (windows.lookback() - 1) * batch.size(), out, h * batch.size(), batch.size());
            }
            return out;
        };
    }

    /** Everything from chunks to the scorecard, in two shards. */
    public ForecastScorecard score(
            Frequency frequency, List<Integer> intervals, List<Chunk> chunks, Forecaster forecaster) {
        Evaluation evaluation = evaluation(frequency, intervals, chunks);
        Scorer scorer = scorer(evaluation, chunks, forecaster);
        Scores scores = scorer.score(shard(chunks, 0).iterator(), forecaster);
        return scores.merge(scorer.score(shard(chunks, 1).iterator(), forecaster))
                .read();
    }

    public Scorer scorer(Evaluation evaluation, List<Chunk> chunks, Forecaster forecaster) {
        Calibration calibration = evaluation.calibrate(shard(chunks, 0).iterator(), forecaster);
        return calibration
                .merge(evaluation.calibrate(shard(chunks, 1).iterator(), forecaster))
                .scorer(answers());
    }

    public static List<Chunk> shard(List<Chunk> chunks, int shard) {
        return chunks.stream().filter(c -> c.shard(2) == shard).toList();
    }

    /** A column of a bundled CSV file. */
    static double[] column(String file, String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of("data", file));
            int at = List.of(lines.get(0).split(",", -1)).indexOf(name);
            return lines.stream()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[at]))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
