package io.seiche.optimizer;

import static io.seiche.text.Option.number;

import io.seiche.math.Elementwise;
import io.seiche.text.Option;
import io.seiche.text.Registry;
import io.seiche.text.Registry.Registered;
import java.io.Serializable;
import java.util.List;

/**
 * The step at the end of a round, from the parameters before the round and the average of the shards' parameters. {@code
 * average} uses the average; {@code nesterov(momentum=0.9, learningRate=0.7)} uses the parameters before the round minus
 * the average as a gradient, with momentum (DiLoCo, <a href="https://arxiv.org/abs/2311.08105">2311.08105</a>).
 *
 * @param rule the optimizer, or null to use the average
 * @param rate the outer learning rate
 */
public record OuterOptimizer(Optimizer rule, double rate) implements Serializable {
    private static final Registry<OuterOptimizer> ALL = new Registry<>(
            "training.outer",
            List.of(
                    new Registered<>("average", o -> new OuterOptimizer(null, 1)),
                    new Registered<>(
                            "nesterov",
                            o -> nesterov(o.number("momentum"), o.number("learningRate")),
                            number("momentum", "0.9"),
                            number("learningRate", "0.7"))));

    private static OuterOptimizer nesterov(double momentum, double rate) {
        Option.checkPositive("nesterov", "learningRate", rate);
        return new OuterOptimizer(new Sgd(momentum, true), rate);
    }

    /**
     * Returns the outer step of a text such as {@code nesterov(momentum=0.8)}.
     *
     * @throws IllegalArgumentException if there is no such step or option, or an option is out of its range
     */
    public static OuterOptimizer parse(String text) {
        return ALL.make(text);
    }

    /**
     * Returns the canonical form of such a text.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static String canonical(String text) {
        return ALL.canonical(text);
    }

    /** Vectors of the parameters' length that it carries from round to round. */
    public int slots() {
        return rule == null ? 0 : rule.slots();
    }

    /**
     * One outer step. New parameters below {@link Elementwise#LEAST} become zero.
     *
     * @param round number of the round, from 1
     * @param before the parameters the round began with, {@code [n]}
     * @param average average of the shards' parameters, {@code [n]}; overwritten
     * @param state updated, {@code [slots * n]}
     * @return the parameters the next round begins with
     */
    public float[] step(long round, float[] before, float[] average, float[] state) {
        if (rule == null) {
            return average;
        }
        for (int i = 0; i < before.length; i++) {
            average[i] = before[i] - average[i];
        }
        float[] after = before.clone();
        rule.step(round, rate, after, average, state);
        Elementwise.get().flush(after, 0, after.length);
        return after;
    }
}
