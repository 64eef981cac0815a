package io.seiche.series;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sum of the facts of series: add, merge, then read. It does not depend on the order of adding and merging, and
 * holds at most {@link #LISTED} series.
 */
public final class FactsTally implements Serializable {
    private static final long serialVersionUID = 1;

    /** The most series listed one by one. */
    public static final int LISTED = 1000;

    private static final int NAMED = 20;

    private final Columns columns;
    private final TreeMap<String, Long> rowsByFrequency = new TreeMap<>();
    private final DataCounts counts;
    private final Defects problems = new Defects();
    private final Defects notes = new Defects();
    private final NavigableSet<String> constantNames = new TreeSet<>();
    private final NavigableSet<String> shortNames = new TreeSet<>();
    private final TreeMap<String, SeriesFacts> perSeries = new TreeMap<>();
    private long threeYears;
    private final TreeMap<String, Suspect> suspects = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** The first defect of each kind, and the number of rows with one. */
    private static final class Defects implements Serializable {
        private static final long serialVersionUID = 1;

        private final EnumMap<RowDefect.DefectKind, RowDefect> first = new EnumMap<>(RowDefect.DefectKind.class);
        private final EnumMap<RowDefect.DefectKind, Long> counts = new EnumMap<>(RowDefect.DefectKind.class);

        void add(RowDefect defect, long count) {
            first.merge(defect.kind(), defect, (a, b) -> RowDefect.ORDER.compare(a, b) <= 0 ? a : b);
            counts.merge(defect.kind(), count, Long::sum);
        }

        void merge(Defects other) {
            other.first.forEach((kind, defect) -> add(defect, other.counts.get(kind)));
        }

        String message(RowDefect defect, TimeAxis axis) {
            return defect.message(axis, counts.get(defect.kind()));
        }
    }

    /** The sum over no series, of these columns. */
    public FactsTally(Columns columns) {
        this.columns = columns;
        counts = new DataCounts(columns.perRow().size());
    }

    /** Adds one series. */
    public void add(SeriesFacts s) {
        counts.merge(s.counts());
        if (s.rows() > 0) {
            first = Math.min(first, s.first());
            last = Math.max(last, s.last());
        }
        threeYears += s.threeYears() ? 1 : 0;
        s.findings().problems().forEach(problem -> problems.add(problem, problem.count()));
        s.findings().notes().forEach(note -> notes.add(note, note.count()));
        s.findings().suspects().forEach(this::addSuspect);
        if (!s.frequency().open()) {
            rowsByFrequency.merge(s.frequency().text(), (long) s.rows(), Long::sum);
        }
        if (s.constant()) {
            addFirst(constantNames, s.series());
        }
        if (s.tooShort()) {
            addFirst(shortNames, s.series());
        }
        addFirst(s);
    }

    /** Adds the series of another. */
    public void merge(FactsTally other) {
        counts.merge(other.counts);
        threeYears += other.threeYears;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        problems.merge(other.problems);
        notes.merge(other.notes);
        other.suspects.values().forEach(this::addSuspect);
        other.rowsByFrequency.forEach((text, count) -> rowsByFrequency.merge(text, count, Long::sum));
        other.constantNames.forEach(name -> addFirst(constantNames, name));
        other.shortNames.forEach(name -> addFirst(shortNames, name));
        other.perSeries.values().forEach(this::addFirst);
    }

    private void addSuspect(Suspect suspect) {
        suspects.merge(suspect.column() + " " + Suspect.text(suspect.value()), suspect, Suspect::plus);
        if (suspects.size() > LISTED) {
            suspects.pollLastEntry();
        }
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

    /** The frequency that most rows have, {@code rows} where none is known; of equals the first by name. */
    public Frequency frequency() {
        return SeriesMoments.mostRows(rowsByFrequency);
    }

    /** Returns true if the training rows of at least half of the series cover three years. */
    public boolean threeYears() {
        return 2 * threeYears >= counts.get(Counter.SERIES);
    }

    /**
     * Refuses the data if a series gave a reason to, or if there is nothing to learn from.
     *
     * @throws DataException naming the worst problem
     */
    public void check(TimeAxis axis) {
        RowDefect worst = problems.first.isEmpty() ? null : Collections.min(problems.first.values(), RowDefect.ORDER);
        if (worst == null || worst.kind().compareTo(RowDefect.DefectKind.MISSING) >= 0) {
            checkTargets();
        }
        if (worst != null) {
            throw new DataException(problems.message(worst, axis(axis)));
        }
    }

    /**
     * Refuses the data only if it cannot be read. Series that policies refuse have no windows.
     *
     * @throws DataException naming the worst problem
     */
    public void checkReadable(TimeAxis axis) {
        if (problems.first.keySet().stream().anyMatch(kind -> !kind.byPolicy())) {
            check(axis);
        }
    }

    private void checkTargets() {
        long rows = counts.get(Counter.ROWS);
        long ahead = counts.get(Counter.AHEAD);
        for (int k = 0; k < columns.targets().size(); k++) {
            if (rows > 0 && counts.missing(k) + ahead == rows - counts.get(Counter.DUPLICATES)) {
                throw new DataException("target \"" + columns.targets().get(k) + "\" has no value in any of the " + rows
                        + " rows; name another column in input.target, or look at what input.where leaves");
            }
        }
    }

    /** The meaning of the times: a column that was taken for days holds times if a row has a time of day. */
    public TimeAxis axis(TimeAxis supposed) {
        return counts.get(Counter.TIMES_OF_DAY) > 0 ? supposed.with(TimeAxis.TimeKind.LOCAL) : supposed;
    }

    /** The facts of all series added. */
    public DataFacts facts(TimeAxis axis) {
        TimeAxis found = axis(axis);
        DataCounts all = new DataCounts(columns.perRow().size());
        all.merge(counts);
        return new DataFacts(
                all,
                columns.perRow(),
                frequency(),
                found,
                first,
                last,
                new DataFacts.Listed(
                        new ArrayList<>(constantNames),
                        new ArrayList<>(shortNames),
                        new ArrayList<>(perSeries.values()),
                        new ArrayList<>(suspects.values())),
                warnings(found));
    }

    private List<String> warnings(TimeAxis axis) {
        List<String> warnings = new ArrayList<>();
        suspects.values().stream()
                .sorted(Comparator.comparingLong(Suspect::rows)
                        .reversed()
                        .thenComparing(Suspect::column)
                        .thenComparingDouble(Suspect::value))
                .limit(NAMED)
                .forEach(suspect -> warnings.add(suspect.sentence()));
        notes.first.values().forEach(note -> warnings.add(notes.message(note, axis)));
        return warnings;
    }
}
