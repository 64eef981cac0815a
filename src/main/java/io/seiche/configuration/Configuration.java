package io.seiche.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The values given by the user, each checked against its {@link Key}, with the place at which it was given. Defaults
 * are not part of it; they belong to the records made from it.
 */
public final class Configuration {
    public static final String ROOT = "seiche";

    private static final String SET = "--set ";

    private final Map<String, ConfigValue> given = new TreeMap<>();

    private Configuration() {}

    /**
     * Reads a file and the {@code --set} options, which win over it.
     *
     * @param file a path on any Hadoop file system, or null for none
     * @param sets {@code key=value}, keys relative to the root; the last of a key wins
     * @throws ConfigurationException for the first thing wrong, with its place
     */
    public static Configuration read(String file, List<String> sets) {
        return of(file == null ? ConfigFactory.empty() : ConfigurationFile.read(file), sets);
    }

    private static Configuration of(Config before, List<String> sets) {
        Config config = before;
        for (String set : sets) {
            config = setting(set).withFallback(config);
        }
        try {
            config = config.resolve(ConfigResolveOptions.noSystem());
        } catch (ConfigException unresolved) {
            throw new ConfigurationException(unresolved.getMessage(), unresolved);
        }
        Configuration configuration = new Configuration();
        for (Map.Entry<String, ConfigValue> entry : config.root().entrySet()) {
            if (!entry.getKey().equals(ROOT)) {
                throw problem(
                        entry.getValue().origin(),
                        "key \"" + entry.getKey() + "\" stands outside of " + ROOT + " { }; everything stands inside");
            }
            configuration.take("", section(ROOT, entry.getValue()));
        }
        return configuration;
    }

    private static Config setting(String set) {
        int equals = set.indexOf('=');
        if (equals < 1) {
            throw new ConfigurationException("--set wants key=value, such as training.epochs=5; was \"" + set + "\"");
        }
        String key = set.substring(0, equals).strip();
        String origin = SET + key;
        List<String> path;
        try {
            path = ConfigUtil.splitPath(key);
        } catch (ConfigException bad) {
            throw new ConfigurationException(origin + ": the key must be words joined by dots", bad);
        }
        ConfigValue value = value(set.substring(equals + 1).strip(), origin);
        for (int i = path.size() - 1; i >= 0; i--) {
            value = ConfigValueFactory.fromAnyRef(Map.of(path.get(i), value), origin);
        }
        return value.atKey(ROOT);
    }

    /** A number, boolean, quoted string, list or object is read as such; anything else is plain text. */
    private static ConfigValue value(String text, String origin) {
        boolean read = text.matches("-?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?|true|false|(?s)\".*\"|\\[.*]|\\{.*}");
        if (!read) {
            return ConfigValueFactory.fromAnyRef(text, origin);
        }
        try {
            var options = ConfigParseOptions.defaults().setOriginDescription(origin);
            ConfigValue parsed = ConfigFactory.parseString("v = " + text, options)
                    .resolve(ConfigResolveOptions.noSystem())
                    .getValue("v");
            return ConfigValueFactory.fromAnyRef(parsed.unwrapped(), origin);
        } catch (ConfigException wrong) {
            throw new ConfigurationException(origin + "=" + text + " cannot be read: " + wrong.getMessage(), wrong);
        }
    }

    private void take(String prefix, ConfigObject object) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            String path = prefix + entry.getKey();
            ConfigValue value = entry.getValue();
            Optional<Key> key = Schema.key(path);
            if (value.valueType() == ConfigValueType.NULL && (key.isPresent() || Schema.isSection(path))) {
                continue;
            }
            if (key.isPresent()) {
                check(key.get(), value);
                given.put(path, canonical(key.get(), value));
            } else if (Schema.isSection(path)) {
                take(path + ".", section(path, value));
            } else {
                String meant = Schema.nearest(path)
                        .map(n -> "; did you mean \"" + n + "\"?")
                        .orElse("; the keys are listed by: seiche help-config");
                throw problem(value.origin(), "unknown key \"" + path + "\"" + meant);
            }
        }
    }

    private static ConfigObject section(String path, ConfigValue value) {
        if (value instanceof ConfigObject object) {
            return object;
        }
        throw problem(value.origin(), path + " must be a block { }, was " + shown(value));
    }

    private static void check(Key key, ConfigValue value) {
        checkKind(key, value);
        if (value instanceof ConfigObject options) {
            for (String name : flat(options).keySet()) {
                ReaderOptions.refusal(name).ifPresent(why -> {
                    throw problem(value.origin(), key.path() + "." + name + " " + why);
                });
            }
        } else if (Sensitive.hasLogin(text(value))) {
            throw problem(
                    value.origin(),
                    key.path()
                            + " must not hold a password; write scheme://host/path, and keep the password in a Hadoop"
                            + " credential provider (hadoop.security.credential.provider.path)");
        }
    }

    private static void checkKind(Key key, ConfigValue value) {
        if (!key.kind().takes(value)) {
            throw problem(value.origin(), key.path() + " must be " + key.kind().wanted() + ", was " + shown(value));
        }
    }

    /** A choice as the key spells it; any other value as it is. */
    private static ConfigValue canonical(Key key, ConfigValue value) {
        if (key.choices().isEmpty()) {
            return value;
        }
        try {
            String word = Words.choose(key.path(), text(value), key.choices(), Function.identity());
            return ConfigValueFactory.fromAnyRef(word).withOrigin(value.origin());
        } catch (IllegalArgumentException unknown) {
            throw problem(value.origin(), unknown.getMessage());
        }
    }

    private static String shown(ConfigValue value) {
        return value.render(ConfigRenderOptions.concise());
    }

    private static String text(ConfigValue value) {
        // A number as it was written: 1e-3 stays 1e-3.
        return value.valueType() == ConfigValueType.NUMBER
                ? value.atKey("v").getString("v")
                : value.unwrapped().toString();
    }

    private static ConfigurationException problem(ConfigOrigin origin, String message) {
        return new ConfigurationException(ConfigurationFile.at(origin) + ": " + message);
    }

    /** With a value for a key that was not given. */
    public Configuration orElse(String path, String value) {
        given.putIfAbsent(path, value(value, "default"));
        return this;
    }

    /**
     * A refusal with the place where the refused value was given. Of several keys in conflict that is the one given by
     * {@code --set}, as it came last; else the first one given.
     */
    ConfigurationException placed(Refusal refused) {
        List<String> places = refused.keys().stream()
                .filter(given::containsKey)
                .map(key -> place(key).orElseThrow())
                .toList();
        String place = places.stream()
                .filter(p -> p.startsWith(SET))
                .findFirst()
                .or(() -> places.stream().findFirst())
                .map(p -> p + ": ")
                .orElse("");
        return new ConfigurationException(place + refused.getMessage(), refused);
    }

    /** Returns the place at which a key was given, such as {@code conf/a.conf:12}, if it was given. */
    public Optional<String> place(String path) {
        return Optional.ofNullable(given.get(path)).map(v -> ConfigurationFile.at(v.origin()));
    }

    /**
     * The configuration as it goes with a model, to be read again by {@link #thaw}: every key given, but of the
     * reader's options only those that cannot be a secret.
     */
    public String frozen() {
        Config all = ConfigFactory.empty();
        for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
            ConfigValue value = entry.getKey().equals("input.options")
                    ? ConfigValueFactory.fromMap(ReaderOptions.plain(options(entry.getKey())))
                    : entry.getValue();
            all = all.withValue(ROOT + "." + entry.getKey(), value);
        }
        return all.root().render(ConfigRenderOptions.defaults().setOriginComments(false)) + "\n";
    }

    /** A {@link #frozen} configuration, with the {@code --set} options, which win over it. */
    public static Configuration thaw(String frozen, List<String> sets) {
        return of(
                ConfigFactory.parseString(
                        frozen, ConfigParseOptions.defaults().setOriginDescription("the model's configuration")),
                sets);
    }

    /** The value of a key that must be there. */
    public String required(String path) {
        return text(path)
                .orElseThrow(() -> new ConfigurationException(path + " must be given: "
                        + Schema.key(path).orElseThrow().says()));
    }

    /** A key's text; an empty one is none. */
    public Optional<String> text(String path) {
        return value(path).map(Configuration::text).filter(text -> !text.isEmpty());
    }

    public String text(String path, String unset) {
        return text(path).orElse(unset);
    }

    public List<String> words(String path) {
        return value(path)
                .map(v -> v instanceof ConfigList list
                        ? list.stream().map(Configuration::text).toList()
                        : List.of(text(v)))
                .orElse(List.of());
    }

    /** Returns true if a key was given. */
    public boolean given(String path) {
        return value(path).isPresent();
    }

    /** A list of whole numbers. */
    public List<Integer> integers(String path) {
        return value(path)
                .map(v -> ((ConfigList) v)
                        .stream().map(n -> ((Number) n.unwrapped()).intValue()).toList())
                .orElse(List.of());
    }

    /** A list of numbers. */
    public List<Double> numbers(String path) {
        return value(path)
                .map(v -> ((ConfigList) v)
                        .stream()
                                .map(n -> ((Number) n.unwrapped()).doubleValue())
                                .toList())
                .orElse(List.of());
    }

    public long integer(String path, long unset) {
        return value(path).map(v -> ((Number) v.unwrapped()).longValue()).orElse(unset);
    }

    /**
     * A whole number that fits an int.
     *
     * @throws ConfigurationException if it does not
     */
    public int size(String path, int unset) {
        long number = integer(path, unset);
        if (number != (int) number) {
            throw problem(given.get(path).origin(), path + " must fit 32 bits, was " + number);
        }
        return (int) number;
    }

    public double number(String path, double unset) {
        return value(path).map(v -> ((Number) v.unwrapped()).doubleValue()).orElse(unset);
    }

    /** Returns true if a switch is on. */
    public boolean isTrue(String path) {
        return isTrue(path, false);
    }

    /** Returns true if a switch is on, or {@code unset} if it was not given. */
    public boolean isTrue(String path, boolean unset) {
        return value(path).map(v -> v.unwrapped().equals(true)).orElse(unset);
    }

    /** Returns true if a list was given instead of a single value. */
    public boolean isList(String path) {
        return value(path).filter(ConfigList.class::isInstance).isPresent();
    }

    /** The free keys below an options key, in alphabetical order. */
    public Map<String, String> options(String path) {
        return value(path).map(v -> flat((ConfigObject) v)).orElse(Map.of());
    }

    private static Map<String, String> flat(ConfigObject options) {
        Map<String, String> all = new TreeMap<>();
        options.toConfig()
                .entrySet()
                .forEach(e -> all.put(
                        String.join(".", ConfigUtil.splitPath(e.getKey())),
                        String.valueOf(e.getValue().unwrapped())));
        return all;
    }

    private Optional<ConfigValue> value(String path) {
        if (Schema.key(path).isEmpty()) {
            throw new IllegalStateException("no key " + path + " in the schema");
        }
        return Optional.ofNullable(given.get(path));
    }
}
