package io.seiche.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The one reading of {@link Scores}: sums into means, series into a ranking. */
record ScorecardReading(Evaluation evaluation, Scorer.Decisions decisions, Scores scores) {
    Scorecard read() {
        if (scores.network.points() == 0) {
            throw new IllegalStateException("no test window has been scored; give split.test more rows");
        }
        List<String> notes = new ArrayList<>(decisions.notes());
        Metrics network = withMase(0, scores.network.overall());
        List<Scorecard.Score> baselines = new ArrayList<>();
        for (int b = 0; b < scores.baselines.size(); b++) {
            Baseline which = decisions.contenders().get(b).baseline();
            if (scores.unanswered[b] > 0) {
                notes.add(("%s is left out: %,d test windows have no row %d rows before their forecast;"
                                + " set window.lookback to %d or more, or evaluation.season lower")
                        .formatted(
                                which.key(),
                                scores.unanswered[b],
                                decisions.season().length(),
                                decisions.season().length()));
                continue;
            }
            Errors errors = scores.baselines.get(b);
            Metrics metrics = withMase(b + 1, errors.overall());
            Scorecard.Skill skill = Scorecard.Skill.of(
                    network, metrics, scores.differences.get(b).standardErrors(overlap()));
            baselines.add(score(which.key(), words(which), metrics, skill, errors));
        }
        long undivided = scored().filter(own -> own.absoluteScaled(0).isEmpty()).count();
        if (undivided > 0) {
            notes.add("mase leaves out %,d of %,d series, which have no training rows a season apart or never change"
                    .formatted(undivided, scored().count()));
        }
        return new Scorecard(
                network.points() / evaluation.cells(),
                evaluation.columns().targets(),
                decisions.season(),
                score("network", "the network", network, null, scores.network),
                List.copyOf(baselines),
                coverage(network.points()),
                scored().count(),
                ranking(),
                decisions.validation(),
                List.copyOf(notes));
    }

    /** How many neighbouring windows share a forecast row. */
    private double overlap() {
        return Math.max(
                1,
                (double) evaluation.windows().horizon() / evaluation.windows().stride());
    }

    private Stream<SeriesErrors> scored() {
        return scores.series.values().stream().filter(own -> own.windows() > 0);
    }

    private String words(Baseline which) {
        return switch (which) {
            case NAIVE ->
                evaluation.targets() == 1
                        ? "repeating the last " + evaluation.columns().targets().get(0)
                        : which.words();
            case SEASONAL_NAIVE ->
                decisions.season().length() == 1
                        ? "no season: the last value again"
                        : which.words() + " (" + decisions.season().length() + " rows back)";
            default -> which.words();
        };
    }

    private Scorecard.Score score(String name, String words, Metrics metrics, Scorecard.Skill skill, Errors errors) {
        return new Scorecard.Score(
                name,
                words,
                metrics,
                skill,
                IntStream.range(0, evaluation.windows().horizon())
                        .mapToObj(errors::step)
                        .toList(),
                IntStream.range(0, evaluation.targets())
                        .mapToObj(errors::target)
                        .toList());
    }

    private Metrics withMase(int forecaster, Metrics metrics) {
        double sum = 0;
        long points = 0;
        for (SeriesErrors own : (Iterable<SeriesErrors>) scored()::iterator) {
            OptionalDouble scaled = own.absoluteScaled(forecaster);
            if (scaled.isPresent()) {
                sum += scaled.getAsDouble();
                points += own.windows() * evaluation.cells();
            }
        }
        return metrics.withMase(points == 0 ? null : Metrics.finite(sum / points));
    }

    private List<Scorecard.Coverage> coverage(long points) {
        return IntStream.range(0, decisions.intervals().size())
                .mapToObj(i -> {
                    Interval interval = decisions.intervals().get(i);
                    return new Scorecard.Coverage(
                            interval.percent(),
                            100.0 * scores.covered[i] / points,
                            scores.width[i] / points,
                            Arrays.stream(interval.widths()).boxed().toList());
                })
                .toList();
    }

    private List<Scorecard.SeriesScore> ranking() {
        List<Scorecard.SeriesScore> all = scores.series.entrySet().stream()
                .filter(entry -> entry.getValue().windows() > 0)
                .map(this::series)
                .sorted(Comparator.comparingDouble(ScorecardReading::skill)
                        .thenComparing(Scorecard.SeriesScore::series))
                .toList();
        int half = Scorecard.MOST_RANKED / 2;
        if (all.size() <= Scorecard.MOST_RANKED) {
            return all;
        }
        List<Scorecard.SeriesScore> ends = new ArrayList<>(all.subList(0, half));
        ends.addAll(all.subList(all.size() - half, all.size()));
        return List.copyOf(ends);
    }

    /** A series repeat-last forecasts without error cannot be won: it stands with the worst. */
    private static double skill(Scorecard.SeriesScore score) {
        return score.skill() == null ? Double.NEGATIVE_INFINITY : score.skill();
    }

    private Scorecard.SeriesScore series(Map.Entry<String, SeriesErrors> entry) {
        SeriesErrors own = entry.getValue();
        double points = (double) own.windows() * evaluation.cells();
        int naive = -1;
        int best = 0;
        for (int b = 0; b < scores.baselines.size(); b++) {
            naive = decisions.contenders().get(b).baseline() == Baseline.NAIVE ? b + 1 : naive;
            if (scores.unanswered[b] == 0 && own.squared(b + 1) < own.squared(best)) {
                best = b + 1;
            }
        }
        OptionalDouble scaled = own.absoluteScaled(0);
        return new Scorecard.SeriesScore(
                entry.getKey(),
                own.rows(),
                own.windows(),
                Metrics.finite(Math.sqrt(own.squared(0) / points)),
                Metrics.finite(own.absolute(0) / points),
                scaled.isPresent() ? Metrics.finite(scaled.getAsDouble() / points) : null,
                Metrics.finite(Math.sqrt(own.squared(naive) / points)),
                Scorecard.Skill.ratio(own.squared(0), own.squared(naive)),
                best == 0
                        ? "network"
                        : decisions.contenders().get(best - 1).baseline().key());
    }
}
