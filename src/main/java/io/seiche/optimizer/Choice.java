package io.seiche.optimizer;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One of several named things with its options, as a configuration writes it: {@code adam(beta1=0.9, epsilon=1e-7)}.
 *
 * @param name which one
 * @param options the options given, in the order of their names
 */
public record Choice(String name, SortedMap<String, String> options) implements Serializable {
    public Choice {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /**
     * Reads the text form.
     *
     * @param key the configuration key it comes from, for the message
     * @throws IllegalArgumentException if the text is neither {@code name} nor {@code name(option=value, ...)}
     */
    public static Choice parse(String key, String text) {
        String all = text.strip();
        int open = all.indexOf('(');
        String name = (open < 0 ? all : all.substring(0, open)).strip();
        if (name.isEmpty() || (open >= 0 && !all.endsWith(")"))) {
            throw malformed(key, text);
        }
        SortedMap<String, String> options = new TreeMap<>();
        String inside =
                open < 0 ? "" : all.substring(open + 1, all.length() - 1).strip();
        int from = 0;
        while (from < inside.length()) {
            int comma = inside.indexOf(',', from);
            int end = comma < 0 ? inside.length() : comma;
            String option = inside.substring(from, end);
            int equals = option.indexOf('=');
            if (equals < 0) {
                throw malformed(key, text);
            }
            String value = option.substring(equals + 1).strip();
            if (options.put(option.substring(0, equals).strip(), value) != null) {
                throw malformed(key, text);
            }
            from = end + 1;
        }
        return new Choice(name, options);
    }

    private static IllegalArgumentException malformed(String key, String text) {
        return new IllegalArgumentException(
                key + " must read name or name(option=value, ...) with each option once, was \"" + text + "\"");
    }

    /** The same choice with these options too; one given here wins over one of the text. */
    public Choice with(Map<String, ?> more) {
        SortedMap<String, String> all = new TreeMap<>(options);
        more.forEach((option, value) -> all.put(option, String.valueOf(value)));
        return new Choice(name, all);
    }

    /**
     * Makes what is chosen.
     *
     * @param registry what there is, by name
     * @throws IllegalArgumentException if there is no such name or option, or an option is out of its range
     */
    <T> T make(String key, Map<String, Function<Options, T>> registry) {
        Function<Options, T> maker = registry.get(name);
        if (maker == null) {
            throw new IllegalArgumentException(
                    key + " must be one of " + String.join(", ", registry.keySet()) + ", was " + name);
        }
        Options reader = new Options(key + " " + name);
        T made = maker.apply(reader);
        reader.refuseUnknown();
        return made;
    }

    /** The text form again: options in the order of their names. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        String separator = "(";
        for (Map.Entry<String, String> option : options.entrySet()) {
            text.append(separator).append(option.getKey()).append('=').append(option.getValue());
            separator = ", ";
        }
        return options.isEmpty() ? name : text.append(')').toString();
    }

    /** The options as the chosen thing asks for them; afterwards whatever nobody asked for is refused. */
    final class Options {
        private final String owner;
        private final Set<String> known = new LinkedHashSet<>();

        private Options(String owner) {
            this.owner = owner;
        }

        /** A number, or its default when not given. */
        double number(String option, double fallback) {
            known.add(option);
            String text = options.get(option);
            try {
                return text == null ? fallback : Double.parseDouble(text);
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(
                        owner + ": " + option + " must be a number, was " + text, notANumber);
            }
        }

        /** A yes or no, or its default when not given. */
        boolean flag(String option, boolean fallback) {
            known.add(option);
            String text = options.get(option);
            if (text != null && !text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(owner + ": " + option + " must be true or false, was " + text);
            }
            return text == null ? fallback : text.equals("true");
        }

        private void refuseUnknown() {
            for (String given : options.keySet()) {
                if (!known.contains(given)) {
                    throw new IllegalArgumentException(owner + " has no option " + given
                            + (known.isEmpty() ? "" : "; its options are: " + String.join(", ", known)));
                }
            }
        }
    }
}
