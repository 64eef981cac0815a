package io.seiche.evaluation;

import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The running scores of the network and every baseline over the same test windows: {@link #merge} in shard order, then
 * {@link #read}. Grows with the number of series (some hundred bytes each), not with rows.
 */
public final class Scores implements Serializable {
    private static final long serialVersionUID = 1;

    private final Evaluation evaluation;
    private final Scorer.Decisions decisions;
    final Errors network;
    final List<Errors> baselines;
    final List<PairedDifference> differences; // [baselines]
    final long[] unanswered; // [baselines]: windows a baseline had no rows for
    final Map<String, SeriesErrors> series = new TreeMap<>();
    final long[] covered; // [intervals]
    final double[] width; // [intervals]: summed full widths, in the table's units

    Scores(Evaluation evaluation, Scorer.Decisions decisions) {
        this.evaluation = evaluation;
        this.decisions = decisions;
        int horizon = evaluation.windows().horizon();
        int contenders = decisions.contenders().size();
        network = new Errors(horizon, evaluation.targets());
        baselines = Stream.generate(() -> new Errors(horizon, evaluation.targets()))
                .limit(contenders)
                .toList();
        differences = Stream.generate(PairedDifference::new).limit(contenders).toList();
        unanswered = new long[contenders];
        covered = new long[decisions.intervals().size()];
        width = new double[covered.length];
    }

    void read(Iterator<Chunk> chunks, Forecaster forecaster) {
        ErrorReader judge = new ErrorReader(evaluation, forecaster.levels());
        ErrorReader plain = new ErrorReader(evaluation, 0.5);
        double[][] forecast = new double[1][evaluation.cells()];
        double[] onScale = new double[evaluation.cells()];
        ConsecutiveWindows run =
                new ConsecutiveWindows(evaluation, Span.TEST, forecaster, (chunk, cutoff, table, scaled) -> {
                    SeriesErrors own = series(chunk);
                    own.addWindow();
                    double[] point = table[judge.point()];
                    double[] actual = judge.add(network, chunk, cutoff, table, scaled[judge.point()]);
                    own.add(0, actual, point);
                    addIntervals(chunk, cutoff, actual, point);
                    for (int b = 0; b < baselines.size(); b++) {
                        if (decisions.contenders().get(b).forecast().forecast(chunk, cutoff, forecast[0])) {
                            evaluation.units().toScaled(chunk, cutoff, forecast[0], onScale);
                            plain.add(baselines.get(b), chunk, cutoff, forecast, onScale);
                            differences.get(b).add(plain.squared() - judge.squared());
                            own.add(b + 1, actual, forecast[0]);
                        } else {
                            unanswered[b]++;
                        }
                    }
                });
        while (chunks.hasNext()) {
            Chunk chunk = chunks.next();
            SeriesErrors own = new SeriesErrors(1 + baselines.size(), evaluation.targets());
            own.addTraining(chunk, decisions.season().length(), evaluation);
            series(chunk).merge(own);
            run.add(chunk);
        }
        run.finish();
    }

    private SeriesErrors series(Chunk chunk) {
        return series.computeIfAbsent(
                chunk.series(), id -> new SeriesErrors(1 + baselines.size(), evaluation.targets()));
    }

    private void addIntervals(Chunk chunk, int cutoff, double[] actual, double[] forecast) {
        for (int i = 0; i < covered.length; i++) {
            Interval interval = decisions.intervals().get(i);
            for (int cell = 0; cell < actual.length; cell++) {
                int k = cell % evaluation.targets();
                int step = cell / evaluation.targets();
                double half = interval.half(evaluation.transform(), chunk, cutoff, k, step, forecast[cell]);
                covered[i] += Math.abs(actual[cell] - forecast[cell]) <= half ? 1 : 0;
                width[i] += 2 * half;
            }
        }
    }

    /** Adds another shard's; both must come from the same {@link Scorer}. */
    public Scores merge(Scores other) {
        network.merge(other.network);
        IntStream.range(0, baselines.size()).forEach(b -> {
            baselines.get(b).merge(other.baselines.get(b));
            differences.get(b).merge(other.differences.get(b));
            unanswered[b] += other.unanswered[b];
        });
        other.series.forEach((id, theirs) -> series.merge(id, theirs, (a, b) -> {
            a.merge(b);
            return a;
        }));
        for (int i = 0; i < covered.length; i++) {
            covered[i] += other.covered[i];
            width[i] += other.width[i];
        }
        return this;
    }

    /**
     * What all windows together come to.
     *
     * @throws IllegalStateException when no test window has been scored
     */
    public Scorecard read() {
        return new ScorecardReading(evaluation, decisions, this).read();
    }
}
