package io.seiche.text;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Words of a language: counted things, and choosing among named things by a word, whatever its case. The word of an
 * enum's constant is its name in lower case with hyphens: {@code forward-fill} for {@code FORWARD_FILL}.
 */
public final class Words {
    private Words() {}

    /** Returns a word in the form in which words are compared: lower case, without surrounding white space. */
    public static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Returns the word of an enum's constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns a number with what it counts: "1 window", "3,779 windows", "20 series". */
    public static String count(long n, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", n, noun, n == 1 || noun.endsWith("s") ? "" : "s");
    }

    /** Returns a column's name as an expression of SQL finds it, with any characters in it. */
    public static String backquoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /**
     * Returns the constant of a word.
     *
     * @param key the configuration key the word belongs to, for messages
     * @throws Refusal if there is none
     */
    public static <E extends Enum<E>> E choose(String key, String text, Class<E> type) {
        return choose(key, text, List.of(type.getEnumConstants()), Words::of);
    }

    /**
     * Returns the thing of a word.
     *
     * @param key the configuration key the word belongs to, for messages
     * @param all the things there are
     * @param word the word of each, in lower case
     * @throws Refusal if there is none
     */
    public static <T> T choose(String key, String text, List<T> all, Function<T, String> word) {
        String wanted = fold(text);
        return all.stream()
                .filter(each -> word.apply(each).equals(wanted))
                .findFirst()
                .orElseThrow(() -> refusal(key, text, all.stream().map(word)));
    }

    private static IllegalArgumentException refusal(String key, String text, Stream<String> words) {
        List<String> known = words.toList();
        return new Refusal(
                key, "be one of " + String.join(", ", known), "\"" + text + "\"" + Spelling.hint(text, known));
    }
}
