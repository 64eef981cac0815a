package io.seiche.job;

import io.seiche.evaluation.ItemScorecard;
import io.seiche.evaluation.baselines.NGramScores;
import io.seiche.evaluation.baselines.NGrams;
import io.seiche.evaluation.metrics.ItemMetrics;
import io.seiche.series.DataFacts;
import io.seiche.series.Span;
import io.seiche.series.Vocabulary;
import io.seiche.training.ItemErrors;
import io.seiche.training.Scoring;
import io.seiche.training.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Scores a next-item network on the test rows of some shards, beside n-grams of their training rows. */
final class ItemScoring {
    /** Training rows that n-grams are counted on at most, so that their counts fit a driver. */
    private static final long COUNTED = 2_000_000;

    private ItemScoring() {}

    static Scored of(Vocabulary vocabulary, DataFacts facts, Shards shards, float[] parameters)
            throws InterruptedException {
        if (facts.windows(Span.TEST) == 0) {
            return new Scored(Optional.empty(), List.of(), List.of());
        }
        int answers = vocabulary.answers();
        int unknown = vocabulary.unknown();
        long each = Math.max(1, COUNTED / shards.count());
        NGrams grams =
                Scoring.map(shards, parameters, (chunks, network) -> new NGrams(answers).count(chunks, each)).stream()
                        .reduce(NGrams::merge)
                        .orElseThrow();
        NGrams.Reader reader = grams.read();
        NGramScores baselines =
                Scoring.map(shards, parameters, (chunks, network) -> reader.score(chunks, Span.TEST, unknown)).stream()
                        .reduce(NGramScores::merge)
                        .orElseThrow();
        ItemErrors validation = ItemErrors.of(shards, parameters, Span.VALIDATION);
        return new Scored(
                Optional.of(new ItemScorecard(
                        facts.windows(Span.TEST),
                        facts.series(),
                        vocabulary.items().size(),
                        baselines.unknown(),
                        score(ItemErrors.of(shards, parameters, Span.TEST)),
                        List.of(baselines.unigram(), baselines.trigram()),
                        validation.items() == 0 ? null : score(validation),
                        notes(grams.counted(), each * shards.count()))),
                List.of(),
                List.of());
    }

    private static ItemMetrics score(ItemErrors errors) {
        return ItemMetrics.of("network", errors.items(), errors.loss(), errors.hits());
    }

    private static List<String> notes(long counted, long most) {
        List<String> notes = new ArrayList<>();
        notes.add("trigram: interpolated with pairs and single items (Witten and Bell 1991)");
        if (counted >= most) {
            notes.add(String.format(
                    Locale.ROOT, "unigram and trigram were counted on %,d training rows, not on all", counted));
        }
        return notes;
    }
}
