package io.seiche.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The one reading of a {@link ClassTally}: counts into shares. */
record ClassCardReading(ClassTally tally) {
    ClassCard read() {
        Confusion test = tally.test.confusion;
        long windows = test.windows();
        if (windows == 0) {
            throw new IllegalStateException("no test window has been scored; give split.test more rows");
        }
        List<String> notes = new ArrayList<>();
        List<ClassCard.Score> baselines = new ArrayList<>(List.of(majority(windows)));
        if (tally.unpreceded == 0) {
            baselines.add(previous(windows));
        } else {
            notes.add("%,d test windows follow a row without a class, so saying it again is not scored"
                    .formatted(tally.unpreceded));
        }
        classNotes(notes);
        return new ClassCard(
                windows,
                tally.series.size(),
                tally.evaluation.columns().label().text(),
                classes(),
                new ClassCard.Score("network", "saying the likeliest class", metrics(tally.test), null),
                List.copyOf(baselines),
                test.rows(),
                tally.validation.confusion.windows() == 0 ? null : metrics(tally.validation),
                List.copyOf(notes));
    }

    private void classNotes(List<String> notes) {
        List<String> names = tally.evaluation.classes();
        for (int c = 0; c < names.size(); c++) {
            if (tally.training[c] == 0) {
                notes.add(
                        "no training window is of class \"%s\": the network cannot have learnt it; %,d test windows are"
                                .formatted(names.get(c), tally.test.confusion.came(c)));
            }
        }
        long unknown = tally.test.confusion.unknown();
        if (unknown > 0) {
            notes.add(
                    "%,d test windows are of classes the model does not know: they count as wrong, and are left out of"
                                    .formatted(unknown)
                            + " log loss and AUC");
        }
    }

    private List<ClassCard.ClassScore> classes() {
        Confusion test = tally.test.confusion;
        List<ClassCard.ClassScore> classes = new ArrayList<>();
        for (int c = 0; c < tally.training.length; c++) {
            classes.add(new ClassCard.ClassScore(
                    tally.evaluation.classes().get(c),
                    tally.training[c],
                    test.came(c),
                    test.precision(c),
                    test.recall(c),
                    test.f1(c),
                    tally.test.separations.get(c).area()));
        }
        return List.copyOf(classes);
    }

    private static ClassMetrics metrics(ClassTally.Said said) {
        List<Separation> all = said.separations;
        List<Double> areas = all.subList(all.size() == 2 ? 1 : 0, all.size()).stream()
                .map(Separation::area)
                .filter(Objects::nonNull)
                .toList();
        Double auc = areas.isEmpty()
                ? null
                : areas.stream().mapToDouble(area -> area).average().orElseThrow();
        return new ClassMetrics(said.confusion.accuracy(), said.confusion.macroF1(), auc, said.meanLogLoss());
    }

    /** The commonest class of the training windows; its log loss is that of their shares, each class counted once more. */
    private ClassCard.Score majority(long windows) {
        long[] training = tally.training;
        int most = 0;
        for (int c = 1; c < training.length; c++) {
            most = training[c] > training[most] ? c : most;
        }
        Confusion test = tally.test.confusion;
        Confusion always = test.always(most);
        double seen = Arrays.stream(training).sum() + training.length;
        double logLoss = 0;
        long known = 0;
        long networkAlone = 0;
        long majorityAlone = 0;
        for (int c = 0; c < training.length; c++) {
            logLoss -= test.came(c) * Math.log((training[c] + 1) / seen);
            known += test.came(c);
            networkAlone += c == most ? 0 : test.count(c, c);
            majorityAlone += c == most ? 0 : test.count(most, c);
        }
        return new ClassCard.Score(
                "majority",
                "always saying " + tally.evaluation.classes().get(most) + ", the commonest class in training",
                new ClassMetrics(always.accuracy(), always.macroF1(), 0.5, Metrics.finite(logLoss / known)),
                standardErrors(windows, networkAlone, majorityAlone));
    }

    private ClassCard.Score previous(long windows) {
        return new ClassCard.Score(
                "previous",
                "saying the class of the row before again",
                new ClassMetrics(tally.previous.accuracy(), tally.previous.macroF1(), null, null),
                standardErrors(windows, tally.networkAlone, tally.previousAlone));
    }

    /** Of the difference of two accuracies on the same windows (McNemar 1947, with overlapping windows counted once). */
    private Double standardErrors(long windows, long networkAlone, long otherAlone) {
        double overlap = Math.max(
                1,
                (double) tally.evaluation.windows().horizon()
                        / tally.evaluation.windows().stride());
        return PairedDifference.standardErrors(
                windows, (double) (networkAlone - otherAlone), (double) (networkAlone + otherAlone), overlap);
    }
}
