package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.metrics.ItemMetrics;
import io.seiche.text.Numbers;
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
public record ItemScorecard(
        long windows,
        long series,
        int vocabulary,
        long unknown,
        ItemMetrics network,
        List<ItemMetrics> baselines,
        ItemMetrics validation,
        List<String> notes)
        implements Scorecard {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ItemScorecard {
        baselines = List.copyOf(baselines);
        notes = List.copyOf(notes);
    }

    @Override
    @JsonIgnore
    public Verdict verdict() {
        ItemMetrics best = baselines.get(baselines.size() - 1);
        String ours = "The network's perplexity " + Numbers.show(network.perplexity());
        String theirs = best.name() + "'s " + Numbers.show(best.perplexity());
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
                            + Numbers.show(baselines.get(0).perplexity()) + ": it has learnt no order.",
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
        return Optional.ofNullable(validation).map(ItemMetrics::toJson);
    }
}
