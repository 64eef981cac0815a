package io.seiche.evaluation.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.text.Numbers;
import java.util.List;
import java.util.Locale;

/**
 * The metrics of one forecaster of the next item.
 *
 * @param name network, unigram or trigram
 * @param items number of items predicted
 * @param crossEntropy mean of minus the natural logarithm of the probability of the actual item
 * @param perplexity e^crossEntropy: the number of equally likely items with the same uncertainty
 * @param bits crossEntropy in bits per item
 * @param accuracy share of items whose actual value had the largest probability
 */
public record ItemMetrics(String name, long items, double crossEntropy, double perplexity, double bits, double accuracy)
        implements ForecasterScore {
    /** Returns the metrics of sums over items. */
    public static ItemMetrics of(String name, long items, double loss, long hits) {
        double mean = loss / items;
        return new ItemMetrics(name, items, mean, Math.exp(mean), mean / Math.log(2), hits / (double) items);
    }

    @Override
    public ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("items", items)
                .put("crossEntropy", crossEntropy)
                .put("perplexity", perplexity)
                .put("bits", bits)
                .put("accuracy", accuracy);
    }

    @Override
    public List<String> row() {
        return List.of(
                name,
                Numbers.show(crossEntropy),
                Numbers.show(perplexity),
                Numbers.show(bits),
                String.format(Locale.ROOT, "%.1f %%", 100 * accuracy));
    }
}
