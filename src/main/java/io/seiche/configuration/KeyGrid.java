package io.seiche.configuration;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values of some keys to choose from. Every combination is a candidate; the last key varies fastest.
 *
 * @param values of each key, as they are written after {@code --set}, in the order given
 */
public record KeyGrid(Map<String, List<String>> values) {
    /** Most combinations of a grid. */
    public static final int MOST = 1_000;

    private static final String OPTION = "--grid ";
    private static final String SAME_ROWS = "candidates must be compared on the same rows of one table";
    private static final String SAME_WINDOWS = "candidates must be compared on the same windows";
    private static final String NOT_TRAINING = "it does not change what is trained";

    /**
     * Keys that all candidates share.
     *
     * @param path of the key, or of a block, with a dot at its end
     * @param reason for which no candidate has its own; "" for an exception from a block that follows
     */
    private record SharedKey(String path, String reason) {
        boolean covers(String key) {
            return path.endsWith(".") ? key.startsWith(path) : key.equals(path);
        }
    }

    /** The first that covers a key counts. */
    private static final List<SharedKey> SHARED = List.of(
            new SharedKey("name", NOT_TRAINING),
            new SharedKey("input.covariates.", ""),
            new SharedKey("input.", SAME_ROWS),
            new SharedKey("series.frequency", SAME_ROWS),
            new SharedKey("series.gaps", SAME_ROWS),
            new SharedKey("series.duplicates", SAME_ROWS),
            new SharedKey("series.missing", SAME_ROWS),
            new SharedKey("series.timeZone", SAME_ROWS),
            new SharedKey("series.vocabulary", "the loss depends on the number of items"),
            new SharedKey("split.", SAME_WINDOWS),
            new SharedKey("window.horizon", SAME_WINDOWS),
            new SharedKey("window.stride", SAME_WINDOWS),
            new SharedKey("training.task", SAME_WINDOWS),
            new SharedKey("training.refit", "candidates are not trained on the validation rows they are compared on"),
            new SharedKey("training.checkpointEvery", "a search keeps no checkpoints in the store"),
            new SharedKey("training.resume", "a search keeps no checkpoints in the store"),
            new SharedKey("evaluation.choose", ""),
            new SharedKey("evaluation.", NOT_TRAINING),
            new SharedKey("forecast.", NOT_TRAINING),
            new SharedKey("retrain.", NOT_TRAINING),
            new SharedKey("store.", NOT_TRAINING),
            new SharedKey("report.", NOT_TRAINING));

    /**
     * Reads a grid.
     *
     * @param texts {@code key=[value, value]}, keys relative to the root
     * @throws ConfigurationException for the first error
     */
    public static KeyGrid of(List<String> texts) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        long candidates = 1;
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new ConfigurationException(
                        "--grid must be key=[value, value], such as training.learningRate=[0.001, 0.003], was \"" + text
                                + "\"");
            }
            String key = text.substring(0, equals).strip();
            check(key);
            if (values.put(key, values(key, text.substring(equals + 1).strip())) != null) {
                throw new ConfigurationException(OPTION + key + " must be given once; list all its values there");
            }
            candidates =
                    Math.min(Integer.MAX_VALUE, candidates * values.get(key).size());
        }
        if (values.isEmpty()) {
            throw new ConfigurationException(
                    "--grid must be given, with the values of a key: --grid 'training.learningRate=[0.001, 0.003]'");
        }
        if (candidates > MOST) {
            throw new ConfigurationException(
                    "--grid must have at most " + MOST + " combinations, had " + candidates + "; leave values out");
        }
        return new KeyGrid(values);
    }

    private static void check(String key) {
        if (KeyIndex.of(key).isEmpty()) {
            throw new ConfigurationException(OPTION + key + ": unknown key" + KeyIndex.hint(key));
        }
        Optional<SharedKey> shared =
                SHARED.stream().filter(each -> each.covers(key)).findFirst();
        if (shared.isPresent() && !shared.get().reason().isEmpty()) {
            throw new ConfigurationException(OPTION + key + " is not possible: "
                    + shared.get().reason() + "; set one value by --set or in the configuration");
        }
    }

    private static List<String> values(String key, String text) {
        ConfigValue value = Hocon.value(text, OPTION + key);
        if (!(value instanceof ConfigList list) || list.isEmpty()) {
            throw new ConfigurationException(
                    OPTION + key + " must be a list of values, such as [0.001, 0.003], was " + text);
        }
        List<String> all = new ArrayList<>();
        for (ConfigValue each : list) {
            String written = each.render(ConfigRenderOptions.concise());
            if (all.contains(written)) {
                throw new ConfigurationException(OPTION + key + " has " + written + " twice; leave one out");
            }
            all.add(written);
        }
        return all;
    }

    /** Returns the combinations, each as the value of every key. */
    public List<Map<String, String>> combinations() {
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, List<String>> key : values.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> each : all) {
                for (String value : key.getValue()) {
                    Map<String, String> one = new LinkedHashMap<>(each);
                    one.put(key.getKey(), value);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }

    /**
     * Returns a configuration with the values of a combination.
     *
     * @throws ConfigurationException naming the combination, if its values cannot be set together
     */
    public static Configuration set(Configuration given, Map<String, String> combination) {
        List<String> sets = combination.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList();
        try {
            return given.with(sets);
        } catch (ConfigurationException refused) {
            throw refused(combination, refused);
        }
    }

    /** Returns the refusal of a combination. */
    public static ConfigurationException refused(Map<String, String> combination, RuntimeException reason) {
        String message = reason.getMessage().replaceFirst("^" + Hocon.SET + "[\\w.]+: ", "");
        return new ConfigurationException("--grid, candidate " + text(combination) + ": " + message, reason);
    }

    /** Returns a combination on one line. */
    public static String text(Map<String, String> combination) {
        List<String> all = combination.entrySet().stream()
                .map(each -> each.getKey() + " = " + each.getValue())
                .toList();
        return String.join(", ", all);
    }
}
