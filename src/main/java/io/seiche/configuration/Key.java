package io.seiche.configuration;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A key of the configuration: its path, the values it takes, its default, its text, and the other keys beside which it
 * has no meaning. {@link Keys} lists them.
 *
 * @param <T> its value in Java
 */
public final class Key<T> {
    /** The forms a value may have. */
    public enum KeyType {
        TEXT("text", KeyType::isText),
        WORDS("text or a list of texts", v -> isText(v) || isListOf(v, KeyType::isWord)),
        INTEGER("a whole number", KeyType::isWhole),
        INTEGERS("a list of whole numbers", v -> isListOf(v, KeyType::isWhole)),
        /** A choice, or a list of numbers. */
        WORD_OR_NUMBERS("a word or a list of numbers", v -> isWord(v) || isListOf(v, KeyType::isNumber)),
        NUMBER("a number", KeyType::isNumber),
        NUMBERS("a number or a list of numbers", v -> isNumber(v) || isListOf(v, KeyType::isNumber)),
        BOOLEAN("true or false", KeyType::isSwitch),
        /** A number or a word: {@code auto}, a time. */
        SCALAR("a number or text", KeyType::isText),
        /** A choice, or the texts chosen. */
        SWITCH_OR_WORDS("true, false or a list of texts", v -> isSwitch(v) || isListOf(v, KeyType::isWord)),
        /** Free keys below it, all texts. */
        OPTIONS("a block of options", v -> v.valueType() == ConfigValueType.OBJECT);

        private final String wanted;

        @SuppressWarnings("ImmutableEnumChecker") // the predicates above hold nothing
        private final Predicate<ConfigValue> takes;

        KeyType(String wanted, Predicate<ConfigValue> takes) {
            this.wanted = wanted;
            this.takes = takes;
        }

        private static boolean isWord(ConfigValue value) {
            return value.valueType() == ConfigValueType.STRING;
        }

        private static boolean isNumber(ConfigValue value) {
            return value.valueType() == ConfigValueType.NUMBER;
        }

        /** A number is text as well: it stays as it was written. */
        private static boolean isText(ConfigValue value) {
            return isWord(value) || isNumber(value);
        }

        private static boolean isSwitch(ConfigValue value) {
            return value.valueType() == ConfigValueType.BOOLEAN;
        }

        private static boolean isWhole(ConfigValue value) {
            if (!isNumber(value)) {
                return false;
            }
            double number = ((Number) value.unwrapped()).doubleValue();
            return number == Math.rint(number) && Math.abs(number) < 1e18;
        }

        private static boolean isListOf(ConfigValue value, Predicate<ConfigValue> each) {
            return value instanceof ConfigList list && list.stream().allMatch(each);
        }
    }

    /**
     * A setting beside which a key has no meaning.
     *
     * @param beside the setting, for messages: {@code input.sql}
     * @param applies tests whether the setting is made
     * @param reason explanation and advice
     */
    record Exclusion(String beside, Predicate<Configuration> applies, String reason) {}

    private final String path;
    private final KeyType kind;
    private final String unset;
    private final String shown;
    private final String says;
    private final List<String> choices;
    private final Function<ConfigValue, T> reader;
    private final List<Exclusion> exclusions;

    private Key(
            String path,
            KeyType kind,
            String unset,
            String shown,
            String says,
            List<String> choices,
            Function<ConfigValue, T> reader,
            List<Exclusion> exclusions) {
        this.path = path;
        this.kind = kind;
        this.unset = unset;
        this.shown = shown;
        this.says = says;
        this.choices = List.copyOf(choices);
        this.reader = reader;
        this.exclusions = List.copyOf(exclusions);
    }

    private static <T> Key<T> of(
            String path, KeyType kind, String unset, String says, Function<ConfigValue, T> reader) {
        return new Key<>(path, kind, unset, unset, says, List.of(), reader, List.of());
    }

    /** A text; an empty one is the same as none. */
    static Key<String> text(String path, String unset, String says) {
        return of(path, KeyType.TEXT, unset, says, Key::text);
    }

    /** A text that becomes an object. */
    static <T> Key<T> text(String path, String unset, String says, Function<String, T> parser) {
        return of(path, KeyType.TEXT, unset, says, value -> Refusal.in(path, () -> parser.apply(text(value))));
    }

    /** A number or a text that becomes an object: a size, a time, {@code auto}. */
    static <T> Key<T> scalar(String path, String unset, String says, Function<String, T> parser) {
        return of(path, KeyType.SCALAR, unset, says, value -> Refusal.in(path, () -> parser.apply(text(value))));
    }

    static Key<List<Double>> numbers(String path, String unset, String says) {
        return of(path, KeyType.NUMBERS, unset, says, value -> words(value).stream()
                .map(Double::valueOf)
                .toList());
    }

    static Key<List<String>> words(String path, String unset, String says) {
        return of(path, KeyType.WORDS, unset, says, Key::words);
    }

    static Key<Integer> integer(String path, String unset, String says) {
        return of(path, KeyType.INTEGER, unset, says, value -> {
            long number = ((Number) value.unwrapped()).longValue();
            if (number != (int) number) {
                throw new Refusal(path, "fit 32 bits", number);
            }
            return (int) number;
        });
    }

    static Key<Long> longInteger(String path, String unset, String says) {
        return of(path, KeyType.INTEGER, unset, says, value -> ((Number) value.unwrapped()).longValue());
    }

    static Key<List<Integer>> integers(String path, String unset, String says) {
        return of(path, KeyType.INTEGERS, unset, says, value -> ((ConfigList) value)
                .stream().map(n -> ((Number) n.unwrapped()).intValue()).toList());
    }

    static Key<Double> number(String path, String unset, String says) {
        return of(path, KeyType.NUMBER, unset, says, value -> ((Number) value.unwrapped()).doubleValue());
    }

    static Key<Boolean> flag(String path, String unset, String says) {
        return of(path, KeyType.BOOLEAN, unset, says, value -> (Boolean) value.unwrapped());
    }

    static Key<Map<String, String>> options(String path, String says) {
        return of(path, KeyType.OPTIONS, "", says, value -> flat((ConfigObject) value));
    }

    /** A value of another form. */
    static <T> Key<T> value(String path, KeyType kind, String unset, String says, Function<ConfigValue, T> reader) {
        return of(path, kind, unset, says, reader);
    }

    /** One of an enum's constants by its word; the first one if none is given. */
    static <E extends Enum<E>> Key<E> choice(String path, Class<E> type, String says) {
        return choice(path, List.of(type.getEnumConstants()), Words::of, says);
    }

    /** One of some things by its word; the first one if none is given. */
    static <T> Key<T> choice(String path, List<T> all, Function<T, String> word, String says) {
        List<String> words = all.stream().map(word).toList();
        return new Key<>(
                path,
                KeyType.TEXT,
                words.get(0),
                words.get(0),
                says,
                words,
                value -> Words.choose(path, text(value), all, word),
                List.of());
    }

    /** The same key, whose default depends on others: what the reference shows in its place. */
    Key<T> unset(String description) {
        return new Key<>(path, kind, "", description, says, choices, reader, exclusions);
    }

    /** The same key, without meaning beside a setting. */
    Key<T> notBeside(String beside, Predicate<Configuration> applies, String reason) {
        List<Exclusion> all = new ArrayList<>(exclusions);
        all.add(new Exclusion(beside, applies, reason));
        return new Key<>(path, kind, unset, shown, says, choices, reader, all);
    }

    /** The path below the root, {@code window.lookback}. */
    public String path() {
        return path;
    }

    /** The last part of the path, {@code lookback}. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The form of its values. */
    public KeyType kind() {
        return kind;
    }

    /** The default as it would be written; "" if there is none or it depends on other keys. */
    public String unset() {
        return unset;
    }

    /** The default as the reference shows it. */
    public String shown() {
        return shown;
    }

    /** One sentence on what it is for. */
    public String says() {
        return says;
    }

    /** The words it takes; empty if it takes others too. */
    public List<String> choices() {
        return choices;
    }

    /** Returns the meaning of the key, with the words to choose from. */
    public String meaning() {
        return choices.isEmpty() ? says : says + " One of " + String.join(", ", choices) + ".";
    }

    List<Exclusion> exclusions() {
        return exclusions;
    }

    /** The default; empty if there is none or it depends on other keys. */
    Optional<T> preset() {
        return unset.isEmpty() ? Optional.empty() : Optional.of(read(Hocon.value(unset, "default")));
    }

    /**
     * Reads a value.
     *
     * @throws Refusal if it cannot be a value of this key
     */
    T read(ConfigValue value) {
        checkForm(value);
        return reader.apply(value);
    }

    /** @throws Refusal unless the value has the form of this key's values */
    void checkForm(ConfigValue value) {
        if (!kind.takes.test(value)) {
            throw new Refusal(path, "be " + kind.wanted, Hocon.shown(value));
        }
    }

    /**
     * Reads the text of a value.
     *
     * @param text as a configuration writes it; "" for none
     * @return a String, Integer, Long, Double or Boolean, or an array of String, int or double, by the kind of the key
     * @throws IllegalArgumentException if it cannot be a value of this key
     */
    public Object plain(String text) {
        boolean plain = kind == KeyType.TEXT && !text.startsWith("\"");
        ConfigValue value = plain ? ConfigValueFactory.fromAnyRef(text, path) : Hocon.value(text, path);
        boolean none = text.isEmpty();
        Object read = none ? null : read(value);
        return switch (kind) {
            case WORDS -> none ? new String[0] : words(value).toArray(new String[0]);
            case INTEGERS ->
                none
                        ? new int[0]
                        : ((ConfigList) value)
                                .stream()
                                        .mapToInt(n -> ((Number) n.unwrapped()).intValue())
                                        .toArray();
            case NUMBERS ->
                none
                        ? new double[0]
                        : words(value).stream().mapToDouble(Double::parseDouble).toArray();
            case INTEGER, NUMBER, BOOLEAN -> read;
            case TEXT, SCALAR -> none ? "" : text(canonical(value));
            case WORD_OR_NUMBERS, SWITCH_OR_WORDS, OPTIONS -> text;
        };
    }

    /** The value in the spelling of the list: a choice as the key writes it, any other value as it is. */
    ConfigValue canonical(ConfigValue value) {
        if (choices.isEmpty()) {
            return value;
        }
        String word = Words.choose(path, text(value), choices, Function.identity());
        return ConfigValueFactory.fromAnyRef(word).withOrigin(value.origin());
    }

    /** A text; a number as it was written: 1e-3 stays 1e-3. */
    static String text(ConfigValue value) {
        return value.valueType() == ConfigValueType.NUMBER
                ? value.atKey("v").getString("v")
                : value.unwrapped().toString();
    }

    static List<String> words(ConfigValue value) {
        return value instanceof ConfigList list ? list.stream().map(Key::text).toList() : List.of(text(value));
    }

    static Map<String, String> flat(ConfigObject options) {
        Map<String, String> all = new TreeMap<>();
        options.toConfig()
                .entrySet()
                .forEach(e -> all.put(
                        String.join(".", ConfigUtil.splitPath(e.getKey())),
                        String.valueOf(e.getValue().unwrapped())));
        return all;
    }

    @Override
    public String toString() {
        return path;
    }
}
