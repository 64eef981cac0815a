package io.seiche.configuration;

import static io.seiche.configuration.Key.Kind.BOOLEAN;
import static io.seiche.configuration.Key.Kind.INTEGER;
import static io.seiche.configuration.Key.Kind.INTEGERS;
import static io.seiche.configuration.Key.Kind.NUMBER;
import static io.seiche.configuration.Key.Kind.OPTIONS;
import static io.seiche.configuration.Key.Kind.SCALAR;
import static io.seiche.configuration.Key.Kind.SWITCH_OR_WORDS;
import static io.seiche.configuration.Key.Kind.TEXT;
import static io.seiche.configuration.Key.Kind.WORDS;
import static io.seiche.configuration.Key.Kind.WORD_OR_NUMBERS;
import static io.seiche.configuration.Key.choice;
import static io.seiche.configuration.Key.free;

import io.seiche.evaluation.ChampionGate;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.loss.Losses;
import io.seiche.optimizer.Optimizers;
import io.seiche.optimizer.Schedules;
import io.seiche.series.Duplicates;
import io.seiche.series.Gaps;
import io.seiche.series.Missing;
import io.seiche.series.Normalizer;
import io.seiche.series.Normalizers;
import io.seiche.series.Scale;
import io.seiche.series.ScaleBy;
import io.seiche.series.Transform;
import io.seiche.table.FileFormat;
import io.seiche.task.Task;
import io.seiche.task.Tasks;
import io.seiche.text.Spelling;
import io.seiche.text.Words;
import io.seiche.training.TrainingSpec.Arithmetic;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Regularize;
import io.seiche.training.TrainingSpec.Sync;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every key of the configuration, once: what is checked, what {@code seiche help-config} prints and what the README's
 * table shows.
 */
public final class Schema {
    public static final List<Key> KEYS = List.of(
            free("name", TEXT, "", "The model's name in the store: [a-z0-9][a-z0-9._-]{0,63}."),
            free("input.path", TEXT, "", "File or folder on any Hadoop file system; or table or sql instead."),
            free("input.table", TEXT, "", "A catalog table, instead of path."),
            free("input.sql", TEXT, "", "A SQL query, instead of path."),
            free(
                    "input.format",
                    TEXT,
                    "by the path's ending",
                    String.join(", ", FileFormat.readable()) + ", or another source Spark knows."),
            free("input.options", OPTIONS, "", "Options of Spark's reader, such as header = true."),
            free("input.id", TEXT, "", "The column that tells series apart; none means one series."),
            free("input.time", TEXT, "", "The column that orders a series' rows."),
            free("input.target", WORDS, "", "The column to forecast, or a list of them; not of a wide table."),
            free(
                    "input.label",
                    TEXT,
                    "",
                    "What is classified, horizon rows ahead: a column, or of the target rise(), rise(0.01),"
                            + " above(30)."),
            free("input.wide", SWITCH_OR_WORDS, "false", "true, or the list of columns: each is a series of its own."),
            free("input.covariates.past", WORDS, "[]", "Columns known up to the moment of forecasting."),
            free("input.covariates.future", WORDS, "[]", "Columns known for the forecast rows too: plans, calendar."),
            free("input.covariates.static", WORDS, "[]", "Columns with one number a series."),
            free("input.where", TEXT, "", "A SQL condition on the rows, pushed down to the source."),
            free(
                    "series.frequency",
                    TEXT,
                    "auto",
                    "Distance of rows: auto, rows (position, not clock), 15min, 1h, 1d."),
            choice("series.gaps", "What a missing row means.", Gaps.values(), Gaps::text),
            choice("series.duplicates", "Two rows at one time.", Duplicates.values(), Duplicates::text),
            choice("series.missing", "A null, NaN or infinite value.", Missing.values(), Missing::text),
            choice(
                    "series.transform",
                    "What the network learns of a target instead of its value.",
                    Transform.values(),
                    Transform::text),
            choice("series.scale", "Scaling, fitted on training rows only.", Scale.values(), Scale::text),
            choice("series.scaleBy", "One scale for each series, or one for all.", ScaleBy.values(), ScaleBy::text),
            free(
                    "series.vocabulary",
                    INTEGER,
                    "50000",
                    "Items a next-item network tells apart: the commonest of the training rows."),
            free("series.timeZone", TEXT, "UTC", "Where days begin, such as Europe/Berlin."),
            free(
                    "split.train",
                    SCALAR,
                    "the rest",
                    "Rows trained on, counted from a series' start; else all before validation."),
            free(
                    "split.validation",
                    SCALAR,
                    "0",
                    "Fraction of a series' rows, number of rows, a length of time (30d) or a timestamp."),
            free("split.test", SCALAR, "0", "The same for the test span, which comes last."),
            free("split.embargo", INTEGER, "0", "Rows left out between the spans."),
            free("window.lookback", INTEGER, "", "Steps the network sees."),
            free("window.horizon", INTEGER, "1", "Steps it forecasts."),
            free("window.stride", INTEGER, "1", "Rows between neighbouring windows."),
            choice(
                    "window.normalize",
                    "What is taken out of each window.",
                    Normalizers.ALL.toArray(new Normalizer[0]),
                    Normalizer::text),
            free(
                    "network.layers",
                    TEXT,
                    "lstm(128), dense(ANSWERS)",
                    "The layers, such as \"lstm(50), dropout(0.2), dense(1)\"."),
            choice("training.task", "What the network is to answer.", Tasks.ALL.toArray(new Task[0]), Task::text),
            free("training.loss", TEXT, "by the task", "One of " + String.join(", ", Losses.examples()) + "."),
            free(
                    "training.classWeights",
                    WORD_OR_NUMBERS,
                    "none",
                    "What a window counts by its class: none, balanced, or a list such as [1, 3]."),
            free(
                    "training.optimizer",
                    TEXT,
                    "rmsprop",
                    "One of " + String.join(", ", Optimizers.names()) + ", with options: adam(beta1=0.9)."),
            free("training.learningRate", NUMBER, "0.001", "The learning rate, before any schedule."),
            free(
                    "training.schedule",
                    TEXT,
                    "constant",
                    "One of " + String.join(", ", Schedules.names()) + ", with options: cosine(floor=0.01)."),
            free("training.warmup", NUMBER, "0", "Epochs over which the learning rate rises from 0."),
            free("training.batchSize", INTEGER, "50", "Windows in one step of a shard."),
            free("training.epochs", INTEGER, "20", "Passes over the training windows."),
            free("training.seed", INTEGER, "42", "Initial values, order of windows and dropout come from it."),
            free(
                    "training.shards",
                    SCALAR,
                    "auto",
                    "Parts of the data that take their steps side by side. auto: as the work is worth (training.md)."),
            free("training.localSteps", SCALAR, "auto", "Steps of each shard between two averages."),
            choice("training.sync", "What the shards send to be averaged.", Sync.values(), Words::of),
            choice(
                    "training.optimizerState",
                    "What becomes of an optimizer's moments after a round.",
                    OptimizerState.values(),
                    Words::of),
            free("training.outer", TEXT, "average", "average, or nesterov(momentum=0.9, learningRate=0.7)."),
            free("training.clipNorm", NUMBER, "5.0", "Largest norm of a step's gradient; 0 clips nothing."),
            free("training.l2", NUMBER, "0", "Penalty on the squares of the kernels."),
            choice(
                    "training.regularize",
                    "In which epochs penalties and dropout act: all, or every second.",
                    Regularize.values(),
                    Words::of),
            new Key(
                    "training.initial",
                    TEXT,
                    "default",
                    "How parameters start; chrono spreads forget gates over the window's time scales.",
                    List.of("default", "chrono")),
            free("training.forgetBias", NUMBER, "1", "What an LSTM's forget gate biases start as."),
            free(
                    "training.earlyStopping.patience",
                    INTEGER,
                    "0",
                    "Epochs without improvement before training stops and takes the best; 0 never stops."),
            choice(
                    "training.math",
                    "fast takes each machine's best kernels; strict gives the same bits on any machine, at a third to"
                            + " half of the speed.",
                    Arithmetic.values(),
                    Words::of),
            free(
                    "training.checkpointEvery",
                    INTEGER,
                    "1",
                    "Rounds between two checkpoints of train; 0 writes none, and a killed run begins anew."),
            free(
                    "training.resume",
                    BOOLEAN,
                    "true",
                    "Whether train takes up a run of the same configuration and rows that was broken off."),
            free("evaluation.season", SCALAR, "auto", "Rows in a season, for seasonal-naive and mase."),
            free("evaluation.baselines", WORDS, Baselines.names().toString(), "What stands beside the scores."),
            free(
                    "evaluation.intervals",
                    INTEGERS,
                    "[]",
                    "Widths of prediction intervals in per cent, such as [80, 90]."),
            free(
                    "retrain.span",
                    SCALAR,
                    "everything",
                    "Newest part of every series that retrain learns from and scores: 365d, 2000 rows, a share, a"
                            + " time."),
            new Key(
                    "retrain.start",
                    TEXT,
                    "champion",
                    "Where the challenger's parameters start.",
                    List.of("champion", "fresh")),
            choice(
                    "retrain.measure",
                    "Which error decides, in repeat-last's.",
                    ChampionGate.Measure.values(),
                    ChampionGate.Measure::text),
            free(
                    "retrain.margin",
                    NUMBER,
                    "0.01",
                    "By what share the challenger's error must lie below the champion's to be promoted."),
            free("store.path", TEXT, "out/models", "Where models are published."),
            free("store.keep", INTEGER, "10", "Newest versions of a name that stay."),
            free(
                    "store.singleWriter",
                    BOOLEAN,
                    "false",
                    "true where no two jobs ever write the store at once: then any file system will do."),
            free("report.path", TEXT, "", "Where the HTML page is written besides the model."));

    private Schema() {}

    /** The constant of that word, which the key's check has let through. */
    public static <E extends Enum<E>> E chosen(E[] all, String word) {
        return Stream.of(all).filter(e -> Words.of(e).equals(word)).findFirst().orElseThrow();
    }

    /** The key of that path. */
    static Optional<Key> key(String path) {
        return KEYS.stream().filter(k -> k.path().equals(path)).findFirst();
    }

    /** Returns true if there are keys below the path. */
    static boolean isSection(String path) {
        return KEYS.stream().anyMatch(k -> k.path().startsWith(path + "."));
    }

    /** The key or section that a path mistyped most likely means: a neighbour's name, or the same name elsewhere. */
    static Optional<String> nearest(String path) {
        int dot = path.lastIndexOf('.');
        String section = path.substring(0, dot + 1);
        String name = path.substring(dot + 1);
        TreeSet<String> neighbours = new TreeSet<>();
        for (Key key : KEYS) {
            if (key.path().startsWith(section)) {
                neighbours.add(key.path().substring(section.length()).split("\\.", 2)[0]);
            }
        }
        Optional<String> elsewhere = KEYS.stream()
                .map(Key::path)
                .filter(p -> p.equalsIgnoreCase(name)
                        || p.toLowerCase(Locale.ROOT).endsWith("." + name.toLowerCase(Locale.ROOT)))
                .findFirst();
        return elsewhere
                .or(() -> Spelling.nearest(name, neighbours).map(n -> section + n))
                .or(() -> Spelling.nearest(path, KEYS.stream().map(Key::path).toList()));
    }

    /** The reference for a terminal, one block a section. */
    public static String text() {
        int width = KEYS.stream().mapToInt(k -> k.path().length()).max().orElseThrow();
        StringBuilder all = new StringBuilder("seiche {   # HOCON; keys as written after --set, too\n");
        for (Key key : KEYS) {
            String unset = key.unset().isEmpty() ? "" : " [" + key.unset() + "]";
            String pad = " ".repeat(width - key.path().length());
            all.append("  ")
                    .append(key.path())
                    .append(pad)
                    .append("  ")
                    .append(key.meaning())
                    .append(unset);
            all.append('\n');
        }
        return all.append("}\n").toString();
    }

    /** The reference for a page, a Markdown table. */
    public static String table() {
        StringBuilder all = new StringBuilder("| key | unset | what |\n|---|---|---|\n");
        for (Key key : KEYS) {
            all.append("| `")
                    .append(key.path())
                    .append("` | ")
                    .append(key.unset())
                    .append(" | ");
            all.append(key.meaning()).append(" |\n");
        }
        return all.toString();
    }
}
