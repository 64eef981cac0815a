package io.seiche.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options a name has and their values: those written, checked, and the presets of the others.
 *
 * @param known the options there are, in order
 * @param values the canonical value of every known option by its name, in the same order
 */
public record Options(List<Option> known, Map<String, String> values) {
    /**
     * Checks written options against those there are.
     *
     * @param owner the name they belong to, for messages
     * @param written values by name, whatever the case
     * @throws IllegalArgumentException if there is no such option, or it does not take the value
     */
    public static Options of(String owner, List<Option> known, Map<String, String> written) {
        Map<String, String> values = new LinkedHashMap<>();
        known.forEach(option -> values.put(option.name(), option.preset()));
        written.forEach((name, text) -> {
            Option option = known.stream()
                    .filter(each -> each.isNamed(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(owner, name, known));
            values.put(option.name(), option.canonical(owner, text));
        });
        return new Options(known, values);
    }

    private static IllegalArgumentException unknown(String owner, String name, List<Option> known) {
        List<String> names = known.stream().map(Option::name).toList();
        return new IllegalArgumentException(owner + " has no option " + name + "; "
                + (names.isEmpty() ? "it has none" : "its options are: " + String.join(", ", names))
                + Spelling.hint(name, names));
    }

    /** Returns the options of another name: set as they are set here where it has them and takes the value. */
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

    /** Returns the word an option is set to. */
    public String word(String name) {
        return values.get(name);
    }

    /** Returns the constant of an enum an option is set to. */
    public <E extends Enum<E>> E word(String name, Class<E> type) {
        return Enum.valueOf(type, word(name).toUpperCase(Locale.ROOT));
    }

    /** Returns whether an option is set to {@code true}. */
    public boolean flag(String name) {
        return word(name).equals("true");
    }

    /** Returns the number an option is set to. */
    public double number(String name) {
        return Double.parseDouble(values.get(name));
    }

    /** Returns the whole number an option is set to. */
    public int whole(String name) {
        return (int) number(name);
    }

    /** Returns the numbers of the list an option is set to. */
    public double[] numbers(String name) {
        return Option.elements(word(name)).mapToDouble(Double::parseDouble).toArray();
    }

    /** Returns the whole numbers of the list an option is set to. */
    public int[] wholes(String name) {
        return Option.elements(word(name)).mapToInt(Integer::parseInt).toArray();
    }

    /** Returns the options that are not at their preset as they are written: {@code ", window=3"}. */
    @Override
    public String toString() {
        return known.stream()
                .filter(this::set)
                .map(o -> ", " + o.name() + "=" + values.get(o.name()))
                .collect(Collectors.joining());
    }
}
