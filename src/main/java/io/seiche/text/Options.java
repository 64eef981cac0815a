package io.seiche.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The values of a layer's options: what was written, checked, over what is preset.
 *
 * @param known the options there are, in order
 * @param values canonical text by name, for every known option, in order
 */
public record Options(List<Option> known, Map<String, String> values) {
    /**
     * Checks what was written against what there is.
     *
     * @param layer the layer's name, for the message
     */
    public static Options of(String layer, List<Option> known, Map<String, String> written) {
        List<String> names = known.stream().map(Option::name).toList();
        for (String name : written.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(layer + " has no option " + name + "; "
                        + (names.isEmpty() ? "it has none" : "its options are: " + String.join(", ", names))
                        + Spelling.hint(name, names));
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Option option : known) {
            String text = written.get(option.name());
            values.put(option.name(), text == null ? option.preset() : option.canonical(layer, text));
        }
        return new Options(known, values);
    }

    /** What another kind of layer makes of these: its own options, set where they were set here and it takes the value. */
    public Options among(List<Option> others) {
        Map<String, String> taken = new LinkedHashMap<>();
        for (Option other : others) {
            String text = known.stream().anyMatch(o -> set(o) && o.name().equals(other.name()))
                    ? values.get(other.name())
                    : other.preset();
            taken.put(other.name(), other.takes(text) ? text : other.preset());
        }
        return new Options(others, taken);
    }

    private boolean set(Option option) {
        return !values.get(option.name()).equals(option.preset());
    }

    /** The word an option was set to. */
    public String word(String name) {
        return values.get(name);
    }

    /** The constant of an enum an option was set to. */
    public <E extends Enum<E>> E word(String name, Class<E> type) {
        return Enum.valueOf(type, word(name).toUpperCase(Locale.ROOT));
    }

    /** The number an option was set to. */
    public double number(String name) {
        return Double.parseDouble(values.get(name));
    }

    /** The whole number an option was set to. */
    public int whole(String name) {
        return (int) number(name);
    }

    /** Options that are not at their preset, as they are written: {@code ", window=3"}. */
    @Override
    public String toString() {
        return known.stream()
                .filter(this::set)
                .map(o -> ", " + o.name() + "=" + values.get(o.name()))
                .collect(Collectors.joining());
    }
}
