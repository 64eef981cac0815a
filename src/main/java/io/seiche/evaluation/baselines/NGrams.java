package io.seiche.evaluation.baselines;

import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Counts of single items, pairs and triples of items in training rows, which give the probabilities of the next item:
 * the baselines of next-item models. Counts are mergeable; empty counts are neutral.
 *
 * <p>A triple is interpolated with its pair, the pair with its item and the item with "any" after Witten and Bell
 * (1991, <a href="https://doi.org/10.1109/18.87000">doi:10.1109/18.87000</a>): after a context that occurs n times and
 * is followed by d distinct items, p = (count + d * p of the shorter context) / (n + d). There is no parameter to tune,
 * and every item has a positive probability.
 */
public final class NGrams implements Serializable {
    private static final long serialVersionUID = 1;

    private final int answers;
    private final long[] items;
    private final Map<Long, Integer> pairs = new HashMap<>();
    private final Map<Long, Integer> triples = new HashMap<>();
    private long counted;

    /** A context: how often it occurs, and before how many different items. */
    private record Context(int times, int different) implements Serializable {
        private static final Context NEVER = new Context(0, 0);

        Context and(int more) {
            return new Context(times + more, different + 1);
        }
    }

    /** @param answers number of items, including the unknown one; the number after them begins sequences */
    public NGrams(int answers) {
        this.answers = answers;
        this.items = new long[answers];
    }

    /**
     * Counts the training rows of some chunks.
     *
     * @param most maximum number of rows to count; later rows are ignored
     */
    public NGrams count(Iterator<Chunk> chunks, long most) {
        while (chunks.hasNext()) {
            Chunk chunk = chunks.next();
            if (chunk.windows(Span.TRAIN) > 0) {
                int first = chunk.cutoff(Span.TRAIN, 0);
                int end = chunk.spanEnd(first);
                for (int row = first; row < end && counted < most; row++) {
                    int item = (int) chunk.values()[row];
                    items[item]++;
                    pairs.merge(pair(chunk, row) + item, 1, Integer::sum);
                    triples.merge(triple(chunk, row) + item, 1, Integer::sum);
                    counted++;
                }
            }
        }
        return this;
    }

    /** The key of the pair that the item before a row begins, its own item being 0. */
    private long pair(Chunk chunk, int row) {
        return before(chunk, row, 1) * (answers + 1L);
    }

    private long triple(Chunk chunk, int row) {
        return (before(chunk, row, 2) * (answers + 1L) + before(chunk, row, 1)) * (answers + 1L);
    }

    private long before(Chunk chunk, int row, int steps) {
        return row >= steps ? (long) chunk.values()[row - steps] : answers;
    }

    /** Adds another's counts. */
    public NGrams merge(NGrams other) {
        for (int i = 0; i < answers; i++) {
            items[i] += other.items[i];
        }
        other.pairs.forEach((key, n) -> pairs.merge(key, n, Integer::sum));
        other.triples.forEach((key, n) -> triples.merge(key, n, Integer::sum));
        counted += other.counted;
        return this;
    }

    /** Returns the number of rows counted. */
    public long counted() {
        return counted;
    }

    /** Returns the chances by these counts. */
    public NGramReader read() {
        return new NGramReader();
    }

    private static Map<Long, Context> contexts(Map<Long, Integer> counts, long answers) {
        Map<Long, Context> contexts = new HashMap<>();
        counts.forEach((key, n) ->
                contexts.merge(key / (answers + 1), new Context(n, 1), (known, one) -> known.and(one.times())));
        return contexts;
    }

    /** Probabilities of the next item. */
    public final class NGramReader implements Serializable {
        private static final long serialVersionUID = 1;

        private final Map<Long, Context> afterOne = contexts(pairs, answers);
        private final Map<Long, Context> afterTwo = contexts(triples, answers);
        private final Map<Long, Integer> likeliestAfterOne = new HashMap<>();
        private final Map<Long, Integer> likeliestAfterTwo = new HashMap<>();
        private int different;
        private int commonest;

        private NGramReader() {
            for (int i = 0; i < answers; i++) {
                different += items[i] > 0 ? 1 : 0;
                commonest = items[i] > items[commonest] ? i : commonest;
            }
            long base = answers + 1L;
            pairs.keySet().forEach(key -> {
                int first = (int) (key / base);
                better(likeliestAfterOne, key / base, (int) (key % base), commonest, i -> chance(first, i));
            });
            triples.keySet().forEach(key -> {
                int first = (int) (key / base % base);
                int second = (int) (key / base / base);
                int shorter = likeliestAfterOne.getOrDefault((long) first, commonest);
                better(likeliestAfterTwo, key / base, (int) (key % base), shorter, i -> chance(second, first, i));
            });
        }

        /**
         * Keeps the likelier of an item seen after a context and the one kept so far. Of those not seen after it, only
         * the likeliest after the shorter context can be the likeliest.
         */
        private static void better(
                Map<Long, Integer> kept, long context, int item, int shorter, IntToDoubleFunction chance) {
            int known = kept.getOrDefault(context, shorter);
            double more = chance.applyAsDouble(item) - chance.applyAsDouble(known);
            kept.put(context, more > 0 || (more == 0 && item < known) ? item : known);
        }

        /** Returns the chance of an item whatever precedes it. */
        public double chance(int item) {
            return (items[item] + different / (double) answers) / (counted + different);
        }

        /** Returns the probability of an item after another. */
        double chance(int first, int item) {
            return mixed(afterOne.get((long) first), pairs.get(first * (answers + 1L) + item), chance(item));
        }

        /** Returns the probability of an item after two others. */
        public double chance(int second, int first, int item) {
            long two = second * (answers + 1L) + first;
            return mixed(afterTwo.get(two), triples.get(two * (answers + 1L) + item), chance(first, item));
        }

        private static double mixed(Context found, Integer count, double shorter) {
            Context context = found == null ? Context.NEVER : found;
            return context.times() == 0
                    ? shorter
                    : ((count == null ? 0 : count) + context.different() * shorter)
                            / (context.times() + context.different());
        }

        /** Scores the rows of a span. */
        public NGramScores score(Iterator<Chunk> chunks, Span span, int unknown) {
            NGramScores scores = new NGramScores();
            while (chunks.hasNext()) {
                Chunk chunk = chunks.next();
                if (chunk.windows(span) == 0) {
                    continue;
                }
                int from = chunk.cutoff(span, 0);
                int end = chunk.spanEnd(from);
                for (int row = from; row < end; row++) {
                    int item = (int) chunk.values()[row];
                    int first = (int) before(chunk, row, 1);
                    int second = (int) before(chunk, row, 2);
                    scores.add(
                            item == unknown,
                            chance(item),
                            item == commonest,
                            chance(second, first, item),
                            item == likeliest(second, first));
                }
            }
            return scores;
        }

        private int likeliest(int second, int first) {
            int shorter = likeliestAfterOne.getOrDefault((long) first, commonest);
            return likeliestAfterTwo.getOrDefault(second * (answers + 1L) + first, shorter);
        }
    }
}
