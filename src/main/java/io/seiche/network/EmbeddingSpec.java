package io.seiche.network;

import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Options;
import java.util.List;

/** A learned vector for each item. */
record EmbeddingSpec(int units, int items) implements LayerSpec {
    /** As many items as the vocabulary has, and one for the beginning of a sequence. */
    private static final String AUTO = "auto";

    private static final List<Option> OPTIONS = List.of(Option.whole("items", AUTO, 1, 1 << 24));

    static EmbeddingSpec read(Call call) {
        int units = call.whole(0, "units", 1);
        call.atMost(1);
        String items = Options.of("embedding", OPTIONS, call.options()).word("items");
        return new EmbeddingSpec(units, items.equals(AUTO) ? 0 : Integer.parseInt(items));
    }

    @Override
    public LayerSpec sized(int known) {
        return items == 0 ? new EmbeddingSpec(units, known + 1) : this;
    }

    @Override
    public Layer build(Site site) {
        if (items == 0) {
            throw new IllegalArgumentException(this + " is sized by the items of training.task = next-item, and"
                    + " there are none here; write embedding(" + units + ", items=n)");
        }
        if (site.inputs() != 1) {
            throw new IllegalArgumentException(
                    this + " must read one number a step, the item's, but there are " + site.inputs());
        }
        return new Embedding(site, units, items);
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
