package io.seiche.configuration;

import io.seiche.cell.Initial;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Duplicates;
import io.seiche.series.Frequency;
import io.seiche.series.Gaps;
import io.seiche.series.Label;
import io.seiche.series.Missing;
import io.seiche.series.Normalizers;
import io.seiche.series.Scale;
import io.seiche.series.ScaleBy;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSize;
import io.seiche.series.SplitSpec;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import io.seiche.store.StoreSpec;
import io.seiche.table.FileFormat;
import io.seiche.table.InputSpec;
import io.seiche.table.Source;
import io.seiche.table.TextFiles;
import io.seiche.task.Task;
import io.seiche.task.Tasks;
import io.seiche.text.Refusal;
import io.seiche.training.ClassWeights;
import io.seiche.training.TrainingSpec;
import io.seiche.training.TrainingSpec.Arithmetic;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Regularize;
import io.seiche.training.TrainingSpec.Sync;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Creates the records of other packages from a configuration. The refusal of a record is reported with the place of the
 * key that its message names.
 */
public final class Specs {
    private final Configuration configuration;

    public Specs(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The model's name. */
    public String name() {
        return configuration.required("name");
    }

    /** The block {@code input}. */
    public InputSpec input() {
        return told(() -> {
            Source source = source();
            if (source.format().equals(FileFormat.TEXT.text())) {
                return text(source);
            }
            String time = configuration.required("input.time");
            List<String> past = configuration.words("input.covariates.past");
            List<String> future = configuration.words("input.covariates.future");
            List<String> statics = configuration.words("input.covariates.static");
            boolean wide = configuration.isList("input.wide") || configuration.isTrue("input.wide");
            List<String> targets = configuration.words("input.target");
            Label label = Label.parse(text("input.label", ""));
            if (!wide) {
                configuration.required("input.target");
                return InputSpec.tall(
                                source, text("input.id", ""), time, new Columns(targets, past, future, statics, label))
                        .where(where());
            }
            refuseWithWide("input.id");
            refuseWithWide("input.target");
            refuseWithWide("input.covariates.static");
            List<String> series = configuration.isList("input.wide") ? configuration.words("input.wide") : List.of();
            InputSpec wides = InputSpec.wide(source, time, series, past, future).where(where());
            return wides.with(wides.columns().with(label));
        });
    }

    /** Text files bring their own columns; each can be named all the same. */
    private InputSpec text(Source source) {
        List<String> item =
                configuration.given("input.target") ? configuration.words("input.target") : List.of(TextFiles.ITEM);
        return InputSpec.tall(
                        source,
                        text("input.id", TextFiles.ID),
                        text("input.time", TextFiles.TIME),
                        new Columns(item, List.of(), List.of(), List.of()))
                .where(where());
    }

    /** Returns the source of the table. */
    public Source source() {
        return told(() -> Source.of(
                text("input.path", ""),
                text("input.table", ""),
                text("input.sql", ""),
                text("input.format", ""),
                configuration.options("input.options")));
    }

    /** The condition on rows. */
    public String where() {
        return text("input.where", "");
    }

    private void refuseWithWide(String key) {
        configuration.place(key).ifPresent(place -> {
            throw new ConfigurationException(place + ": " + key + " has no meaning with input.wide: each column is a"
                    + " series, named like the column; to choose them, set input.wide to a list of columns");
        });
    }

    /** The block {@code series}. */
    public SeriesSpec series() {
        refuseMeaningless("series.");
        return told(() -> task().series(new SeriesSpec(
                Frequency.parse(text("series.frequency", "auto")),
                Gaps.parse(text("series.gaps", "break")),
                Duplicates.parse(text("series.duplicates", "error")),
                Missing.parse(text("series.missing", "error")),
                Transform.parse(text("series.transform", "none")),
                Scale.parse(text("series.scale", "standard")),
                ScaleBy.parse(text("series.scaleBy", "series")),
                SeriesSpec.zone(text("series.timeZone", "UTC")))));
    }

    /** Refuses keys of a block that have no meaning with the task. */
    private void refuseMeaningless(String block) {
        Task task = task();
        new TreeMap<>(task.meaningless()).forEach((key, reason) -> configuration
                .place(key)
                .filter(place -> key.startsWith(block))
                .ifPresent(place -> {
                    throw new ConfigurationException(
                            place + ": " + key + " has no meaning with training.task = " + task.text() + ": " + reason);
                }));
    }

    /** The block {@code split}. */
    public SplitSpec split() {
        return told(() -> new SplitSpec(
                configuration
                        .text("split.train")
                        .map(t -> SplitSize.parse("split.train", t))
                        .orElse(null),
                SplitSize.parse("split.validation", text("split.validation", "0")),
                SplitSize.parse("split.test", text("split.test", "0")),
                configuration.size("split.embargo", 0)));
    }

    /** The block {@code window}. */
    public WindowSpec window() {
        return told(() -> {
            configuration.required("window.lookback");
            refuseMeaningless("window.");
            return task().windows(new WindowSpec(
                    configuration.size("window.lookback", 0),
                    configuration.size("window.horizon", 1),
                    configuration.size("window.stride", 1),
                    Normalizers.parse(text("window.normalize", "none"))));
        });
    }

    /** The block {@code network}, and how its parameters start. */
    public NetworkSpec network() {
        return told(() -> {
            Initial initial = new Initial(
                    text("training.initial", "default").equals("chrono"),
                    configuration.number("training.forgetBias", Initial.DEFAULT.forgetBias()));
            String layers = layers();
            return Refusal.in("network.layers", () -> new NetworkSpec(layers, initial));
        });
    }

    /** Returns the task of the network. */
    public Task task() {
        return Tasks.parse(text("training.task", TrainingSpec.DEFAULT.task().text()));
    }

    private String layers() {
        return configuration.text("network.layers").orElseGet(() -> task().usualLayers(
                        window(), input().columns(), text("training.loss", "")));
    }

    private String loss() {
        return configuration.text("training.loss").orElseGet(() -> task().usualLoss(outputs()));
    }

    private ClassWeights classWeights() {
        return configuration.isList("training.classWeights")
                ? ClassWeights.of(configuration.numbers("training.classWeights"))
                : ClassWeights.parse(text("training.classWeights", "none"));
    }

    private int outputs() {
        return network().sized(1).outputs(input().columns().inputs());
    }

    /** The block {@code training}. */
    public TrainingSpec training() {
        TrainingSpec unset = TrainingSpec.DEFAULT;
        return told(() -> new TrainingSpec(
                task(),
                loss(),
                classWeights(),
                text("training.optimizer", unset.optimizer()),
                configuration.number("training.learningRate", unset.learningRate()),
                text("training.schedule", unset.schedule()),
                configuration.number("training.warmup", unset.warmup()),
                configuration.size("training.batchSize", unset.batchSize()),
                configuration.size("training.epochs", unset.epochs()),
                configuration.integer("training.seed", unset.seed()),
                TrainingSpec.countOrAuto("shards", text("training.shards", "auto")),
                TrainingSpec.countOrAuto("localSteps", text("training.localSteps", "auto")),
                Schema.chosen(Sync.values(), text("training.sync", "parameters")),
                Schema.chosen(OptimizerState.values(), text("training.optimizerState", "average")),
                text("training.outer", unset.outer()),
                configuration.number("training.clipNorm", unset.clipNorm()),
                configuration.number("training.l2", unset.l2()),
                Schema.chosen(Regularize.values(), text("training.regularize", "always")),
                configuration.size("training.earlyStopping.patience", unset.patience()),
                Schema.chosen(Arithmetic.values(), text("training.math", "fast"))));
    }

    /** The block {@code evaluation}. */
    public EvaluationSpec evaluation() {
        refuseMeaningless("evaluation.");
        List<String> baselines = configuration.given("evaluation.baselines")
                ? configuration.words("evaluation.baselines")
                : Baselines.names();
        return told(() -> EvaluationSpec.of(
                text("evaluation.season", "auto"), baselines, configuration.integers("evaluation.intervals")));
    }

    /** The block {@code store}. */
    public StoreSpec store() {
        return told(() -> new StoreSpec(
                text("store.path", "out/models"),
                configuration.size("store.keep", 10),
                configuration.isTrue("store.singleWriter")));
    }

    private String text(String key, String unset) {
        return configuration.text(key, unset);
    }

    /** The values as given. */
    public Configuration given() {
        return configuration;
    }

    /** Returns what the maker makes; a refusal in it is reported with the place where its key was given. */
    public <T> T told(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (Refusal refused) {
            throw configuration.placed(refused);
        }
    }
}
