package io.seiche.configuration;

import io.seiche.text.Spelling;
import io.seiche.text.Words;
import io.seiche.training.ClassWeights;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds {@link Keys} by their paths, mistyped ones too, and by the components of the records that they become. */
public final class KeyIndex {
    private KeyIndex() {}

    /** Returns the key of a path. */
    public static Optional<Key<?>> of(String path) {
        for (Key<?> key : Keys.ALL) {
            if (key.path().equals(path)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the values of a block's record as facts by key, for a run's identity and a model's lineage: a component is the
     * key of its name, a group of components is taken apart.
     */
    public static SortedMap<String, String> facts(String block, Record record) {
        SortedMap<String, String> facts = new TreeMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value;
            try {
                value = component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("public records", impossible);
            }
            Optional<Key<?>> key = Keys.ALL.stream()
                    .filter(k -> k.path().startsWith(block + ".") && k.name().equals(component.getName()))
                    .findFirst();
            if (key.isPresent()) {
                facts.put(key.get().path(), factText(value));
            } else if (value instanceof Record group) {
                facts.putAll(facts(block, group));
            } else {
                throw new IllegalStateException("no key of " + block + " is named " + component.getName());
            }
        }
        return facts;
    }

    private static String factText(Object value) {
        return value instanceof Enum<?> word
                ? Words.of(word)
                : value instanceof ClassWeights weights ? weights.text() : String.valueOf(value);
    }

    /** Returns true if there are keys below the path. */
    static boolean isSection(String path) {
        return Keys.ALL.stream().anyMatch(k -> k.path().startsWith(path + "."));
    }

    /** The end of a message about a key that is not known. */
    public static String hint(String path) {
        return nearest(path)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("; the keys are listed by: seiche help-config");
    }

    /** The key or section that a mistyped path most likely means: a neighbour's name, or the same name elsewhere. */
    private static Optional<String> nearest(String path) {
        int dot = path.lastIndexOf('.');
        String section = path.substring(0, dot + 1);
        String name = path.substring(dot + 1);
        TreeSet<String> neighbours = new TreeSet<>();
        for (Key<?> key : Keys.ALL) {
            if (key.path().startsWith(section)) {
                neighbours.add(key.path().substring(section.length()).split("\\.", 2)[0]);
            }
        }
        List<String> paths = Keys.ALL.stream().<String>map(Key::path).toList();
        Optional<String> elsewhere = paths.stream()
                .filter(p -> p.equalsIgnoreCase(name)
                        || p.toLowerCase(Locale.ROOT).endsWith("." + name.toLowerCase(Locale.ROOT)))
                .findFirst();
        return elsewhere
                .or(() -> Spelling.nearest(name, neighbours).map(n -> section + n))
                .or(() -> Spelling.nearest(path, paths));
    }
}
