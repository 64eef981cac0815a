package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Points of some series for a plot: history, and for the test windows the first forecast step beside the actual value. At most
 * {@value #MOST} of either a series, evenly thinned; mergeable.
 */
public final class PlotPoints implements Serializable {
    private static final long serialVersionUID = 1;

    /** Most points of history per series, and of test windows. */
    static final int MOST = 5000;

    private final Evaluation evaluation;
    private final Scorer.Decisions decisions;
    private final Map<String, ForecastScorecard.Pick> picks;
    private final Map<String, TreeMap<Long, PlotRow>> points = new TreeMap<>(); // by series, by row

    /** One row: predicted, naive, low and high are null before the test span. */
    private record PlotRow(long time, float actual, Float predicted, Float naive, Float low, Float high)
            implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * A series to plot: columns of equal length, in time order.
     *
     * @param series its identifier
     * @param why best, typical or worst, or the empty string
     * @param times as in {@link Chunk#times}
     * @param actual the actual values
     * @param predicted the network's forecast one step ahead, null before the test span
     * @param naive repeat-last's, null before the test span
     * @param low the widest interval's lower end; null without intervals
     * @param high its upper end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlotSeries(
            String series,
            String why,
            List<Long> times,
            List<Float> actual,
            List<Float> predicted,
            List<Float> naive,
            List<Float> low,
            List<Float> high) {}

    PlotPoints(Evaluation evaluation, Scorer.Decisions decisions, List<ForecastScorecard.Pick> picks) {
        this.evaluation = evaluation;
        this.decisions = decisions;
        this.picks = picks.stream().collect(Collectors.toMap(pick -> pick.size().series(), Function.identity()));
    }

    void read(Iterator<Chunk> chunks, Forecaster forecaster) {
        int point = new ErrorReader(evaluation, forecaster.levels()).point();
        ConsecutiveWindows run = new ConsecutiveWindows(
                evaluation,
                Span.TEST,
                forecaster,
                (chunk, cutoff, table, scaled) -> put(chunk, cutoff, table, table[point]));
        while (chunks.hasNext()) {
            Chunk chunk = chunks.next();
            ForecastScorecard.Pick pick = picks.get(chunk.series());
            if (pick == null) {
                continue;
            }
            long testRows = pick.size().windows() * chunk.stride();
            long every = every(pick.size().rows() - testRows);
            for (int row = 0; row < chunk.rows(); row++) {
                long position = chunk.firstRow() + row;
                if (position % every == 0 && position < pick.size().rows() - testRows) {
                    of(chunk).putIfAbsent(position, history(chunk, row));
                }
            }
            long everyTest = every(pick.size().windows());
            for (int i = 0; i < chunk.windows(Span.TEST); i++) {
                int cutoff = chunk.cutoff(Span.TEST, i);
                if ((chunk.firstRow() + cutoff) / chunk.stride() % everyTest == 0) {
                    run.add(chunk, cutoff);
                }
            }
        }
        run.finish();
    }

    private static long every(long count) {
        return Math.max(1, (count + MOST - 1) / MOST);
    }

    private Map<Long, PlotRow> of(Chunk chunk) {
        return points.computeIfAbsent(chunk.series(), id -> new TreeMap<>());
    }

    private PlotRow history(Chunk chunk, int row) {
        return new PlotRow(chunk.times().at(row), raw(chunk, row), null, null, null, null);
    }

    private void put(Chunk chunk, int cutoff, double[][] quantiles, double[] forecast) {
        Float low = null;
        Float high = null;
        if (!decisions.ends().isEmpty()) {
            int targets = evaluation.values().columns();
            double[][] ends = decisions
                    .ends()
                    .get(decisions.ends().size() - 1)
                    .around(evaluation.transform(), chunk, cutoff, targets, quantiles, forecast);
            low = (float) ends[0][0];
            high = (float) ends[1][0];
        }
        of(chunk)
                .put(
                        chunk.firstRow() + cutoff,
                        new PlotRow(
                                chunk.times().at(cutoff),
                                raw(chunk, cutoff),
                                (float) forecast[0],
                                raw(chunk, cutoff - 1),
                                low,
                                high));
    }

    private float raw(Chunk chunk, int row) {
        return (float) evaluation.transform().actual(chunk, row, 0);
    }

    /** Adds another shard's points. */
    public PlotPoints merge(PlotPoints other) {
        other.points.forEach((id, theirs) -> {
            TreeMap<Long, PlotRow> own = points.computeIfAbsent(id, any -> new TreeMap<>());
            theirs.forEach((row, point) -> {
                if (point.predicted() != null || !own.containsKey(row)) {
                    own.put(row, point);
                }
            });
        });
        return this;
    }

    /** Returns the series to plot, in the order they were chosen. */
    public List<PlotSeries> read(List<ForecastScorecard.Pick> order) {
        List<PlotSeries> drawn = new ArrayList<>();
        boolean intervals = !decisions.ends().isEmpty();
        for (ForecastScorecard.Pick pick : order) {
            List<PlotRow> rows = List.copyOf(
                    points.getOrDefault(pick.size().series(), new TreeMap<>()).values());
            drawn.add(new PlotSeries(
                    pick.size().series(),
                    pick.why(),
                    rows.stream().map(PlotRow::time).toList(),
                    column(rows, PlotRow::actual),
                    column(rows, PlotRow::predicted),
                    column(rows, PlotRow::naive),
                    intervals ? column(rows, PlotRow::low) : null,
                    intervals ? column(rows, PlotRow::high) : null));
        }
        return drawn;
    }

    private static List<Float> column(List<PlotRow> rows, Function<PlotRow, Float> value) {
        List<Float> column = new ArrayList<>();
        for (PlotRow point : rows) {
            Float v = value.apply(point);
            column.add(v != null && Float.isFinite(v) ? v : null);
        }
        return column;
    }
}
