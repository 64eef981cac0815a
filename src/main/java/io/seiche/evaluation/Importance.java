package io.seiche.evaluation;

import io.seiche.series.Category;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Columns;
import io.seiche.series.Cutoffs;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The importance of inputs by permutation (Breiman 2001): the error of the network when one input of each test window is
 * exchanged for that of another window, over its error on the windows as they are. Windows are some of each shard, evenly
 * spread. One for each shard; {@link #merge} in shard order.
 */
public final class Importance implements Serializable {
    private static final long serialVersionUID = 1;

    /** Most windows of all shards together. */
    private static final int MOST_WINDOWS = 1000;
    /** Most inputs that are exchanged alone. */
    private static final int MOST_INPUTS = 40;

    private static final long SEED = 7;

    /**
     * Inputs that are exchanged together.
     *
     * @param name for the reader
     * @param columns packed columns; none for a static covariate
     * @param fromBack rows before the forecast at which it begins, the later row; 0 for the rows that are forecast too
     * @param toBack rows before the forecast after which it ends
     * @param fixed index of a static covariate, or -1
     */
    private record InputGroup(String name, List<Integer> columns, int fromBack, int toBack, int fixed)
            implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private final Evaluation evaluation;
    private final List<InputGroup> groups;
    private final double[] errors; // [1 + groups]: sums of absolute errors on the series' scale, unchanged first
    private double points;

    Importance(Evaluation evaluation, Season season) {
        this.evaluation = evaluation;
        groups = groups(evaluation.columns(), evaluation.windows().lookback(), season.length());
        errors = new double[1 + groups.size()];
    }

    private static List<InputGroup> groups(Columns columns, int lookback, int season) {
        List<InputGroup> all = new ArrayList<>();
        List<Integer> targets =
                IntStream.range(0, columns.targets().size()).boxed().toList();
        int block = season > 1 && season < lookback ? season : Math.max(1, lookback / 4);
        String name = String.join(", ", columns.targets());
        all.add(new InputGroup(name + ", the last row", targets, 1, 1, -1));
        if (lookback > 1) {
            all.add(new InputGroup(name + ", rows 2 to " + Math.max(2, block), targets, 2, Math.max(2, block), -1));
        }
        if (lookback > Math.max(2, block)) {
            int from = Math.max(2, block) + 1;
            all.add(new InputGroup(name + ", rows " + from + " to " + lookback, targets, from, lookback, -1));
        }
        int column = targets.size();
        for (String past : columns.past()) {
            all.add(new InputGroup(past, List.of(column++), 1, lookback, -1));
        }
        for (String future : columns.future()) {
            all.add(new InputGroup(future, List.of(column++), 0, lookback, -1));
        }
        int fixed = columns.statics().size();
        for (int s = 0; s < fixed; s++) {
            all.add(new InputGroup(columns.statics().get(s), List.of(), 1, 0, s));
        }
        for (Category category : columns.categories()) {
            all.add(new InputGroup(category.name(), List.of(), 1, 0, fixed++));
        }
        return List.copyOf(all.subList(0, Math.min(MOST_INPUTS, all.size())));
    }

    /** A window by itself: rows up to the last forecast row. */
    private record WindowRows(Chunk chunk, int cutoff) {}

    void read(Iterator<Chunk> chunks, Forecaster forecaster, long testWindows) {
        long every = Math.max(1, testWindows / MOST_WINDOWS);
        List<WindowRows> windows = new ArrayList<>();
        while (chunks.hasNext()) {
            Chunk chunk = chunks.next();
            for (long i = chunk.index() % every; i < chunk.windows(Span.TEST); i += every) {
                cut(chunk, chunk.cutoff(Span.TEST, (int) i)).ifPresent(windows::add);
            }
        }
        Collections.shuffle(windows, new Random(SEED));
        int point = new ErrorReader(evaluation, forecaster.levels()).point();
        for (int g = -1; g < groups.size() && windows.size() > 1; g++) {
            int at = 1 + g;
            ConsecutiveWindows pass = new ConsecutiveWindows(
                    evaluation,
                    Span.TEST,
                    forecaster,
                    (chunk, cutoff, table, scaled) -> errors[at] += error(chunk, cutoff, scaled[point]));
            for (int i = 0; i < windows.size(); i++) {
                WindowRows own = windows.get(i);
                WindowRows other = windows.get((i + 1) % windows.size());
                pass.add(g < 0 ? own.chunk() : exchanged(own, other, groups.get(g)), own.cutoff());
            }
            pass.finish();
        }
        points += windows.size();
    }

    private Optional<WindowRows> cut(Chunk chunk, int cutoff) {
        int first = Math.max(0, cutoff - evaluation.windows().reach());
        int end = cutoff + evaluation.windows().horizon();
        if (cutoff < evaluation.windows().lookback()) {
            return Optional.empty();
        }
        ChunkRows rows = chunk.data().part(first, end);
        return Optional.of(new WindowRows(
                new Chunk(chunk.series(), 0, rows, chunk.statics(), chunk.scaler(), Cutoffs.NONE), cutoff - first));
    }

    private static Chunk exchanged(WindowRows own, WindowRows other, InputGroup group) {
        Chunk chunk = own.chunk();
        float[] values = chunk.values().clone();
        int columns = chunk.columns();
        int rowsAhead = group.fromBack() > 0 ? 1 - group.fromBack() : chunk.rows() - own.cutoff();
        for (int back = group.toBack(); back > -rowsAhead; back--) {
            int row = own.cutoff() - back;
            int from = other.cutoff() - back;
            for (int column : group.columns()) {
                if (row >= 0
                        && from >= 0
                        && row < chunk.rows()
                        && from < other.chunk().rows()) {
                    values[row * columns + column] = other.chunk().values()[from * columns + column];
                }
            }
        }
        float[] statics = chunk.statics().clone();
        if (group.fixed() >= 0) {
            statics[group.fixed()] = other.chunk().statics()[group.fixed()];
        }
        return new Chunk(chunk.series(), 0, chunk.data().with(values), statics, chunk.scaler(), Cutoffs.NONE);
    }

    /** The mean absolute error of a window on the series' scale. */
    private double error(Chunk chunk, int cutoff, double[] scaled) {
        double sum = 0;
        int known = 0;
        for (int cell = 0; cell < scaled.length; cell++) {
            int row = cutoff + evaluation.values().row(cell);
            int k = evaluation.values().column(cell);
            if (!chunk.isMasked(row, k)) {
                sum += Math.abs(scaled[cell] - chunk.values()[row * chunk.columns() + k]);
                known++;
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    /** Adds another shard's. */
    public Importance merge(Importance other) {
        for (int i = 0; i < errors.length; i++) {
            errors[i] += other.errors[i];
        }
        points += other.points;
        return this;
    }

    /**
     * The importance of an input.
     *
     * @param input its name
     * @param increase share by which the mean absolute error grows without it
     */
    public record InputImportance(String input, double increase) {}

    /** Returns the importance of the inputs, the most important first; empty where there are too few windows. */
    public List<InputImportance> read() {
        if (points < 2 || !(errors[0] > 0)) {
            return List.of();
        }
        return IntStream.range(0, groups.size())
                .mapToObj(g -> new InputImportance(groups.get(g).name(), errors[1 + g] / errors[0] - 1))
                .filter(each -> Double.isFinite(each.increase()))
                .sorted(Comparator.comparingDouble(InputImportance::increase)
                        .reversed()
                        .thenComparing(InputImportance::input))
                .toList();
    }
}
