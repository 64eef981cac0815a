package io.seiche.cli;

import java.util.List;
import java.util.function.Function;
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
record Key(String path, Kind kind, String unset, String says, List<String> choices) {
    /** What a value may be. */
    enum Kind {
        TEXT("text"),
        WORDS("text or a list of texts"),
        INTEGER("a whole number"),
        INTEGERS("a list of whole numbers"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        /** A number or a word: {@code auto}, a time. */
        SCALAR("a number or text"),
        /** A choice, or the texts chosen. */
        SWITCH_OR_WORDS("true, false or a list of texts"),
        /** Free keys below it, all texts. */
        OPTIONS("a block of options");

        private final String wanted;

        Kind(String wanted) {
            this.wanted = wanted;
        }

        /** How a message names it. */
        String wanted() {
            return wanted;
        }
    }

    Key {
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

    /** What it means, with the words to choose from. */
    String meaning() {
        return choices.isEmpty() ? says : says + " One of " + String.join(", ", choices) + ".";
    }
}
