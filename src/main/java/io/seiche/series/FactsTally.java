package io.seiche.series;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Mergeable sums of the counts of series: add, merge, then read. The result does not depend on the order of adding and
 * merging, and its size is bounded: at most {@link #LISTED} series are listed one by one.
 */
public final class FactsTally implements Serializable {
    private static final long serialVersionUID = 1;

    /** Maximum number of series listed one by one. */
    public static final int LISTED = 1000;

    private static final int NAMED = 20;

    private final Columns columns;
    private final long[] windows = new long[Span.values().length];
    private final EnumMap<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private final TreeMap<String, Long> rowsByFrequency = new TreeMap<>();
    private final long[] missing;
    private final EnumMap<RowDefect.Kind, RowDefect> problems = new EnumMap<>(RowDefect.Kind.class);
    private final EnumMap<RowDefect.Kind, Long> problemCounts = new EnumMap<>(RowDefect.Kind.class);
    private final NavigableSet<String> constantNames = new TreeSet<>();
    private final NavigableSet<String> shortNames = new TreeSet<>();
    private final TreeMap<String, SeriesFacts> perSeries = new TreeMap<>();
    private long rows;
    private long series;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long duplicates;
    private long gaps;
    private long gapSteps;
    private long filledRows;
    private long droppedRows;
    private long ahead;
    private long constantSeries;
    private long shortSeries;

    /** Creates empty sums for series with these columns. */
    public FactsTally(Columns columns) {
        this.columns = columns;
        missing = new long[columns.perRow().size()];
    }

    /** Adds one series. */
    public void add(SeriesFacts s) {
        rows += s.read();
        series++;
        duplicates += s.duplicates();
        gaps += s.gaps();
        gapSteps += s.gapSteps();
        filledRows += s.filledRows();
        droppedRows += s.droppedRows();
        ahead += s.ahead();
        if (s.rows() > 0) {
            first = Math.min(first, s.first());
            last = Math.max(last, s.last());
        }
        for (int i = 0; i < windows.length; i++) {
            windows[i] += s.windows()[i];
        }
        for (int c = 0; c < missing.length; c++) {
            missing[c] += s.missing()[c];
        }
        s.dropped().forEach((why, count) -> dropped.merge(why, count, Long::sum));
        s.problems().forEach(problem -> addProblem(problem, problem.count()));
        if (!s.frequency().open()) {
            rowsByFrequency.merge(s.frequency().text(), (long) s.rows(), Long::sum);
        }
        if (s.constant()) {
            constantSeries++;
            addFirst(constantNames, s.series());
        }
        if (s.tooShort()) {
            shortSeries++;
            addFirst(shortNames, s.series());
        }
        addFirst(s);
    }

    /** Adds the sums of another tally. */
    public void merge(FactsTally other) {
        rows += other.rows;
        series += other.series;
        duplicates += other.duplicates;
        gaps += other.gaps;
        gapSteps += other.gapSteps;
        filledRows += other.filledRows;
        droppedRows += other.droppedRows;
        ahead += other.ahead;
        constantSeries += other.constantSeries;
        shortSeries += other.shortSeries;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        for (int i = 0; i < windows.length; i++) {
            windows[i] += other.windows[i];
        }
        for (int c = 0; c < missing.length; c++) {
            missing[c] += other.missing[c];
        }
        other.dropped.forEach((why, count) -> dropped.merge(why, count, Long::sum));
        other.problems.forEach((kind, problem) -> addProblem(problem, other.problemCounts.get(kind)));
        other.rowsByFrequency.forEach((text, count) -> rowsByFrequency.merge(text, count, Long::sum));
        other.constantNames.forEach(name -> addFirst(constantNames, name));
        other.shortNames.forEach(name -> addFirst(shortNames, name));
        other.perSeries.values().forEach(this::addFirst);
    }

    private void addProblem(RowDefect problem, long count) {
        problems.merge(problem.kind(), problem, (a, b) -> RowDefect.ORDER.compare(a, b) <= 0 ? a : b);
        problemCounts.merge(problem.kind(), count, Long::sum);
    }

    private static void addFirst(NavigableSet<String> names, String name) {
        names.add(name);
        if (names.size() > NAMED) {
            names.pollLast();
        }
    }

    private void addFirst(SeriesFacts facts) {
        perSeries.put(facts.series(), facts);
        if (perSeries.size() > LISTED) {
            perSeries.pollLastEntry();
        }
    }

    /** Returns true if all series with a known frequency have the same one. */
    public boolean frequencyAgreed() {
        return rowsByFrequency.size() <= 1;
    }

    /** Returns the frequency of most rows, the first by name among equals; {@code rows} if no series has one. */
    public Frequency frequency() {
        return SeriesMoments.mostRows(rowsByFrequency);
    }

    /**
     * Refuses the data if a series has a defect, or if a target has no value in any row.
     *
     * @throws DataException for the most severe defect
     */
    public void check(TimeAxis axis) {
        RowDefect worst = problems.isEmpty() ? null : Collections.min(problems.values(), RowDefect.ORDER);
        if (worst == null || worst.kind().compareTo(RowDefect.Kind.MISSING) >= 0) {
            checkTargets();
        }
        if (worst != null) {
            throw new DataException(worst.message(axis, problemCounts.get(worst.kind())));
        }
    }

    private void checkTargets() {
        for (int k = 0; k < columns.targets().size(); k++) {
            if (rows > 0 && missing[k] + ahead == rows - duplicates) {
                throw new DataException("target \"" + columns.targets().get(k) + "\" has no value in any of the " + rows
                        + " rows; name another column in input.target, or look at what input.where leaves");
            }
        }
    }

    /** Returns the counts. */
    public DataFacts facts(TimeAxis axis) {
        Map<Span, Long> bySpan = new EnumMap<>(Span.class);
        for (Span span : Span.values()) {
            bySpan.put(span, windows[span.ordinal()]);
        }
        Map<String, Long> byColumn = new LinkedHashMap<>();
        List<String> names = columns.perRow();
        for (int c = 0; c < missing.length; c++) {
            byColumn.put(names.get(c), missing[c]);
        }
        return new DataFacts(
                rows,
                series,
                bySpan,
                new EnumMap<>(dropped),
                frequency(),
                axis,
                first,
                last,
                duplicates,
                byColumn,
                gaps,
                gapSteps,
                filledRows,
                droppedRows,
                ahead,
                constantSeries,
                shortSeries,
                new ArrayList<>(constantNames),
                new ArrayList<>(shortNames),
                new ArrayList<>(perSeries.values()));
    }
}
