package io.seiche.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.seiche.text.Refusal;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reading of HOCON and of single settings into values by key, each checked against {@link Keys}. */
final class Hocon {
    /** The root under which all keys are. */
    static final String ROOT = "seiche";

    /** The origin of a value that was set on the command line begins with it. */
    static final String SET = "--set ";

    private final Map<String, ConfigValue> given = new TreeMap<>();

    private Hocon() {}

    /**
     * Returns the values of a parsed file and of settings, which have precedence over it.
     *
     * @param sets {@code key=value}, keys relative to the root; the last of a key counts
     * @throws ConfigurationException for the first error, with its place
     */
    static Map<String, ConfigValue> values(Config file, List<String> sets) {
        Config config = file;
        for (String set : sets) {
            config = setting(set).withFallback(config);
        }
        try {
            config = config.resolve(ConfigResolveOptions.noSystem());
        } catch (ConfigException unresolved) {
            throw new ConfigurationException(unresolved.getMessage(), unresolved);
        }
        Hocon reading = new Hocon();
        for (Map.Entry<String, ConfigValue> entry : config.root().entrySet()) {
            if (!entry.getKey().equals(ROOT)) {
                throw problem(
                        entry.getValue().origin(),
                        "key \"" + entry.getKey() + "\" stands outside of " + ROOT + " { }; everything stands inside");
            }
            reading.take("", section(ROOT, entry.getValue()));
        }
        return reading.given;
    }

    private static Config setting(String set) {
        int equals = set.indexOf('=');
        if (equals < 1) {
            throw new ConfigurationException("--set wants key=value, such as training.epochs=5; was \"" + set + "\"");
        }
        String key = set.substring(0, equals).strip();
        return setting(key, value(set.substring(equals + 1).strip(), SET + key), SET + key);
    }

    /** A value from Java as a configuration of its own. */
    static Config setting(String key, Object value) {
        ConfigValue read = value instanceof String text && !isText(key)
                ? value(text.strip(), key)
                : fromJava(key, value instanceof Path || value instanceof File ? value.toString() : value);
        return setting(key, read, key);
    }

    private static ConfigValue fromJava(String key, Object value) {
        try {
            return ConfigValueFactory.fromAnyRef(value, key);
        } catch (ConfigException e) {
            throw new Refusal(
                            key,
                            "be text, a number, true or false, or a list or map of these",
                            value + " of " + value.getClass().getName())
                    .because(e);
        }
    }

    private static boolean isText(String key) {
        return KeyIndex.of(key)
                .filter(known -> known.kind() == Key.KeyType.TEXT)
                .isPresent();
    }

    private static Config setting(String key, ConfigValue given, String origin) {
        new TextLimits().check(origin, key);
        List<String> path;
        try {
            path = ConfigUtil.splitPath(key);
        } catch (ConfigException bad) {
            throw new ConfigurationException(origin + ": the key must be words joined by dots", bad);
        }
        ConfigValue value = given;
        for (int i = path.size() - 1; i >= 0; i--) {
            value = ConfigValueFactory.fromAnyRef(Map.of(path.get(i), value), origin);
        }
        return value.atKey(ROOT);
    }

    /** A number, boolean, quoted string, list or object is read as such; anything else is plain text. */
    static ConfigValue value(String text, String origin) {
        boolean read = text.matches("-?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?|true|false|(?s)\".*\"|\\[.*]|\\{.*}");
        if (!read) {
            return ConfigValueFactory.fromAnyRef(text, origin);
        }
        try {
            ConfigValue parsed = ConfigurationFile.parse("v = " + text, origin)
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
            Optional<Key<?>> key = KeyIndex.of(path);
            if (value.valueType() == ConfigValueType.NULL && (key.isPresent() || KeyIndex.isSection(path))) {
                continue;
            }
            if (key.isPresent()) {
                given.put(path, checked(key.get(), value));
            } else if (KeyIndex.isSection(path)) {
                take(path + ".", section(path, value));
            } else {
                throw problem(value.origin(), "unknown key \"" + path + "\"" + KeyIndex.hint(path));
            }
        }
    }

    private static ConfigObject section(String path, ConfigValue value) {
        if (value instanceof ConfigObject object) {
            return object;
        }
        throw problem(value.origin(), path + " must be a block { }, was " + shown(value));
    }

    private static ConfigValue checked(Key<?> key, ConfigValue value) {
        if (value.unwrapped().equals("")) {
            return value; // no value, whatever the key
        }
        try {
            key.checkForm(value);
            refuseSecrets(key, value);
            return key.canonical(value);
        } catch (Refusal refused) {
            throw problem(value.origin(), refused.getMessage());
        }
    }

    private static void refuseSecrets(Key<?> key, ConfigValue value) {
        if (value instanceof ConfigObject options) {
            for (String name : Key.flat(options).keySet()) {
                Sensitive.optionRefusal(name).ifPresent(why -> {
                    throw Refusal.of(key.path() + "." + name, why);
                });
            }
        } else if (Sensitive.hasLogin(Key.text(value))) {
            throw Refusal.of(
                    key.path(),
                    "must not hold a password; write scheme://host/path, and keep the password in a Hadoop credential"
                            + " provider (hadoop.security.credential.provider.path)");
        }
    }

    /** A value for a message. */
    static String shown(ConfigValue value) {
        return value.render(ConfigRenderOptions.concise());
    }

    private static ConfigurationException problem(ConfigOrigin origin, String message) {
        String place = ConfigurationFile.at(origin);
        return new ConfigurationException(message.startsWith(place) ? message : place + ": " + message);
    }
}
