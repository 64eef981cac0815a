package io.seiche.network;

import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Options;
import java.util.List;

/**
 * A learned vector for each item.
 *
 * @param units numbers of each vector
 * @param items vectors; 0 until the vocabulary is known
 */
record EmbeddingSpec(int units, int items) implements LayerSpec {
    /** Stands for the number of items of the vocabulary, and one more for the beginning of a sequence. */
    private static final String AUTO = "auto";

    static final List<Option> OPTIONS = List.of(Option.whole("items", AUTO, 1, 1 << 24));

    static EmbeddingSpec read(Call call, Options options) {
        int units = call.whole(0, "units", 1);
        call.atMost(1);
        String items = options.word("items");
        return new EmbeddingSpec(units, items.equals(AUTO) ? 0 : Integer.parseInt(items));
    }

    @Override
    public LayerSpec sized(int known) {
        return items == 0 ? new EmbeddingSpec(units, known + 1) : this;
    }

    @Override
    public Layer build(Site site) {
        return new Embedding(site, outputs(site.inputs()), items);
    }

    @Override
    public int outputs(int inputs) {
        if (items == 0) {
            throw new IllegalArgumentException(this + " is sized by the items of training.task = next-item, and"
                    + " there are none here; write embedding(" + units + ", items=n)");
        }
        if (inputs != 1) {
            throw new IllegalArgumentException(
                    this + " must read one number per step, the item's, but there are " + inputs);
        }
        return units;
    }

    @Override
    public <T> T write(Site site, Notation<T> notation, T x) {
        return notation.embedding(site.prefix(), items, units, x);
    }

    @Override
    public String toString() {
        return "embedding(" + units + (items == 0 ? "" : ", items=" + items) + ")";
    }
}
