package io.seiche.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A value that is not allowed. The exception carries the configuration keys the value belongs to, so that a caller can
 * name the place where they were given, or the parameter that stands for them in another interface.
 *
 * <p>The message is made once, here: {@code KEY must MUST, was WAS; REMEDY}.
 */
public final class Refusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Keys concerned, the one the message begins with first. */
    private final ArrayList<String> keys;

    private Refusal(List<String> keys, String message, Throwable cause) {
        super(message, cause);
        this.keys = new ArrayList<>(keys);
    }

    /**
     * A refused value.
     *
     * @param key its configuration key, {@code window.lookback}
     * @param must the rule that it breaks, to follow "must": {@code be 1 or more}
     * @param was the value
     */
    public Refusal(String key, String must, Object was) {
        this(List.of(key), key + " must " + must + ", was " + was, null);
    }

    /**
     * A refused value, with advice.
     *
     * @param remedy advice, without a capital letter or a full stop
     */
    public Refusal(String key, String must, Object was, String remedy) {
        this(List.of(key), key + " must " + must + ", was " + was + "; " + remedy, null);
    }

    /**
     * A refusal in a sentence of its own.
     *
     * @param sentence text after the key: {@code must name at least one column}
     */
    public static Refusal of(String key, String sentence) {
        return new Refusal(List.of(key), key + " " + sentence, null);
    }

    /**
     * Reads the text of a key with a parser that does not know the key.
     *
     * @throws Refusal if the parser throws an {@link IllegalArgumentException}
     */
    public static <T> T in(String key, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (Refusal refused) {
            throw refused;
        } catch (IllegalArgumentException refused) {
            String said = String.valueOf(refused.getMessage());
            throw new Refusal(List.of(key), said.startsWith(key) ? said : key + ": " + said, refused);
        }
    }

    /**
     * Checks a number.
     *
     * @param least the smallest value that is allowed
     * @param must the rule in words, to follow "be"
     * @throws Refusal if the value is smaller, infinite or not a number
     */
    public static void checkAtLeast(String key, double value, double least, String must) {
        if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
            String was = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
            throw new Refusal(key, "be " + must, was);
        }
    }

    /** The same, of further keys whose values contribute to the conflict. */
    public Refusal with(String... others) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(List.of(others));
        return new Refusal(all, getMessage(), getCause());
    }

    /** The same, caused by another exception. */
    public Refusal because(Throwable cause) {
        return new Refusal(keys, getMessage(), cause);
    }

    /** The keys concerned; the one that the message begins with is the first. */
    public List<String> keys() {
        return List.copyOf(keys);
    }
}
