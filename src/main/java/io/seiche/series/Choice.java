package io.seiche.series;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the options of a configuration key are spelled: an enum's names in small letters, words joined by hyphens. */
final class Choice {
    private Choice() {}

    static <E extends Enum<E>> E parse(Class<E> type, String key, String text) {
        E[] all = type.getEnumConstants();
        for (E one : all) {
            if (text(one).equals(text)) {
                return one;
            }
        }
        throw new IllegalArgumentException(key + " must be one of "
                + Arrays.stream(all).map(Choice::text).collect(Collectors.joining(", ")) + "; was \"" + text + "\"");
    }

    static String text(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
