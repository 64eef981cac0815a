package io.seiche.series;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The items a network distinguishes, and their numbers: the items of the training rows by descending count, then one
 * number for every other item, then one that precedes the first item of a sequence and is never an output.
 *
 * @param items items by number, from 0
 */
public record Vocabulary(List<String> items) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The empty vocabulary, for tasks without items. */
    public static final Vocabulary NONE = new Vocabulary(List.of());

    public Vocabulary {
        items = List.copyOf(items);
        if (items.size() != items.stream().distinct().count()) {
            throw new IllegalArgumentException("the vocabulary must name every item once");
        }
    }

    /**
     * Creates a vocabulary from item counts.
     *
     * @param dictionary all items, in a fixed order
     * @param counts occurrences of each item in training rows; items that do not occur are left out
     * @param most maximum number of items to keep, by descending count and, among equal counts, in dictionary order
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

    /** Returns the number of possible outputs: the items, and "none of them". */
    public int answers() {
        return items.size() + 1;
    }

    /** Returns the number of every item that is not in the vocabulary. */
    public int unknown() {
        return items.size();
    }

    /** Returns the number that precedes the first item of a sequence. */
    public int beginning() {
        return items.size() + 1;
    }

    /** Returns true if each item is a single character, so that a sequence of them is a text. */
    public boolean isText() {
        return !items.isEmpty() && items.stream().allMatch(item -> item.codePointCount(0, item.length()) == 1);
    }

    /** Returns the number of every item. */
    public Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            numbers.put(items.get(i), i);
        }
        return numbers;
    }

    /**
     * Returns this vocabulary's numbers by position in a dictionary.
     *
     * @param dictionary dictionary with which chunks were read
     */
    public int[] numbersOf(List<String> dictionary) {
        Map<String, Integer> numbers = numbers();
        return dictionary.stream()
                .mapToInt(item -> numbers.getOrDefault(item, unknown()))
                .toArray();
    }

    /** Returns a chunk with its rows as numbers of this vocabulary, given {@link #numbersOf} its dictionary. */
    public Chunk number(Chunk chunk, int[] numbers) {
        float[] values = new float[chunk.values().length];
        for (int row = 0; row < values.length; row++) {
            float read = chunk.values()[row];
            values[row] = read == SequenceCutter.BEGINNING ? beginning() : numbers[(int) read];
        }
        return chunk.with(values);
    }

    /**
     * Counts the items of a chunk's training rows.
     *
     * @param counts added to, by position in the dictionary with which the chunk was read
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
