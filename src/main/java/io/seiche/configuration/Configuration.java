package io.seiche.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.network.NetworkSpec;
import io.seiche.network.NetworkVariants;
import io.seiche.series.Duplicates;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSpec;
import io.seiche.series.TimeFormat;
import io.seiche.series.WindowSpec;
import io.seiche.store.StoreSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.Source;
import io.seiche.task.Task;
import io.seiche.text.Refusal;
import io.seiche.training.TrainingSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Values of keys, with the place each was given at, and the records that the blocks of keys become. Keys without a
 * value have the default of {@link Keys}.
 *
 * <pre>{@code
 * Configuration configuration = Configuration.of(Map.of(
 *         "name", "sp500",
 *         "input.path", "data/sp500.csv",
 *         "input.time", "date",
 *         "input.target", "close",
 *         "window.lookback", "50",
 *         "training.epochs", "5"));
 * TrainingOutcome outcome = TrainingJob.of(configuration).run(spark, TrainingListener.NONE);
 * }</pre>
 *
 * <p>A {@link ConfigurationException} of any method names the key, the place where it was given, what the value must be
 * and what it was. A key that has no meaning beside another setting is refused unless its value is its default.
 */
public final class Configuration {
    /** The origin of the values that automatic settings write. */
    private static final String SETTLED = "default";

    /** The origin of the values of a model. */
    private static final String FROZEN = "the model's configuration";

    private final Map<String, ConfigValue> given;

    private Configuration(Map<String, ConfigValue> given) {
        this.given = withCell(given);
        refuseMeaningless();
    }

    /**
     * Returns the values with {@code network.cell} written into layers that automatic settings have found. In layers that a
     * user wrote it has no meaning.
     */
    private static Map<String, ConfigValue> withCell(Map<String, ConfigValue> given) {
        ConfigValue cell = given.get(Keys.CELL.path());
        ConfigValue layers = given.get(Keys.LAYERS.path());
        if (cell == null || layers == null || !layers.origin().description().equals(SETTLED)) {
            return given;
        }
        Map<String, ConfigValue> all = new TreeMap<>(given);
        all.remove(Keys.CELL.path());
        if (!cell.unwrapped().equals("")) {
            String text = NetworkVariants.ofCell(new NetworkSpec(Key.text(layers)), Keys.CELL.read(cell))
                    .layers();
            all.put(Keys.LAYERS.path(), Hocon.value(text, SETTLED));
        }
        return all;
    }

    /**
     * Reads a file and the {@code --set} options, which have precedence over it.
     *
     * @param file a HOCON file on any Hadoop file system, or null for none
     * @param sets {@code key=value}, keys relative to the root; the last of a key counts
     * @throws ConfigurationException for the first error, with its place
     */
    public static Configuration read(String file, List<String> sets) {
        return new Configuration(
                Hocon.values(file == null ? ConfigFactory.empty() : ConfigurationFile.read(file), sets));
    }

    /**
     * Takes values by key, for use from Java.
     *
     * @param values by path relative to the root: numbers, booleans, lists and maps of them, or text as it would be
     *     written after {@code --set}: {@code 0.1}, {@code true}, {@code [a, b]}, {@code lstm(50), dense(1)}
     * @throws ConfigurationException for the first error, with its key
     */
    public static Configuration of(Map<String, ?> values) {
        Config all = ConfigFactory.empty();
        for (Map.Entry<String, ?> entry : new TreeMap<>(values).entrySet()) {
            all = Hocon.setting(entry.getKey(), entry.getValue()).withFallback(all);
        }
        return new Configuration(Hocon.values(all, List.of()));
    }

    /** Returns a configuration without values: every key has its default. */
    public static Configuration defaults() {
        return of(Map.of());
    }

    /** A {@link #frozen} configuration, with the {@code --set} options, which have precedence over it. */
    public static Configuration thaw(String frozen, List<String> sets) {
        try {
            Config stored = ConfigurationFile.parse(frozen, FROZEN);
            String duplicates = Hocon.ROOT + "." + Keys.DUPLICATES.path();
            if (stored.hasPath(duplicates)) { // a model of an earlier version has former names
                stored = stored.withValue(
                        duplicates,
                        ConfigValueFactory.fromAnyRef(Duplicates.current(stored.getString(duplicates)), FROZEN));
            }
            return new Configuration(Hocon.values(stored, sets));
        } catch (ConfigException wrong) {
            throw new ConfigurationException(wrong.getMessage(), wrong);
        }
    }

    /**
     * The configuration as it is stored with a model, to be read again by {@link #thaw}: every key given. Options
     * of the reader go with it whole, since only options that can be no secret are allowed.
     */
    public String frozen() {
        return all().root().render(ConfigRenderOptions.defaults().setOriginComments(false)) + "\n";
    }

    private Config all() {
        Config all = ConfigFactory.empty();
        for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
            ConfigValue value = entry.getKey().equals(Keys.OPTIONS.path())
                    ? ConfigValueFactory.fromMap(get(Keys.OPTIONS))
                    : entry.getValue();
            all = all.withValue(Hocon.ROOT + "." + entry.getKey(), value);
        }
        return all;
    }

    /**
     * The same with other values of some keys.
     *
     * @param sets {@code key=value}, keys relative to the root; the last of a key counts
     * @throws ConfigurationException for the first error, with its place
     */
    public Configuration with(List<String> sets) {
        return new Configuration(Hocon.values(all(), sets));
    }

    /** The same with a value for a key that was not given. */
    public Configuration orElse(Key<?> key, String value) {
        Map<String, ConfigValue> all = new TreeMap<>(given);
        all.putIfAbsent(key.path(), Hocon.value(value, SETTLED));
        return new Configuration(all);
    }

    /** Returns true if a key was given a value; an empty text is none. */
    public boolean given(Key<?> key) {
        ConfigValue value = given.get(key.path());
        return value != null && !value.unwrapped().equals("");
    }

    /** Returns the value that a key was given, as it is written; "" if it was given none. */
    public String written(Key<?> key) {
        return given(key) ? given.get(key.path()).unwrapped().toString() : "";
    }

    /** The value of a key, or its default; empty if it has neither. */
    public <T> Optional<T> find(Key<T> key) {
        if (!given(key)) {
            return key.preset();
        }
        return Optional.of(placed(() -> key.read(given.get(key.path()))));
    }

    /**
     * The value of a key, or its default.
     *
     * @throws ConfigurationException if it has neither
     */
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new ConfigurationException(key.path() + " must be given: " + key.says()));
    }

    /** Returns true if a key has its default value: it was not given, or was given the default. */
    <T> boolean isDefault(Key<T> key) {
        return !given(key) || key.preset().equals(find(key));
    }

    private void refuseMeaningless() {
        for (Key<?> key : Keys.ALL) {
            if (isDefault(key) || place(key).filter(p -> p.startsWith(FROZEN)).isPresent()) {
                continue;
            }
            for (Key.Exclusion exclusion : key.exclusions()) {
                if (placed(() -> exclusion.applies().test(this))) {
                    throw meaningless(key, exclusion.beside(), exclusion.reason());
                }
            }
            String reason = task().meaningless().get(key.path());
            if (reason != null) {
                throw meaningless(key, Keys.TASK.path() + " = " + task().text(), reason);
            }
        }
    }

    private ConfigurationException meaningless(Key<?> key, String beside, String reason) {
        return placed(Refusal.of(key.path(), "has no meaning with " + beside + ": " + reason));
    }

    /** The place where a key was given, {@code conf/a.conf:12}; empty if it was not. */
    public Optional<String> place(Key<?> key) {
        return place(key.path());
    }

    private Optional<String> place(String path) {
        return Optional.ofNullable(given.get(path)).map(v -> ConfigurationFile.at(v.origin()));
    }

    /** Returns what the maker makes; a refusal in it is reported with the place where its key was given. */
    public <T> T placed(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (Refusal refused) {
            throw placed(refused);
        }
    }

    /**
     * A refusal with the place where the refused value was given. Of several keys in conflict that is the one given by
     * {@code --set}, as it came last; else the first one given.
     */
    private ConfigurationException placed(Refusal refused) {
        List<String> places = refused.keys().stream()
                .map(this::place)
                .flatMap(Optional::stream)
                .filter(place -> !refused.keys().contains(place)) // values of a map have no place but their key
                .toList();
        String place = places.stream()
                .filter(p -> p.startsWith(Hocon.SET))
                .findFirst()
                .or(() -> places.stream().findFirst())
                .map(p -> p + ": ")
                .orElse("");
        return new ConfigurationException(place + refused.getMessage(), refused);
    }

    /** The model's name; that of its table where none is given. */
    public String name() {
        return find(Keys.NAME).or(() -> source().name()).orElseGet(() -> get(Keys.NAME));
    }

    /** The task of the network. */
    public Task task() {
        return get(Keys.TASK);
    }

    /** The table's place. */
    public Source source() {
        return placed(() -> Keys.source(this));
    }

    /** The block {@code input}. */
    public InputSpec input() {
        return input(source());
    }

    /** The block {@code input} for a table of another place; null if a Dataset takes its place. */
    public InputSpec input(Source source) {
        return placed(() -> Keys.input(this, source));
    }

    /** The condition on rows; "" if there is none. */
    public String where() {
        return find(Keys.WHERE).orElse("");
    }

    /** The format of the time column. */
    public TimeFormat timeFormat() {
        return get(Keys.TIME_FORMAT);
    }

    /** The block {@code series}. */
    public SeriesSpec series() {
        return placed(() -> Keys.series(this));
    }

    /** The block {@code split}. */
    public SplitSpec split() {
        return placed(() -> Keys.split(this));
    }

    /** The block {@code window}. */
    public WindowSpec window() {
        return placed(() -> Keys.window(this));
    }

    /** The block {@code network} for columns of a table, and how its parameters start. */
    public NetworkSpec network(InputSpec input) {
        return placed(() -> Keys.network(this, input.columns()));
    }

    /** The block {@code training} for a network over columns of a table; both may be null if the loss is given. */
    public TrainingSpec training(NetworkSpec network, InputSpec input) {
        return placed(() -> Keys.training(this, network, input));
    }

    /** Batches and epochs of the block {@code training}. */
    public TrainingSpec.Passes passes() {
        return placed(() -> Keys.passes(this));
    }

    /** The division among shards of the block {@code training}. */
    public TrainingSpec.Rounds rounds() {
        return placed(() -> Keys.rounds(this));
    }

    /** The block {@code evaluation}. */
    public EvaluationSpec evaluation() {
        return placed(() -> Keys.evaluation(this));
    }

    /** The block {@code store}. */
    public StoreSpec store() {
        return placed(() -> Keys.store(this));
    }

    /** The path of the report's page; empty if none is written outside the store. */
    public Optional<String> report() {
        return placed(() -> Keys.report(this));
    }
}
