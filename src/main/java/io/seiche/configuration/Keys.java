package io.seiche.configuration;

import static io.seiche.configuration.Key.choice;
import static io.seiche.configuration.Key.flag;
import static io.seiche.configuration.Key.integer;
import static io.seiche.configuration.Key.integers;
import static io.seiche.configuration.Key.longInteger;
import static io.seiche.configuration.Key.number;
import static io.seiche.configuration.Key.numbers;
import static io.seiche.configuration.Key.options;
import static io.seiche.configuration.Key.scalar;
import static io.seiche.configuration.Key.text;
import static io.seiche.configuration.Key.value;
import static io.seiche.configuration.Key.words;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import io.seiche.cell.Cells;
import io.seiche.cell.Initial;
import io.seiche.evaluation.ChampionGate;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.evaluation.EvaluationSpec.Choose;
import io.seiche.evaluation.Fallback;
import io.seiche.evaluation.SeriesGroups;
import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.network.NetworkVariants;
import io.seiche.optimizer.Optimizers;
import io.seiche.optimizer.OuterOptimizer;
import io.seiche.optimizer.Schedules;
import io.seiche.optimizer.Update.Penalties;
import io.seiche.optimizer.Update.Regularize;
import io.seiche.series.Calendar;
import io.seiche.series.Category;
import io.seiche.series.Columns;
import io.seiche.series.Duplicates;
import io.seiche.series.Frequency;
import io.seiche.series.Gaps;
import io.seiche.series.Label;
import io.seiche.series.Missing;
import io.seiche.series.Normalizer;
import io.seiche.series.Normalizers;
import io.seiche.series.Scale;
import io.seiche.series.ScaleBy;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSize;
import io.seiche.series.SplitSpec;
import io.seiche.series.TimeFormat;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import io.seiche.store.StoreSpec;
import io.seiche.table.FileFormat;
import io.seiche.table.InputSpec;
import io.seiche.table.JdbcTable;
import io.seiche.table.Source;
import io.seiche.table.SqlLimits;
import io.seiche.table.TextFiles;
import io.seiche.task.Task;
import io.seiche.task.Tasks;
import io.seiche.text.Refusal;
import io.seiche.text.WebAddress;
import io.seiche.text.Words;
import io.seiche.training.ClassWeights;
import io.seiche.training.TrainingSpec;
import io.seiche.training.TrainingSpec.Arithmetic;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Passes;
import io.seiche.training.TrainingSpec.Rates;
import io.seiche.training.TrainingSpec.Rounds;
import io.seiche.training.TrainingSpec.Sampling;
import io.seiche.training.TrainingSpec.Sync;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of all keys: path, type, default and text of each, once, and after each block the record it becomes. The
 * checks of a configuration, {@code seiche help-config}, the table of configuration.md and the params of MLlib are made
 * from it.
 *
 * <p>A key that has no meaning beside another setting says so with {@code notBeside}; it is then refused, not ignored.
 * Keys without meaning for a task are listed by the task, {@link Task#meaningless}.
 */
public final class Keys {
    private static final String LAYERS_ON_LAYERS = "a network of layers";
    private static final String CLOSED_FORMS = "closed forms alone";

    public static final Key<String> NAME = text("name", "", "The model's name in the store: [a-z0-9][a-z0-9._-]{0,63}.")
            .unset("the last part of input.path or input.table");

    // input

    public static final Key<String> PATH =
            text("input.path", "", "File or folder on any Hadoop file system; or table or sql instead.");
    public static final Key<String> TABLE = text("input.table", "", "A catalog table, instead of path.");
    public static final Key<String> SQL =
            text("input.sql", "", "A SQL query, instead of path.", sql -> SqlLimits.check("input.sql", sql));
    public static final Key<String> FORMAT = text(
                    "input.format", "", FileFormat.readable() + "; the last three need a package.")
            .unset("by the path's ending")
            .notBeside("input.table", c -> c.given(TABLE), "the catalog knows the format of its tables; leave it out")
            .notBeside("input.sql", c -> c.given(SQL), "the query names its tables and their formats; leave it out")
            .notBeside("input.jdbc", Keys::isJdbc, "a table of a database has no format; leave it out");
    public static final Key<Map<String, String>> OPTIONS = options(
                    "input.options",
                    "Options of Spark's reader, such as header = true, or versionAsOf = 12 of a table.")
            .notBeside(
                    "input.sql",
                    c -> c.given(SQL),
                    "the query reads its tables by itself; leave it out, or give input.path or input.table")
            .notBeside("input.jdbc", Keys::isJdbc, "a database is read with the keys of input.jdbc; leave it out");

    public static final Key<String> JDBC_URL = jdbc(text(
            "input.jdbc.url", "", "Server and database: jdbc:postgresql://server:port/database; instead of path."));
    public static final Key<String> JDBC_TABLE =
            jdbc(text("input.jdbc.table", "", "A table or view of the database: schema.name."));
    public static final Key<String> JDBC_COLUMN = jdbc(text(
            "input.jdbc.partitionColumn", "", "A column of numbers, dates or times; its ranges are read in parallel."));
    public static final Key<String> JDBC_LOWER =
            jdbc(text("input.jdbc.lowerBound", "", "Where the ranges begin; earlier rows are in the first one."));
    public static final Key<String> JDBC_UPPER =
            jdbc(text("input.jdbc.upperBound", "", "Where the ranges end; later rows are in the last one."));
    public static final Key<Integer> JDBC_PARTITIONS =
            jdbc(integer("input.jdbc.partitions", "1", "Number of ranges, each of which is a connection."));

    private static final String EACH_COLUMN =
            "each column is a series, named like the column; to choose them, set input.wide to a list of columns";
    private static final String CHARACTERS = "a row is a character, and there are no other columns; leave it out";

    public static final Key<String> ID = text(
                    "input.id", "", "The column that tells series apart; none means one series.")
            .notBeside("input.wide", Keys::isWide, EACH_COLUMN);
    public static final Key<String> TIME = text("input.time", "", "The column that orders a series' rows.");
    public static final Key<TimeFormat> TIME_FORMAT = text(
                    "input.timeFormat",
                    "auto",
                    "Format of the time column: auto, a pattern (yyyyMMdd, dd.MM.yyyy HH:mm), epoch-seconds, epoch-millis,"
                            + " epoch-micros, epoch-nanos, or number for plain numbers.",
                    TimeFormat::parse)
            .notBeside("input.format = text", Keys::isText, CHARACTERS);
    public static final Key<List<String>> TARGET = words(
                    "input.target", "", "The column to forecast, or a list of them; not of a wide table.")
            .notBeside("input.wide", Keys::isWide, EACH_COLUMN);
    public static final Key<Label> LABEL = text(
                    "input.label",
                    "",
                    "What is classified, horizon rows ahead: a column, or of the target rise(), rise(0.01), above(30).",
                    Label::parse)
            .notBeside("input.format = text", Keys::isText, CHARACTERS);
    public static final Key<Optional<List<String>>> WIDE = value(
                    "input.wide",
                    Key.KeyType.SWITCH_OR_WORDS,
                    "false",
                    "true, or the list of columns: each is a series of its own.",
                    Keys::wideColumns)
            .notBeside("input.format = text", Keys::isText, CHARACTERS);
    public static final Key<List<String>> PAST = words(
                    "input.covariates.past", "[]", "Columns known up to the moment of forecasting.")
            .notBeside("input.format = text", Keys::isText, CHARACTERS);
    public static final Key<List<String>> FUTURE = words(
                    "input.covariates.future", "[]", "Columns known for the forecast rows too: plans, calendar.")
            .notBeside("input.format = text", Keys::isText, CHARACTERS);
    public static final Key<List<String>> STATIC = words(
                    "input.covariates.static", "[]", "Columns with one number a series.")
            .notBeside("input.wide", Keys::isWide, EACH_COLUMN)
            .notBeside("input.format = text", Keys::isText, CHARACTERS);
    public static final Key<List<String>> CATEGORY = words(
                    "input.covariates.category",
                    "[]",
                    "Columns with one text a series, such as [store_type, region], and the word series for its identifier.")
            .notBeside("input.format = text", Keys::isText, CHARACTERS);
    public static final Key<List<Double>> MISSING_VALUES = numbers(
                    "input.missingValues",
                    "[]",
                    "Numbers that stand for a missing value in targets and covariates, such as [-9999].")
            .notBeside("input.format = text", Keys::isText, CHARACTERS);
    public static final Key<String> WHERE = text(
            "input.where",
            "",
            "A SQL condition on the rows, pushed down to the source.",
            sql -> SqlLimits.check("input.where", sql));

    private static <T> Key<T> jdbc(Key<T> key) {
        String other = "a configuration has one source; keep one of the two";
        return key.notBeside("input.path", c -> c.given(PATH), other)
                .notBeside("input.table", c -> c.given(TABLE), other)
                .notBeside("input.sql", c -> c.given(SQL), other);
    }

    private static boolean isJdbc(Configuration given) {
        return Stream.of(JDBC_URL, JDBC_TABLE, JDBC_COLUMN, JDBC_LOWER, JDBC_UPPER, JDBC_PARTITIONS)
                .anyMatch(given::given);
    }

    static Source source(Configuration given) {
        if (isJdbc(given)) {
            return Source.jdbc(new JdbcTable(
                    given.find(JDBC_URL).orElse(""),
                    given.find(JDBC_TABLE).orElse(""),
                    given.find(JDBC_COLUMN).orElse(""),
                    given.find(JDBC_LOWER).orElse(""),
                    given.find(JDBC_UPPER).orElse(""),
                    given.get(JDBC_PARTITIONS)));
        }
        return Source.of(
                given.find(PATH).orElse(""),
                given.find(TABLE).orElse(""),
                given.find(SQL).orElse(""),
                given.find(FORMAT).orElse(""),
                given.find(OPTIONS).orElse(Map.of()));
    }

    /** The block {@code input}; the source may be null if a Dataset takes its place. */
    static InputSpec input(Configuration given, Source source) {
        if (source != null && source.format().equals(FileFormat.TEXT.text())) {
            return InputSpec.tall(
                            source,
                            given.find(ID).orElse(TextFiles.ID),
                            given.find(TIME).orElse(TextFiles.TIME),
                            new Columns(
                                    given.find(TARGET).orElse(List.of(TextFiles.ITEM)),
                                    List.of(),
                                    List.of(),
                                    List.of()))
                    .where(given.find(WHERE).orElse(""));
        }
        String time = given.get(TIME);
        Label label = given.find(LABEL).orElse(Label.NONE);
        Optional<List<String>> wide = given.get(WIDE);
        InputSpec input = wide.isPresent()
                ? InputSpec.wide(source, time, wide.get(), given.get(PAST), given.get(FUTURE))
                : InputSpec.tall(
                        source,
                        given.find(ID).orElse(""),
                        time,
                        new Columns(given.get(TARGET), given.get(PAST), given.get(FUTURE), given.get(STATIC)));
        return input.with(input.columns()
                        .with(Category.of(given.get(CATEGORY)))
                        .with(label)
                        .with(given.get(CALENDAR)))
                .times(given.get(TIME_FORMAT))
                .missing(given.get(MISSING_VALUES))
                .where(given.find(WHERE).orElse(""));
    }

    private static Optional<List<String>> wideColumns(ConfigValue value) {
        return value instanceof ConfigList
                ? Optional.of(Key.words(value))
                : value.unwrapped().equals(true) ? Optional.of(List.of()) : Optional.empty();
    }

    private static boolean isWide(Configuration given) {
        return given.get(WIDE).isPresent();
    }

    private static boolean isText(Configuration given) {
        return given.given(PATH)
                && Source.path(given.get(PATH), given.find(FORMAT).orElse(""), Map.of())
                        .format()
                        .equals(FileFormat.TEXT.text());
    }

    // series

    private static final String POSITIONS = "its rows are characters, one at each position; leave it out";

    public static final Key<Frequency> FREQUENCY = text(
            "series.frequency",
            "auto",
            "Distance of rows: auto, rows (position, not clock), 15min, 1h, 1d, 1b, 2x-month, 1mo, 1mo-end, 1mo-weekday,"
                    + " 1bmo-end, 1q, 1y.",
            Frequency::parse);
    public static final Key<Calendar> CALENDAR = value(
                    "series.calendar",
                    Key.KeyType.WORDS,
                    "none",
                    "Inputs made from the time: none, auto (by frequency), or a list of "
                            + Stream.of(Calendar.CalendarPart.values())
                                    .map(Words::of)
                                    .collect(Collectors.joining(", "))
                            + ".",
                    words -> Calendar.parse(Key.words(words)))
            .notBeside(
                    "series.frequency = rows",
                    Keys::hasNoTimesToCome,
                    "the times of the rows to forecast are not known; leave it out, or give series.frequency a step");
    public static final Key<Gaps> GAPS = choice("series.gaps", Gaps.class, "What a missing row means.")
            .notBeside(
                    "series.frequency = rows",
                    c -> c.get(FREQUENCY).equals(Frequency.ROWS),
                    "rows follow one another by position, so that none is missing; leave it out");
    public static final Key<Duplicates> DUPLICATES = text(
                    "series.duplicates",
                    "error",
                    "Several rows at one time. One of " + String.join(", ", Duplicates.words())
                            + ": the row with the greatest value of a column.",
                    Duplicates::parse)
            .notBeside("input.format = text", Keys::isText, POSITIONS);
    public static final Key<Missing> MISSING = choice("series.missing", Missing.class, "A null, NaN or infinite value.")
            .notBeside("input.format = text", Keys::isText, POSITIONS);
    public static final Key<Transform> TRANSFORM =
            choice("series.transform", Transform.class, "What the network learns of a target instead of its value.");
    public static final Key<Scale> SCALE =
            choice("series.scale", Scale.class, "Scaling, fitted on training rows only.");
    public static final Key<ScaleBy> SCALE_BY = choice(
                    "series.scaleBy", ScaleBy.class, "One scale for each series, or one for all.")
            .notBeside("series.scale = none", c -> c.get(SCALE) == Scale.NONE, "nothing is scaled; leave it out");
    public static final Key<Integer> VOCABULARY = integer(
            "series.vocabulary", "50000", "Items a next-item network tells apart: the commonest of the training rows.");
    public static final Key<ZoneId> TIME_ZONE = text(
                    "series.timeZone", "UTC", "Where days begin, such as Europe/Berlin.", SeriesSpec::zone)
            .notBeside("input.format = text", Keys::isText, POSITIONS);

    static SeriesSpec series(Configuration given) {
        return given.task()
                .series(new SeriesSpec(
                        given.get(FREQUENCY),
                        given.get(GAPS),
                        given.get(DUPLICATES),
                        given.get(MISSING),
                        given.get(TRANSFORM),
                        given.get(SCALE),
                        given.get(SCALE_BY),
                        given.get(TIME_ZONE)));
    }

    // split

    public static final Key<SplitSize> TRAIN = scalar(
                    "split.train",
                    "",
                    "Rows trained on, counted from a series' start; else all before validation.",
                    size -> SplitSize.parse("split.train", size))
            .unset("the rest");
    public static final Key<SplitSize> VALIDATION = scalar(
            "split.validation",
            "0",
            "Fraction of a series' rows, number of rows, a length of time (30d) or a timestamp.",
            size -> SplitSize.parse("split.validation", size));
    public static final Key<SplitSize> TEST = scalar(
            "split.test",
            "0",
            "The same for the test span, which comes last.",
            size -> SplitSize.parse("split.test", size));
    public static final Key<Integer> EMBARGO = integer("split.embargo", "0", "Rows left out between the spans.")
            .notBeside(
                    "a training span alone",
                    c -> c.isDefault(VALIDATION) && c.isDefault(TEST),
                    "there is no other span to keep apart; give split.validation or split.test");

    static SplitSpec split(Configuration given) {
        return new SplitSpec(
                given.find(TRAIN).orElse(null), given.get(VALIDATION), given.get(TEST), given.get(EMBARGO));
    }

    // window

    public static final Key<Integer> LOOKBACK = integer(
                    "window.lookback",
                    "",
                    "Steps the network sees. Left out with network.layers, both are found on the table.")
            .unset("by the table");
    public static final Key<Integer> MINIMUM = integer(
                    "window.minimum",
                    "",
                    "Rows a window must have before its forecast; those it lacks of the lookback count as absent.")
            .unset("window.lookback");
    public static final Key<Integer> HORIZON = integer("window.horizon", "1", "Steps it forecasts.");
    public static final Key<Integer> STRIDE = integer("window.stride", "1", "Rows between neighbouring windows.");
    public static final Key<Normalizer> NORMALIZE =
            choice("window.normalize", Normalizers.ALL, Normalizer::text, "What is taken out of each window.");

    static WindowSpec window(Configuration given) {
        WindowSpec whole =
                new WindowSpec(given.get(LOOKBACK), given.get(HORIZON), given.get(STRIDE), given.get(NORMALIZE));
        return given.task().windows(given.find(MINIMUM).map(whole::minimum).orElse(whole));
    }

    // network

    public static final Key<String> LAYERS = text(
                    "network.layers", "", "The layers, such as \"lstm(50), dropout(0.2), dense(1)\".")
            .unset("by the table, or with window.lookback lstm(128), dense(ANSWERS)");
    public static final Key<String> CELL = text(
                    "network.cell",
                    "gru(64)",
                    "The cell that automatic settings use, such as lstm or sru(32, variant=v1): one of "
                            + String.join(", ", Cells.names()) + "; a name alone has 64 units.",
                    NetworkVariants::cell)
            .notBeside(
                    LAYERS_ON_LAYERS,
                    Keys::isStack,
                    "only automatic settings read it; leave it out, or leave out window.lookback and network.layers")
            .notBeside("network.layers", c -> c.given(LAYERS), "the layers name their cells; leave it out")
            .notBeside(CLOSED_FORMS, Keys::isClosedForm, "no network with a cell is trained; leave it out");

    static NetworkSpec network(Configuration given, Columns columns) {
        Initial initial = new Initial(given.get(INITIAL), given.get(FORGET_BIAS));
        String layers = given.find(LAYERS).orElseGet(() -> given.task()
                .usualLayers(window(given), columns, given.find(LOSS).orElse("")));
        return Refusal.in(LAYERS.path(), () -> new NetworkSpec(layers, initial));
    }

    // training

    public static final Key<Task> TASK =
            choice("training.task", Tasks.ALL, Task::text, "What the network is to answer.");
    public static final Key<String> LOSS = text(
                    "training.loss", "", "One of " + String.join(", ", Losses.examples()) + ".")
            .unset("by the task");
    public static final Key<ClassWeights> CLASS_WEIGHTS = value(
            "training.classWeights",
            Key.KeyType.WORD_OR_NUMBERS,
            "none",
            "What a window counts by its class: none, balanced, or a list such as [1, 3].",
            Keys::classWeights);
    public static final Key<String> OPTIMIZER = text(
            "training.optimizer",
            "rmsprop",
            "One of " + String.join(", ", Optimizers.names()) + ", with options: adam(beta1=0.9).",
            Optimizers::canonical);
    public static final Key<Double> LEARNING_RATE =
            number("training.learningRate", "0.001", "The learning rate, before any schedule.");
    public static final Key<String> SCHEDULE = text(
            "training.schedule",
            "constant",
            "One of " + String.join(", ", Schedules.names()) + ", with options: cosine(floor=0.01).",
            Schedules::canonical);
    public static final Key<Double> WARMUP =
            number("training.warmup", "0", "Epochs over which the learning rate rises from 0.");
    public static final Key<Integer> BATCH_SIZE =
            integer("training.batchSize", "50", "Windows in one step of a shard.");
    public static final Key<Integer> EPOCHS = integer("training.epochs", "20", "Passes over the training windows.");
    public static final Key<Integer> WINDOWS_PER_EPOCH = scalar(
            "training.windowsPerEpoch",
            "all",
            "Training windows drawn anew for each epoch: all, or a number.",
            TrainingSpec::windowsPerEpoch);
    public static final Key<Boolean> SIGN_FLIPS = flag(
                    "training.signFlips",
                    "false",
                    "Whether each window is trained on with flipped sign in one of every two epochs.")
            .notBeside(
                    "windows that are not normalised",
                    c -> c.task().outputsValues()
                            && isStack(c)
                            && c.get(NORMALIZE).equals(Normalizers.NONE),
                    "a window is mirrored at the value that is subtracted from it; give window.normalize, or leave it out")
            .notBeside(CLOSED_FORMS, Keys::isClosedForm, "closed forms have no epochs; leave it out");
    public static final Key<Double> AVERAGE = number(
            "training.average",
            "0",
            "Share of the run, at its end, of whose rounds the mean of the parameters is published; 0 takes the last.");
    public static final Key<Integer> MEMBERS = integer(
                    "training.members",
                    "1",
                    "Networks of segments trained of each one written, from seeds that follow training.seed; their mean is published. 0 leaves them out of a mean.")
            .notBeside(
                    LAYERS_ON_LAYERS,
                    Keys::isStack,
                    "only networks that read whole windows, as segments(gru(64), length=24), have it; leave it out");
    public static final Key<Boolean> REFIT = flag(
                    "training.refit",
                    "false",
                    "Whether a network that reads whole windows is trained once more, on training and validation rows.")
            .notBeside(
                    LAYERS_ON_LAYERS,
                    Keys::isStack,
                    "only networks that read whole windows, as segments(gru(64), length=24), have it; leave it out")
            .notBeside(
                    "a training span alone",
                    c -> c.isDefault(VALIDATION) && (c.given(LOOKBACK) || c.given(LAYERS)),
                    "there are no validation rows to train on too; give split.validation, or leave it out");
    public static final Key<Long> SEED =
            longInteger("training.seed", "42", "Initial values, order of windows and dropout come from it.");
    public static final Key<Integer> SHARDS = scalar(
            "training.shards",
            "auto",
            "Parts of the data that take their steps side by side. auto: as the work is worth (training.md).",
            count -> TrainingSpec.countOrAuto("shards", count));
    public static final Key<Integer> LOCAL_STEPS = scalar(
            "training.localSteps",
            "auto",
            "Steps of each shard between two averages.",
            count -> TrainingSpec.countOrAuto("localSteps", count));
    public static final Key<Sync> SYNC = choice(
            "training.sync",
            Sync.class,
            "What the shards send to be averaged. auto: gradients of each batch's parts if steps are heavy (training.md).");
    public static final Key<OptimizerState> OPTIMIZER_STATE = choice(
                    "training.optimizerState",
                    OptimizerState.class,
                    "What becomes of an optimizer's moments after a round.")
            .notBeside(
                    "an optimizer without moments",
                    c -> Optimizers.parse(c.get(OPTIMIZER)).slots() == 0,
                    "training.optimizer has no state to reset; leave it out");
    public static final Key<String> OUTER = text(
            "training.outer",
            "average",
            "average, or nesterov(momentum=0.9, learningRate=0.7).",
            OuterOptimizer::canonical);
    public static final Key<Double> CLIP_NORM =
            number("training.clipNorm", "5.0", "Largest norm of a step's gradient; 0 clips nothing.");
    public static final Key<Double> L2 = number("training.l2", "0", "Penalty on the squares of the kernels.");
    public static final Key<Regularize> REGULARIZE = choice(
                    "training.regularize",
                    Regularize.class,
                    "In which epochs penalties and dropout act: all, or every second.")
            .notBeside(
                    "a training without penalties and dropout",
                    c -> !isRegularized(c),
                    "nothing acts in some epochs only; leave it out, or set training.l2, a dropout layer or adamw");
    public static final Key<Boolean> INITIAL = choice(
                    "training.initial",
                    List.of(false, true),
                    chrono -> chrono ? "chrono" : "default",
                    "How parameters start; chrono spreads forget gates over the window's time scales.")
            .notBeside(
                    "cells whose forget gates it does not set",
                    c -> !isRead(c, new Initial(true, 1)),
                    "it sets those of lstm and gru; leave it out");
    public static final Key<Double> FORGET_BIAS = number(
                    "training.forgetBias", "1", "What an LSTM's forget gate biases start as.")
            .notBeside("training.initial = chrono", c -> c.get(INITIAL), "chrono sets these biases; leave it out")
            .notBeside(
                    "a network without lstm",
                    c -> !isRead(c, new Initial(false, 2)),
                    "no other cell has such a bias; leave it out");
    public static final Key<Integer> PATIENCE = integer(
            "training.earlyStopping.patience",
            "0",
            "Epochs without improvement before training stops and takes the best; 0 never stops.");
    public static final Key<Arithmetic> MATH = choice(
            "training.math",
            Arithmetic.class,
            "fast takes each JVM's best kernels, with the same bits wherever these are the vector kernels; strict gives"
                    + " the same bits without them too, at a third to half of the speed.");
    public static final Key<Integer> CHECKPOINT_EVERY = integer(
            "training.checkpointEvery",
            "1",
            "Rounds between two checkpoints of train; 0 writes none, and a killed run begins anew.");
    public static final Key<Boolean> RESUME = flag(
                    "training.resume",
                    "true",
                    "Whether train takes up a run of the same configuration and rows that was broken off.")
            .notBeside(
                    "training.checkpointEvery = 0",
                    c -> c.get(CHECKPOINT_EVERY) == 0,
                    "no checkpoint is kept to go on from; leave it out");

    static TrainingSpec training(Configuration given, NetworkSpec network, InputSpec input) {
        Task task = given.task();
        String loss = given.find(LOSS)
                .orElseGet(() -> network.needsFitting()
                        ? task.usualLoss(1)
                        : task.usualLoss(
                                network.sized(1).outputs(input.columns().inputs())));
        return new TrainingSpec(
                task,
                loss,
                given.get(CLASS_WEIGHTS),
                passes(given),
                new Rates(given.get(OPTIMIZER), given.get(LEARNING_RATE), given.get(SCHEDULE), given.get(WARMUP)),
                new Penalties(given.get(CLIP_NORM), given.get(REGULARIZE), given.get(L2)),
                rounds(given),
                given.get(MATH));
    }

    /** The layers, when they are given; the usual ones have no dropout, and an LSTM. */
    private static Optional<NetworkSpec> givenLayers(Configuration given) {
        return given.find(LAYERS).map(text -> Refusal.in(LAYERS.path(), () -> new NetworkSpec(text)));
    }

    /** Returns true if nothing is trained but closed forms. */
    private static boolean isClosedForm(Configuration given) {
        return given.get(MEMBERS) == 0
                || givenLayers(given).filter(network -> !network.recurrent()).isPresent();
    }

    /** Returns true if the network is layers on layers, which do not read whole windows. */
    private static boolean isStack(Configuration given) {
        return givenLayers(given)
                .map(network -> !network.readsWholeWindows())
                .orElseGet(() -> given.given(LOOKBACK) || !given.task().outputsValues());
    }

    private static boolean isRegularized(Configuration given) {
        return given.get(L2) > 0
                || Optimizers.parse(given.get(OPTIMIZER)).decay() > 0
                || givenLayers(given).filter(NetworkSpec::drops).isPresent();
    }

    private static boolean isRead(Configuration given, Initial options) {
        return givenLayers(given).map(network -> network.reads(options)).orElse(true);
    }

    static Passes passes(Configuration given) {
        return new Passes(
                given.get(BATCH_SIZE),
                given.get(SEED),
                given.get(EPOCHS),
                given.get(PATIENCE),
                new Sampling(given.get(WINDOWS_PER_EPOCH), given.get(SIGN_FLIPS)),
                given.get(AVERAGE),
                given.get(MEMBERS),
                given.get(REFIT));
    }

    static Rounds rounds(Configuration given) {
        return new Rounds(
                given.get(SHARDS),
                given.get(SYNC),
                given.get(LOCAL_STEPS),
                given.get(OPTIMIZER_STATE),
                given.get(OUTER));
    }

    private static ClassWeights classWeights(ConfigValue value) {
        return value instanceof ConfigList list
                ? ClassWeights.of(list.stream()
                        .map(n -> ((Number) n.unwrapped()).doubleValue())
                        .toList())
                : ClassWeights.parse(Key.text(value));
    }

    // evaluation

    public static final Key<Integer> SEASON = scalar(
            "evaluation.season", "auto", "Rows in a season, for seasonal-naive and mase.", EvaluationSpec::season);
    public static final Key<List<Baseline>> BASELINES = value(
            "evaluation.baselines",
            Key.KeyType.WORDS,
            "[" + String.join(", ", Baselines.usual()) + "]",
            "Forecasters beside the scores: " + String.join(", ", Baselines.names()) + ".",
            names -> Key.words(names).stream().map(Baselines::of).toList());
    public static final Key<List<Integer>> INTERVALS =
            integers("evaluation.intervals", "[]", "Widths of prediction intervals in per cent, such as [80, 90].");

    public static final Key<List<Double>> QUANTILES = value(
            "evaluation.quantiles",
            Key.KeyType.WORD_OR_NUMBERS,
            "[]",
            "The same by levels in pairs, such as [0.1, 0.5, 0.9] for [80].",
            levels -> EvaluationSpec.levels(
                    levels instanceof ConfigList list
                            ? list.stream()
                                    .map(level -> level.unwrapped().toString())
                                    .toList()
                            : List.of(Key.text(levels))));

    public static final Key<SeriesGroups> GROUPS = scalar(
            "evaluation.groups",
            "none",
            "Groups of series with intervals and scores of their own: none, series, or a regular expression whose group is their"
                    + " name.",
            SeriesGroups::new);

    public static final Key<Choose> CHOOSE = choice(
                    "evaluation.choose",
                    Choose.class,
                    "Weights of the networks of a mean: network takes those written, validation finds them on validation windows.")
            .notBeside(
                    "weights in network.layers",
                    c -> givenLayers(c).filter(NetworkSpec::isWeighted).isPresent(),
                    "the weights are written; leave one of them out")
            .notBeside(
                    LAYERS_ON_LAYERS,
                    Keys::isStack,
                    "only networks that read whole windows, as segments(gru(64), length=24), have it; leave it out");

    /** Returns true if calendar inputs would need times of rows at no fixed distance. */
    private static boolean hasNoTimesToCome(Configuration given) {
        Calendar calendar = given.get(CALENDAR);
        return given.get(FREQUENCY).equals(Frequency.ROWS) && (calendar.auto() || calendar.readsTimes());
    }

    static EvaluationSpec evaluation(Configuration given) {
        List<Integer> intervals = new ArrayList<>(given.get(INTERVALS));
        intervals.addAll(EvaluationSpec.intervals(given.get(QUANTILES)));
        return new EvaluationSpec(
                given.get(SEASON), given.get(BASELINES), intervals, given.get(CHOOSE), given.get(GROUPS));
    }

    // forecast

    public static final Key<Fallback> FALLBACK = choice(
            "forecast.fallback",
            Fallback.class,
            "Forecaster of a series that the model cannot forecast at an origin of backtest.");

    // retrain

    public static final Key<SplitSize> SPAN = scalar(
                    "retrain.span",
                    "",
                    "Newest part of every series that retrain learns from and scores: 365d, 2000 rows, a share, a time.",
                    size -> SplitSize.parse("retrain.span", size))
            .unset("everything");
    public static final Key<Boolean> START = choice(
            "retrain.start",
            List.of(true, false),
            warm -> warm ? "champion" : "fresh",
            "Where the challenger's parameters start.");
    public static final Key<ChampionGate.Measure> MEASURE = choice(
            "retrain.measure",
            List.of(ChampionGate.Measure.values()),
            ChampionGate.Measure::text,
            "Which error decides, in repeat-last's.");
    public static final Key<Double> MARGIN = number(
            "retrain.margin",
            "0.01",
            "By what share the challenger's error must lie below the champion's to be promoted.");

    // store and report

    public static final Key<String> STORE = text("store.path", "out/models", "Where models are published.");
    public static final Key<Integer> KEEP = integer("store.keep", "10", "Newest versions of a name that stay.");
    public static final Key<Boolean> SINGLE_WRITER = flag(
            "store.singleWriter",
            "false",
            "true where no two jobs ever write the store at once: then any file system will do.");
    public static final Key<String> REPORT =
            text("report.path", "", "Where the HTML page is written besides the model; the name ends with .html.");

    static StoreSpec store(Configuration given) {
        WebAddress.refuse(STORE.path(), given.get(STORE));
        return new StoreSpec(given.get(STORE), given.get(KEEP), given.get(SINGLE_WRITER));
    }

    /** A page of any other name could replace a file that a program reads. */
    static Optional<String> report(Configuration given) {
        Optional<String> path = given.find(REPORT);
        path.ifPresent(page -> {
            WebAddress.refuse(REPORT.path(), page);
            if (!page.matches("(?is).*\\.html?")) {
                throw new Refusal(REPORT.path(), "end with .html", "\"" + page + "\"");
            }
        });
        return path;
    }

    // the list

    /** All keys, in the order above. */
    public static final List<Key<?>> ALL = all();

    private Keys() {}

    private static List<Key<?>> all() {
        List<Key<?>> all = new ArrayList<>();
        for (Field field : Keys.class.getDeclaredFields()) {
            if (field.getType() == Key.class && Modifier.isPublic(field.getModifiers())) {
                try {
                    all.add((Key<?>) field.get(null));
                } catch (IllegalAccessException impossible) {
                    throw new IllegalStateException("fields of this class", impossible);
                }
            }
        }
        return List.copyOf(all);
    }
}
