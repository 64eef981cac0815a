package io.seiche.series;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The items a network can tell apart, and their numbers: the commonest of the training rows first, then one number for
 * every item that is not among them, then one that stands before the first item of a sequence and is never an answer.
 *
 * @param items by number, from 0
 */
public record Vocabulary(List<String> items) implements Serializable {
    private static final long serialVersionUID = 1;

    /** No items: of tasks that have none. */
    public static final Vocabulary NONE = new Vocabulary(List.of());

    public Vocabulary {
        items = List.copyOf(items);
        if (items.size() != items.stream().distinct().count()) {
            throw new IllegalArgumentException("the vocabulary must name every item once");
        }
    }

    /**
     * The vocabulary of what was counted.
     *
     * @param dictionary all items there are, in a fixed order
     * @param counts how often each occurs in training rows; those that do not are left out
     * @param most how many to keep, the commonest; of equally common ones those that come first
     */
    public static Vocabulary of(List<String> dictionary, long[] counts, int most) {
        return new Vocabulary(IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -counts[i]).thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .map(dictionary::get)
                .toList());
    }

    /** How many answers there are: the items, and "none of them". */
    public int answers() {
        return items.size() + 1;
    }

    /** The number of every item that is not in the vocabulary. */
    public int unknown() {
        return items.size();
    }

    /** The number that stands before the first item of a sequence. */
    public int beginning() {
        return items.size() + 1;
    }

    /** Whether each item is a single character, so that a sequence of them is a text. */
    public boolean isText() {
        return !items.isEmpty() && items.stream().allMatch(item -> item.codePointCount(0, item.length()) == 1);
    }

    /** Every item's number. */
    public Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            numbers.put(items.get(i), i);
        }
        return numbers;
    }

    /**
     * Numbers of this vocabulary for places in a dictionary.
     *
     * @param dictionary what chunks were read with
     */
    public int[] numbersOf(List<String> dictionary) {
        Map<String, Integer> numbers = numbers();
        return dictionary.stream()
                .mapToInt(item -> numbers.getOrDefault(item, unknown()))
                .toArray();
    }

    /** A chunk's rows as numbers of this vocabulary, given {@link #numbersOf} what it was read with. */
    public Chunk number(Chunk chunk, int[] numbers) {
        float[] values = new float[chunk.values().length];
        for (int row = 0; row < values.length; row++) {
            float read = chunk.values()[row];
            values[row] = read == SequenceCutter.BEGINNING ? beginning() : numbers[(int) read];
        }
        return chunk.with(values);
    }

    /**
     * Adds up how often each item occurs in a chunk's training rows.
     *
     * @param counts by place in the dictionary the chunk was read with
     */
    public static void count(Chunk chunk, long[] counts) {
        if (chunk.windows(Span.TRAIN) > 0) {
            int first = chunk.cutoff(Span.TRAIN, 0);
            int end = chunk.spanEnd(first);
            for (int row = first; row < end; row++) {
                counts[(int) chunk.values()[row]]++;
            }
        }
    }
}
