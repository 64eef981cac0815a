package io.seiche.ml;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.Key;
import io.seiche.configuration.KeyIndex;
import io.seiche.configuration.Keys;
import io.seiche.job.TrainingJob;
import io.seiche.series.DataException;
import io.seiche.table.InputSpec;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/**
 * The params of {@link RecurrentForecaster}, made from the list of configuration keys: name, type, default and text of
 * each. A param is named by the last part of its key unless MLlib has a name of its own for it. Values are checked by the
 * configuration that the params become.
 */
final class ForecasterParams implements Serializable {
    private static final long serialVersionUID = 1;

    /** Keys whose param has a name of MLlib, or one that is clearer than the last part of the key. */
    private static final Map<Key<?>, String> NAMES = Map.ofEntries(
            Map.entry(Keys.ID, "idCol"),
            Map.entry(Keys.TIME, "timeCol"),
            Map.entry(Keys.TARGET, "targetCols"),
            Map.entry(Keys.PAST, "pastCols"),
            Map.entry(Keys.FUTURE, "futureCols"),
            Map.entry(Keys.STATIC, "staticCols"),
            Map.entry(Keys.CATEGORY, "categoryCols"),
            Map.entry(Keys.TRANSFORM, "targetTransform"),
            Map.entry(Keys.LEARNING_RATE, "stepSize"),
            Map.entry(Keys.EPOCHS, "maxIter"),
            Map.entry(Keys.L2, "regParam"));

    /** Defaults of keys that have none in a configuration. */
    private static final Map<Key<?>, Object> PRESETS =
            Map.of(Keys.TIME, "ds", Keys.TARGET, new String[] {"y"}, Keys.LOOKBACK, 50);

    /** Keys about a table's place, a store, a report, retraining and items: an estimator has none of them. */
    private static final Set<Key<?>> OTHERS = Set.of(
            Keys.NAME,
            Keys.PATH,
            Keys.TABLE,
            Keys.SQL,
            Keys.FORMAT,
            Keys.OPTIONS,
            Keys.JDBC_URL,
            Keys.JDBC_TABLE,
            Keys.JDBC_COLUMN,
            Keys.JDBC_LOWER,
            Keys.JDBC_UPPER,
            Keys.JDBC_PARTITIONS,
            Keys.VOCABULARY,
            Keys.CHECKPOINT_EVERY,
            Keys.RESUME,
            Keys.FALLBACK,
            Keys.SPAN,
            Keys.START,
            Keys.MEASURE,
            Keys.MARGIN,
            Keys.STORE,
            Keys.KEEP,
            Keys.SINGLE_WRITER,
            Keys.REPORT);

    private static final Pattern PATH = Pattern.compile("\\b[a-z]+(\\.[A-Za-z0-9]+)+\\b");

    /** Remedies for files, by regular expression, and the words for a Dataset in their place, in order. */
    private static final Map<String, String> OF_A_DATASET = ofADataset();

    private final Params owner;

    /** By the path of their key. */
    private final LinkedHashMap<String, Param<?>> params = new LinkedHashMap<>();

    final Param<String> predictionCol;
    final Param<String> handleInvalid;

    ForecasterParams(Params owner) {
        this.owner = owner;
        for (Key<?> key : Keys.ALL) {
            if (!OTHERS.contains(key)) {
                params.put(key.path(), made(key));
            }
        }
        predictionCol = preset(new Param<>(owner, "predictionCol", "prediction column name"), "prediction");
        handleInvalid = preset(InvalidRows.param(owner), InvalidRows.SKIP);
    }

    private static Map<String, String> ofADataset() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "set input\\.options\\.nullValue to the text of a missing value",
                "make the text of a missing value null");
        all.put("\\b(by|in) input\\.sql\\b", "in the Dataset");
        all.put("\\binput\\.(path|table|sql)\\b", "the Dataset");
        all.put("\\binput\\.options\\.", "the reader's option ");
        return all;
    }

    private Param<?> made(Key<?> key) {
        String name = NAMES.getOrDefault(key, key.name());
        String doc =
                key.meaning() + (key.unset().isEmpty() && !key.shown().isEmpty() ? " Unset: " + key.shown() + "." : "")
                        + " Configuration key " + key.path() + ".";
        Object preset = PRESETS.containsKey(key) ? PRESETS.get(key) : key.plain(key.unset());
        return switch (key.kind()) {
            case WORDS -> preset(new StringArrayParam(owner, name, doc), preset);
            case INTEGERS -> preset(new IntArrayParam(owner, name, doc), preset);
            case INTEGER ->
                key == Keys.SEED
                        ? preset(new LongParam(owner, name, doc), preset)
                        : preset(new IntParam(owner, name, doc), preset);
            case NUMBERS -> preset(new DoubleArrayParam(owner, name, doc), preset);
            case NUMBER -> preset(new DoubleParam(owner, name, doc), preset);
            case BOOLEAN -> preset(new BooleanParam(owner, name, doc), preset);
            case TEXT, SCALAR, WORD_OR_NUMBERS, SWITCH_OR_WORDS, OPTIONS ->
                preset(new TextParam(owner, name, doc), preset);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the kind of a key decides both the param and its values
    private <P extends Param<?>> P preset(P param, Object value) {
        if (value != null) { // a number may have no default of its own
            owner.setDefault((Param) param, value);
        }
        return param;
    }

    /** All params, by name. */
    Param<?>[] all() {
        Param<?>[] all = Arrays.copyOf(params.values().toArray(new Param<?>[0]), params.size() + 2);
        all[params.size()] = predictionCol;
        all[params.size() + 1] = handleInvalid;
        Arrays.sort(all, Comparator.comparing(Param::name));
        return all;
    }

    /** The param of a key. */
    Param<?> of(Key<?> key) {
        return params.get(key.path());
    }

    /** The param of a key whose values are texts. */
    Param<String> text(Key<?> key) {
        return (TextParam) of(key);
    }

    /**
     * Sets the param of a key.
     *
     * @param value as it would be written in a configuration
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // as of
    void set(String path, String value) {
        Key<?> key = KeyIndex.of(path)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no configuration key \"" + path + "\"" + KeyIndex.hint(path)));
        Param param = params.get(path);
        if (param == null) {
            throw new IllegalArgumentException(path + " has no meaning for an estimator: its table is a Dataset, and"
                    + " where its model is saved is said by save(path)");
        }
        owner.set(param, inParams(() -> key.plain(value)));
    }

    /**
     * The job that the params describe, for a Dataset in place of a source.
     *
     * @throws IllegalArgumentException naming the param that does not fit
     */
    TrainingJob job() {
        return inParams(() -> {
            Configuration configuration = Configuration.of(values());
            InputSpec input = configuration.input(null);
            configuration.task().checkDataset();
            return TrainingJob.of(configuration, owner.uid(), input);
        });
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>();
        for (Key<?> key : Keys.ALL) {
            Param<?> param = params.get(key.path());
            boolean implied = key == Keys.TARGET && !owner.isSet(param) && owner.isSet(of(Keys.WIDE));
            if (param != null && owner.isDefined(param) && !implied) {
                values.put(key.path(), plain(key, owner.getOrDefault(param)));
            }
        }
        return values;
    }

    private static Object plain(Key<?> key, Object value) {
        if (value instanceof String[] texts) {
            return List.of(texts);
        }
        if (value instanceof int[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }
        if (value instanceof double[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }
        boolean counted = key == Keys.SHARDS || key == Keys.LOCAL_STEPS;
        return counted && value.equals("0") ? "auto" : value;
    }

    /** Runs something whose messages name keys; they name params in their place. */
    static <T> T inParams(Supplier<T> checked) {
        try {
            return checked.get();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(named(refused.getMessage()), refused);
        }
    }

    /** Runs something that reads a Dataset; refused data is told of in params and columns. */
    static <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (DataException refused) {
            throw new DataException(named(refused.getMessage()), refused);
        }
    }

    /** A message about keys and files as one about params, columns and a Dataset. */
    static String named(String message) {
        String told = message;
        for (Map.Entry<String, String> one : OF_A_DATASET.entrySet()) {
            told = told.replaceAll(one.getKey(), one.getValue());
        }
        return PATH.matcher(told).replaceAll(found -> KeyIndex.of(found.group())
                .filter(key -> !OTHERS.contains(key))
                .map(key -> NAMES.getOrDefault(key, key.name()))
                .orElse(found.group()));
    }

    /** A text; stages saved by earlier versions hold a number in its place. */
    private static final class TextParam extends Param<String> {
        private static final long serialVersionUID = 1;

        TextParam(Params parent, String name, String doc) {
            super(parent, name, doc);
        }

        @Override
        public String jsonDecode(String json) {
            return json.startsWith("\"") ? super.jsonDecode(json) : json;
        }
    }

    /** Takes uid and params from the metadata, not the class name: stages saved under a former name load too. */
    static final class ForecasterReader extends MLReader<RecurrentForecaster> {
        @Override
        public RecurrentForecaster load(String path) {
            DefaultParamsReader.Metadata metadata = DefaultParamsReader.loadMetadata(path, sparkSession());
            RecurrentForecaster forecaster = new RecurrentForecaster(metadata.uid());
            metadata.getAndSetParams(forecaster, Option.empty());
            return forecaster;
        }
    }
}
