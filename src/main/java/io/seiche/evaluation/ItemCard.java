package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How well a network tells the next item, beside n-grams of the training rows asked for the very same items.
 *
 * @param windows test windows
 * @param series sequences they are of
 * @param vocabulary items that can be told apart
 * @param unknown test items that are not among them, scored as "unknown" for everyone
 * @param network the network's figures
 * @param baselines unigram and trigram
 * @param validation the network's figures on validation rows; null without any
 * @param notes what a reader should know besides
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ItemCard(
        long windows,
        long series,
        int vocabulary,
        long unknown,
        Score network,
        List<Score> baselines,
        Score validation,
        List<String> notes)
        implements Card {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ItemCard {
        baselines = List.copyOf(baselines);
        notes = List.copyOf(notes);
    }

    /**
     * The figures of one forecaster.
     *
     * @param name network, unigram or trigram
     * @param items asked for
     * @param crossEntropy mean of minus the natural logarithm of what it gave the right item
     * @param perplexity e^crossEntropy: among how many equally likely items it is as undecided
     * @param bits crossEntropy in bits an item
     * @param accuracy how often it gave the right item most
     */
    public record Score(String name, long items, double crossEntropy, double perplexity, double bits, double accuracy) {
        /** Of sums over items. */
        public static Score of(String name, long items, double loss, long hits) {
            double mean = loss / items;
            return new Score(name, items, mean, Math.exp(mean), mean / Math.log(2), hits / (double) items);
        }

        private ObjectNode toJson() {
            return JSON.createObjectNode()
                    .put("items", items)
                    .put("crossEntropy", crossEntropy)
                    .put("perplexity", perplexity)
                    .put("bits", bits)
                    .put("accuracy", accuracy);
        }

        private List<String> row() {
            return List.of(
                    name,
                    Figures.show(crossEntropy),
                    Figures.show(perplexity),
                    Figures.show(bits),
                    String.format(Locale.ROOT, "%.1f %%", 100 * accuracy));
        }
    }

    @Override
    @JsonIgnore
    public Verdict verdict() {
        Score best = baselines.get(baselines.size() - 1);
        String ours = "The network's perplexity " + Figures.show(network.perplexity());
        String theirs = best.name() + "'s " + Figures.show(best.perplexity());
        String besides = unknown == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d test items (%.2f %%) do not occur in training rows.",
                        unknown,
                        network.items(),
                        100.0 * unknown / network.items());
        if (!(network.perplexity() < baselines.get(0).perplexity())) {
            return new Verdict(
                    Verdict.Level.NO_SKILL,
                    ours + " is not below the " + baselines.get(0).name() + "'s "
                            + Figures.show(baselines.get(0).perplexity()) + ": it has learnt no order.",
                    besides);
        }
        return network.perplexity() < best.perplexity()
                ? new Verdict(Verdict.Level.BEST, ours + " is below the " + theirs + ".", besides)
                : new Verdict(
                        Verdict.Level.BEATEN,
                        ours + " is not below the " + theirs + ": counting does as well or better.",
                        besides);
    }

    @Override
    @JsonIgnore
    public List<List<String>> table() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("", "cross-entropy", "perplexity", "bits an item", "accuracy"));
        table.add(network.row());
        baselines.forEach(score -> table.add(score.row()));
        return table;
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = network.toJson().put("vocabulary", vocabulary).put("unknown", unknown);
        ObjectNode others = json.putObject("baselines");
        baselines.forEach(score -> others.set(score.name(), score.toJson()));
        json.set("notes", JSON.valueToTree(new ArrayList<>(notes)));
        return json;
    }

    @Override
    public Optional<ObjectNode> validationJson() {
        return Optional.ofNullable(validation).map(Score::toJson);
    }
}
