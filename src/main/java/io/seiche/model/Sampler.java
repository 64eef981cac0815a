package io.seiche.model;

import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import io.seiche.series.Batch;
import io.seiche.series.Targets;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Goes on where a sequence ends, item by item, each drawn from what a next-item model gives the next, given all before
 * it. The same seed draws the same items on every machine. The number for unknown items is never drawn.
 */
public final class Sampler {
    private final MemberNetworks network;
    private final Vocabulary vocabulary;
    private final float[] state;
    private final Batch item;

    /**
     * Ready to draw.
     *
     * @throws IllegalArgumentException if the model was trained for another task
     */
    public Sampler(Model model) {
        model.task().checkSampling(model.name());
        this.network = model.build();
        this.vocabulary = model.vocabulary();
        this.item = new Batch(WindowSpec.sequences(1), model.preparation().columns(), Targets.nextItems());
        this.state = new float[network.carries()];
    }

    /**
     * Draws items.
     *
     * @param prompt items with which the sequence begins; may be empty
     * @param length number of items to draw after the prompt
     * @param temperature divisor of the logits: 1 draws from the model's probabilities, less favours probable items, 0
     *     always takes the most probable one
     * @param seed of the draws
     * @throws IllegalArgumentException if an item of the prompt is not in the vocabulary, or a number is out of range
     */
    public List<String> draw(List<String> prompt, int length, double temperature, long seed) {
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("--temperature must be 0 or more, was " + temperature);
        }
        if (length < 0) {
            throw new IllegalArgumentException("--length must be 0 or more, was " + length);
        }
        Map<String, Integer> numbers = vocabulary.numbers();
        network.rest(state);
        Sequence logits = read(vocabulary.beginning());
        for (String each : prompt) {
            Integer number = numbers.get(each);
            if (number == null) {
                throw new IllegalArgumentException("--prompt must be made of items the model has seen in training; \""
                        + each + "\" is not among its " + vocabulary.items().size());
            }
            logits = read(number);
        }
        SplitMix random = new SplitMix(seed);
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int next = temperature == 0 ? most(logits) : drawn(logits, temperature, random.nextDouble());
            drawn.add(vocabulary.items().get(next));
            logits = read(next);
        }
        return drawn;
    }

    /** Returns the network's output for the next item after it has read an item. */
    private Sequence read(int number) {
        item.start(1);
        item.putItem(0, number);
        network.start(state);
        Sequence logits = network.forward(item.input());
        network.finish(state);
        return logits;
    }

    private static float at(Sequence logits, int number) {
        return logits.values()[logits.offset() + number];
    }

    private int most(Sequence logits) {
        int most = 0;
        for (int i = 1; i < vocabulary.items().size(); i++) {
            most = at(logits, i) > at(logits, most) ? i : most;
        }
        return most;
    }

    private int drawn(Sequence logits, double temperature, double share) {
        int items = vocabulary.items().size();
        double largest = at(logits, most(logits));
        double[] powers = new double[items];
        double sum = 0;
        for (int i = 0; i < items; i++) {
            powers[i] = StrictMath.exp((at(logits, i) - largest) / temperature);
            sum += powers[i];
        }
        double left = share * sum;
        int last = 0;
        for (int i = 0; i < items; i++) {
            left -= powers[i];
            last = powers[i] > 0 ? i : last;
            if (left < 0) {
                return i;
            }
        }
        return last;
    }
}
