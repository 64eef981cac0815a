package io.seiche.evaluation.baselines;

import io.seiche.evaluation.metrics.ItemMetrics;
import java.io.Serializable;

/** The mergeable scores of a next-item model's baselines on the rows of a span. */
public final class NGramScores implements Serializable {
    private static final long serialVersionUID = 1;

    private long items;
    private long unknown;
    private double unigramLoss;
    private long unigramHits;
    private double trigramLoss;
    private long trigramHits;

    void add(boolean isUnknown, double unigram, boolean unigramHit, double trigram, boolean trigramHit) {
        items++;
        unknown += isUnknown ? 1 : 0;
        unigramLoss -= StrictMath.log(unigram);
        unigramHits += unigramHit ? 1 : 0;
        trigramLoss -= StrictMath.log(trigram);
        trigramHits += trigramHit ? 1 : 0;
    }

    /** Adds another's sums. */
    public NGramScores merge(NGramScores other) {
        items += other.items;
        unknown += other.unknown;
        unigramLoss += other.unigramLoss;
        unigramHits += other.unigramHits;
        trigramLoss += other.trigramLoss;
        trigramHits += other.trigramHits;
        return this;
    }

    /** Returns the number of items that are not in the vocabulary. */
    public long unknown() {
        return unknown;
    }

    /** Returns the metrics of predicting each item by its own frequency. */
    public ItemMetrics unigram() {
        return new ItemMetrics("unigram", items, unigramLoss, unigramHits);
    }

    /** Returns the metrics of predicting each item by the two before it. */
    public ItemMetrics trigram() {
        return new ItemMetrics("trigram", items, trigramLoss, trigramHits);
    }
}
