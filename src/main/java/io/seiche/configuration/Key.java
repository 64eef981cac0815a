package io.seiche.configuration;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One key of the configuration.
 *
 * @param path where it stands below the root, such as {@code window.lookback}
 * @param kind what its value may be
 * @param unset what holds when it is not given, as the reference table shows it; empty when it must be given or means
 *     "none"
 * @param says one sentence for the user
 * @param choices the words allowed, empty when any
 */
public record Key(String path, Kind kind, String unset, String says, List<String> choices) {
    /** Kind of a value. */
    public enum Kind {
        TEXT("text", Kind::isText),
        WORDS("text or a list of texts", v -> isText(v) || isListOf(v, Kind::isWord)),
        INTEGER("a whole number", Kind::isWhole),
        INTEGERS("a list of whole numbers", v -> isListOf(v, Kind::isWhole)),
        /** A choice, or a list of numbers. */
        WORD_OR_NUMBERS("a word or a list of numbers", v -> isWord(v) || isListOf(v, Kind::isNumber)),
        NUMBER("a number", Kind::isNumber),
        BOOLEAN("true or false", Kind::isSwitch),
        /** A number or a word: {@code auto}, a time. */
        SCALAR("a number or text", Kind::isText),
        /** A choice, or the texts chosen. */
        SWITCH_OR_WORDS("true, false or a list of texts", v -> isSwitch(v) || isListOf(v, Kind::isWord)),
        /** Free keys below it, all texts. */
        OPTIONS("a block of options", v -> v.valueType() == ConfigValueType.OBJECT);

        private final String wanted;

        @SuppressWarnings("ImmutableEnumChecker") // the predicates above hold nothing
        private final Predicate<ConfigValue> takes;

        Kind(String wanted, Predicate<ConfigValue> takes) {
            this.wanted = wanted;
            this.takes = takes;
        }

        /** Returns true if a value is of this kind. */
        boolean takes(ConfigValue value) {
            return takes.test(value);
        }

        private static boolean isWord(ConfigValue value) {
            return value.valueType() == ConfigValueType.STRING;
        }

        private static boolean isNumber(ConfigValue value) {
            return value.valueType() == ConfigValueType.NUMBER;
        }

        /** A number is text as well: it stands as it was written. */
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

        /** Returns the name of the kind in messages. */
        String wanted() {
            return wanted;
        }
    }

    public Key {
        choices = List.copyOf(choices);
    }

    static Key free(String path, Kind kind, String unset, String says) {
        return new Key(path, kind, unset, says, List.of());
    }

    /** A key whose value is one of an enum's words; the first one holds when none is given. */
    static <E> Key choice(String path, String says, E[] choices, Function<E, String> text) {
        List<String> words = Stream.of(choices).map(text).toList();
        return new Key(path, Kind.TEXT, words.get(0), says, words);
    }

    /** Returns the meaning of the key, with the words to choose from. */
    String meaning() {
        return choices.isEmpty() ? says : says + " One of " + String.join(", ", choices) + ".";
    }
}
