package io.seiche.training;

import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The weight of a training window, by its class.
 *
 * @param balanced true if all classes have the same total weight, whatever their number of windows
 * @param given a weight for each class in order; empty for weights of 1, or if balanced
 */
public record ClassWeights(boolean balanced, List<Double> given) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Weight 1 for every window. */
    public static final ClassWeights NONE = new ClassWeights(false, List.of());

    /** The same total weight for every class. */
    public static final ClassWeights BALANCED = new ClassWeights(true, List.of());

    public ClassWeights {
        given = List.copyOf(given);
        for (double weight : given) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new Refusal("training.classWeights", "be 0 or more each", given);
            }
        }
    }

    /**
     * Parses weights as the configuration writes them: {@code none}, {@code balanced}.
     *
     * @throws IllegalArgumentException if it is another word
     */
    public static ClassWeights parse(String word) {
        return switch (Words.fold(word)) {
            case "none" -> NONE;
            case "balanced" -> BALANCED;
            default ->
                throw new Refusal(
                        "training.classWeights",
                        "be none, balanced or a list with a weight for each class ([1, 3])",
                        word);
        };
    }

    /** Returns weights for the classes, in order. */
    public static ClassWeights of(List<Double> weights) {
        return new ClassWeights(false, weights);
    }

    /** Returns the notation of the configuration. */
    public String text() {
        return balanced
                ? "balanced"
                : given.isEmpty()
                        ? "none"
                        : given.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * Returns the weights of the classes.
     *
     * @param windows training windows of each class
     * @return a weight for each class, empty for 1 each; balanced, N / (classes x windows of the class), where classes
     *     are those that have any
     * @throws IllegalArgumentException if the given are not one for each class
     */
    public double[] weights(long[] windows) {
        if (balanced) {
            double all = Arrays.stream(windows).sum();
            double classes = Arrays.stream(windows).filter(n -> n > 0).count();
            return Arrays.stream(windows)
                    .mapToDouble(n -> n == 0 ? 0 : all / (classes * n))
                    .toArray();
        }
        if (!given.isEmpty() && given.size() != windows.length) {
            throw Refusal.of(
                    "training.classWeights",
                    "must be one for each of the " + windows.length + " classes, were " + given.size());
        }
        return given.stream().mapToDouble(weight -> weight).toArray();
    }
}
