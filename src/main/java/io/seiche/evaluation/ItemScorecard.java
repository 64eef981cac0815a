package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.metrics.ItemMetrics;
import io.seiche.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The scores of a next-item network, beside n-grams of the training rows on the same items.
 *
 * @param tested the test windows
 * @param vocabulary number of items in the vocabulary
 * @param unknown number of test items that are not in it, scored as "unknown" for every forecaster
 * @param network the network's metrics
 * @param baselines unigram and trigram
 * @param validation the network's metrics on validation rows; null without any
 */
@JsonTypeName("next-item")
public record ItemScorecard(
        @JsonUnwrapped Tested tested,
        int vocabulary,
        long unknown,
        ItemMetrics network,
        List<ItemMetrics> baselines,
        ItemMetrics validation)
        implements Scorecard {
    public ItemScorecard {
        baselines = List.copyOf(baselines);
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
        Optional<String> tooFew = Verdict.tooFew(new Tested(network.items(), 1, 1, List.of()), "test item");
        if (tooFew.isPresent()) {
            return new Verdict(
                    Verdict.Level.NO_SKILL, ours + " is compared with the " + theirs + tooFew.get(), besides);
        }
        if (!(network.perplexity() < baselines.get(0).perplexity())) {
            return new Verdict(
                    Verdict.Level.NO_SKILL,
                    ours + " is not below the " + baselines.get(0).name() + "'s "
                            + Numbers.show(baselines.get(0).perplexity())
                            + ": it has learnt nothing about the order of items.",
                    besides);
        }
        return network.perplexity() < best.perplexity()
                ? new Verdict(Verdict.Level.BEST, ours + " is below the " + theirs + ".", besides)
                : new Verdict(
                        Verdict.Level.BEATEN,
                        ours + " is not below the " + theirs + ": counts of neighbouring items are as good or better.",
                        besides);
    }

    @Override
    public List<String> heading() {
        List<String> heading = new ArrayList<>(List.of(""));
        heading.addAll(ItemMetrics.heading());
        return heading;
    }

    @Override
    public void details(ObjectNode json) {
        json.put("vocabulary", vocabulary).put("unknown", unknown);
    }

    @Override
    public Optional<ObjectNode> validationJson() {
        return Optional.ofNullable(validation).map(ItemMetrics::toJson);
    }
}
