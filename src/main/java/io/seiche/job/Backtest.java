package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.Keys;
import io.seiche.evaluation.BacktestScores;
import io.seiche.evaluation.Fallback;
import io.seiche.evaluation.baselines.Baseline;
import io.seiche.job.OriginForecasts.FittedModel;
import io.seiche.job.OriginForecasts.Group;
import io.seiche.loss.Answers;
import io.seiche.model.Model;
import io.seiche.series.DataException;
import io.seiche.series.DataFacts;
import io.seiche.series.OriginWindow;
import io.seiche.series.Span;
import io.seiche.series.SplitSize;
import io.seiche.series.SplitSpec;
import io.seiche.series.TimeAxis;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.OutputTimes;
import io.seiche.table.TableData;
import io.seiche.table.TableReader;
import io.seiche.task.Scored;
import io.seiche.text.Refusal;
import io.seiche.text.Words;
import io.seiche.training.Shards;
import io.seiche.training.TrainingListener;
import io.seiche.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Forecasts from rolling origins, each scored on the rows after it. The table is read and shuffled once. At each origin its
 * series are prepared as if they ended there: values that policies fill in, scales, intervals and baselines come from rows
 * before the cutoff. Origins are Spark jobs side by side, and so are the series of an origin. Series that policies refuse are
 * not trained on and have no forecast of the model.
 *
 * @param origins number and distance of the origins
 * @param refit the origins at which the network is trained
 * @param job table, windows and evaluation; the training, unless {@code refit} is {@link Refit#NONE}. Its split says how
 *     many rows before an origin are for validation; its test span is not used
 * @param model the model that forecasts with {@link Refit#NONE}; else empty
 * @param fallback forecaster of a series that the model cannot forecast at an origin; its baseline is scored beside the model
 */
public record Backtest(Origins origins, Refit refit, TrainingJob job, Optional<Model> model, Fallback fallback) {
    /** Groups of series that are forecast side by side; fixed, so that sums do not depend on the machine. */
    private static final int GROUPS = 16;

    /** The trainings of a backtest. */
    public enum Refit {
        /** None: a stored model forecasts. */
        NONE,
        /** One, on the rows before the first origin. */
        ONCE,
        /** One before each origin, on the rows before it. */
        EVERY
    }

    /**
     * The origins: positions in each series, counted from its end.
     *
     * @param windows number of origins
     * @param step rows from one origin to the next
     */
    public record Origins(int windows, int step) {
        public Origins {
            if (windows < 1) {
                throw new IllegalArgumentException("--windows must be 1 or more, was " + windows);
            }
            if (step < 1) {
                throw new IllegalArgumentException("--step must be 1 row or more, was " + step);
            }
        }

        /** Rows of a series after an origin, numbered from 0. */
        public int rowsAfter(int origin, int horizon) {
            return Math.addExact(Math.multiplyExact(windows - 1 - origin, step), Math.max(step, horizon));
        }
    }

    /**
     * Checks that the job can be backtested.
     *
     * @throws IllegalArgumentException naming what to change
     */
    public Backtest {
        job.training().task().checkBacktesting();
        SplitSize train = job.split().train();
        if (train instanceof SplitSize.Rows || train instanceof SplitSize.Fraction) {
            throw Refusal.of(
                    "split.train",
                    "must not be a size in a backtest, which trains on all rows before validation; leave it out, or give the"
                            + " time from which rows are trained on");
        }
        if (model.isPresent() != (refit == Refit.NONE)) {
            throw new IllegalArgumentException(
                    refit == Refit.NONE
                            ? "--refit none must be given a MODEL to forecast with; name one, or set --refit once"
                            : "--refit " + Words.of(refit)
                                    + " trains a network, so that no MODEL must be given; leave it out, or set --refit none");
        }
        origins.rowsAfter(0, job.windows().horizon());
        Optional<Baseline> beside = fallback.baseline();
        job = beside.isPresent() ? job.with(job.evaluation().with(beside.get())) : job;
    }

    /**
     * The backtest that a configuration describes, with trainings.
     *
     * @param step null for the horizon
     */
    public static Backtest of(Configuration configuration, int windows, Integer step, Refit refit) {
        configuration.task().checkBacktesting();
        return of(configuration, TrainingJob.of(configuration), windows, step, refit, Optional.empty());
    }

    /** The backtest of a stored model. */
    public static Backtest of(Configuration configuration, int windows, Integer step, Model model) {
        model.task().checkBacktesting();
        Configuration defaults = Configuration.of(Map.of(
                "training.task", model.task().text(),
                "training.loss", model.loss(),
                "training.seed", configuration.get(Keys.SEED)));
        InputSpec input = Forecasts.input(model, configuration.source())
                .times(configuration.timeFormat())
                .where(configuration.where());
        TrainingSpec training = defaults.training(model.only("a backtest").network(), input);
        TrainingJob job = configuration.placed(() -> new TrainingJob(
                model.name(),
                input,
                model.preparation().series(),
                configuration.split(),
                model.windows(),
                model.only("a backtest").network(),
                training,
                configuration.evaluation()));
        return of(configuration, job, windows, step, Refit.NONE, Optional.of(model));
    }

    private static Backtest of(
            Configuration configuration,
            TrainingJob job,
            int windows,
            Integer step,
            Refit refit,
            Optional<Model> model) {
        Origins origins = new Origins(windows, step == null ? job.windows().horizon() : step);
        SplitSpec split = configuration.given(Keys.VALIDATION)
                ? job.split()
                : validating(job.split(), origins.rowsAfter(0, job.windows().horizon()));
        return configuration.placed(
                () -> new Backtest(origins, refit, job.with(split), model, configuration.get(Keys.FALLBACK)));
    }

    /** As many rows for validation as for the origins. */
    private static SplitSpec validating(SplitSpec split, int rows) {
        return new SplitSpec(split.train(), new SplitSize.Rows(rows), split.test(), split.embargo());
    }

    /**
     * The scores at one origin.
     *
     * @param number of the origin, from 1
     * @param scores at it
     * @param trained the training before it; empty where an earlier model forecasts
     */
    public record Origin(int number, BacktestScores scores, Optional<TrainingOutcome> trained) {}

    /** The outcome of a backtest. Rows stay cached until it is closed. */
    public static final class BacktestOutcome implements AutoCloseable {
        private final DataFacts data;
        private final TimeAxis axis;
        private final List<Origin> origins;
        private final BacktestScores all;
        private final Set<String> notes;
        private final Dataset<Row> rows;
        private final List<JavaRDD<Group>> cached;

        private BacktestOutcome(Run run, List<Fold> folds, BacktestScores all) {
            this.data = run.data;
            this.axis = run.reader.axis();
            this.origins = folds.stream().map(Fold::origin).toList();
            this.all = all;
            Set<String> sentences = new LinkedHashSet<>();
            folds.forEach(fold -> sentences.addAll(fold.fitted().scorer().notes()));
            this.notes = Collections.unmodifiableSet(sentences);
            this.cached = folds.stream().map(Fold::groups).toList();
            this.rows = run.rows(cached);
        }

        /** Counts of the table at the first origin. */
        public DataFacts data() {
            return data;
        }

        /** The meaning of the times. */
        public TimeAxis axis() {
            return axis;
        }

        /** The origins, in order. */
        public List<Origin> origins() {
            return origins;
        }

        /** The scores of all origins together. */
        public BacktestScores scores() {
            return all;
        }

        /** Sentences for the reader of the scores. */
        public Set<String> notes() {
            return notes;
        }

        /**
         * The forecasts, a row for each series, origin, step and target: {@code unique_id, ds, cutoff, y, y_hat, y_hat_lo_80,
         * y_hat_hi_80, origin, step, fallback, reason}.
         */
        public Dataset<Row> rows() {
            return rows;
        }

        @Override
        public void close() {
            cached.forEach(groups -> groups.unpersist(false));
        }
    }

    /**
     * Reads the input's source and forecasts from every origin.
     *
     * @param listeners the listener of the training before an origin, by the origin's number from 1; trainings of several
     *     origins call from several threads
     * @throws DataException if the table cannot be used, or no series reaches the first origin
     * @throws io.seiche.training.DivergedException if a training leaves the finite numbers
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    public BacktestOutcome run(SparkSession spark, IntFunction<TrainingListener> listeners)
            throws InterruptedException {
        return run(spark, TableReader.open(spark, job.input(), job.series(), job.windows()), listeners);
    }

    /** The same on a Dataset in place of the input's source. */
    public BacktestOutcome run(Dataset<Row> table, IntFunction<TrainingListener> listeners)
            throws InterruptedException {
        TableReader reader = TableReader.open(table, job.input(), job.series(), job.windows());
        return run(table.sparkSession(), reader, listeners);
    }

    private BacktestOutcome run(SparkSession spark, TableReader reader, IntFunction<TrainingListener> listeners)
            throws InterruptedException {
        Run run = new Run(spark, reader);
        try {
            List<Fold> folds = run.folds(listeners);
            BacktestScores all = new BacktestScores(shape(reader.axis()));
            folds.forEach(fold -> all.merge(fold.origin().scores()));
            return new BacktestOutcome(run, folds, all);
        } catch (InterruptedException | RuntimeException failed) {
            run.cached.forEach(groups -> groups.unpersist(false));
            throw failed;
        }
    }

    private BacktestScores.Shape shape(TimeAxis axis) {
        return new BacktestScores.Shape(
                job.windows().horizon(),
                job.input().columns().targets().size(),
                job.evaluation().baselines().stream().map(Baseline::name).toList(),
                OriginForecasts.percents(job.evaluation().intervals(), answers()),
                job.training().passes().seed(),
                axis);
    }

    private Answers answers() {
        return Answers.of(
                job.training().task().loss(job.training().loss()),
                job.windows().horizon(),
                job.input().columns().targets().size());
    }

    /** Returns the split of the rows before an origin, numbered from 0: no row after it is left in a series. */
    SplitSpec before(int origin) {
        SplitSpec split = job.split();
        return new SplitSpec(split.train(), split.validation(), new SplitSize.Rows(split.embargo()), split.embargo())
                .withholding(origins.rowsAfter(origin, job.windows().horizon()));
    }

    /**
     * The work at one origin.
     *
     * @param origin its scores
     * @param fitted the model that forecasts, and what was fitted beside it
     * @param groups forecasts, in Spark's cache
     */
    private record Fold(Origin origin, FittedModel fitted, JavaRDD<Group> groups) {}

    /** A model fitted before an origin, sent to the executors, and its training. */
    private record OriginFit(FittedModel fitted, Broadcast<FittedModel> sent, Optional<TrainingOutcome> trained) {}

    /** One run over a table. */
    private final class Run {
        private final SparkSession spark;
        private final TableReader reader;
        private final Queue<JavaRDD<Group>> cached = new ConcurrentLinkedQueue<>();
        private volatile DataFacts data;

        Run(SparkSession spark, TableReader reader) {
            this.spark = spark;
            this.reader = reader;
        }

        /** Trains where that is due and forecasts every series from every origin. */
        List<Fold> folds(IntFunction<TrainingListener> listeners) throws InterruptedException {
            OriginFit first = fit(0, listeners);
            return SideBySide.run(IntStream.range(0, Backtest.this.origins.windows())
                    .<Callable<Fold>>mapToObj(origin -> () -> {
                        OriginFit own = origin == 0 || refit != Refit.EVERY ? first : fit(origin, listeners);
                        return forecast(origin, own);
                    })
                    .toList());
        }

        private OriginFit fit(int origin, IntFunction<TrainingListener> listeners) throws InterruptedException {
            try (TableData table = reader.readAccepted(before(origin))) {
                check(table.facts());
                data = origin == 0 ? table.facts() : data;
                if (model.isPresent()) {
                    FittedModel stored =
                            new FittedModel(model.get(), scored(table).scorer().orElseThrow());
                    return new OriginFit(stored, send(stored), Optional.empty());
                }
                JobData before = JobData.of(reader, table);
                TrainingOutcome outcome =
                        job.with(before(origin)).sized(before).run(before, listeners.apply(origin + 1));
                FittedModel fitted = new FittedModel(
                        outcome.model(), outcome.scored().scorer().orElseThrow());
                return new OriginFit(fitted, send(fitted), Optional.of(outcome));
            }
        }

        private Broadcast<FittedModel> send(FittedModel fitted) {
            return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(fitted);
        }

        private void check(DataFacts facts) {
            if (facts.windows(Span.TRAIN) > 0) {
                return;
            }
            WindowSpec windows = job.windows();
            int after = Backtest.this.origins.rowsAfter(0, windows.horizon());
            throw new DataException("no series has a training window before the first origin: " + after
                    + " rows are after it, and a window takes " + (windows.lookback() + windows.horizon())
                    + " rows before validation; set --windows or --step lower, or split.validation");
        }

        /** Fits intervals and baselines beside the stored model. */
        private Scored scored(TableData table) throws InterruptedException {
            JobData own = new JobData(
                    table, Vocabulary.NONE, JobData.onScales(spark, table, model.orElseThrow()), Optional.of(reader));
            try (Shards shards = job.shards(own)) {
                return ScoringJob.scored(model.orElseThrow(), job.evaluation(), table.facts(), shards);
            }
        }

        private Fold forecast(int origin, OriginFit fit) {
            int after = Backtest.this.origins.rowsAfter(origin, job.windows().horizon());
            SplitSpec split = new SplitSpec(null, SplitSize.NONE, new SplitSize.Rows(after), 0);
            var preparation = fit.fitted().model().preparation();
            JavaRDD<OriginWindow> windows = reader.origins(
                    split,
                    fit.fitted().scorer().season().length(),
                    preparation.sharedFit(),
                    preparation.columns().calendar(),
                    preparation.fitted().bySeries());
            JavaRDD<Group> forecast = windows.mapToPair(one ->
                            new Tuple2<>(Math.floorMod(one.window().series().hashCode(), GROUPS), one))
                    .partitionBy(new HashPartitioner(GROUPS))
                    .values()
                    .mapPartitions(new OriginForecasts(
                            fit.sent(),
                            shape(reader.axis()),
                            origin,
                            reader.axis(),
                            fallback,
                            job.evaluation().groups()))
                    .persist(StorageLevel.MEMORY_AND_DISK());
            cached.add(forecast);
            BacktestScores all = new BacktestScores(shape(reader.axis()));
            forecast.map(Group::scores).collect().forEach(all::merge);
            Optional<TrainingOutcome> own = origin == 0 || refit == Refit.EVERY ? fit.trained() : Optional.empty();
            return new Fold(new Origin(origin + 1, all, own), fit.fitted(), forecast);
        }

        private Dataset<Row> rows(List<JavaRDD<Group>> groups) {
            JavaRDD<Row> all = groups.stream()
                    .map(each -> each.flatMap(group -> group.rows().iterator()))
                    .reduce(JavaRDD::union)
                    .orElseThrow();
            StructType raw = schema();
            return spark.createDataFrame(all.coalesce(GROUPS), raw).select(shown(raw));
        }

        private StructType schema() {
            StructType schema = new StructType()
                    .add("unique_id", DataTypes.StringType, false)
                    .add("target", DataTypes.StringType, false)
                    .add("ds", DataTypes.LongType)
                    .add("cutoff", DataTypes.LongType)
                    .add("y", DataTypes.DoubleType)
                    .add("y_hat", DataTypes.DoubleType);
            for (int percent : shape(reader.axis()).percents()) {
                schema = schema.add("y_hat_lo_" + percent, DataTypes.DoubleType)
                        .add("y_hat_hi_" + percent, DataTypes.DoubleType);
            }
            return schema.add("origin", DataTypes.IntegerType, false)
                    .add("step", DataTypes.IntegerType, false)
                    .add("fallback", DataTypes.StringType)
                    .add("reason", DataTypes.StringType);
        }

        /** Times of the table's kind; the target only where there are several. */
        private Column[] shown(StructType raw) {
            List<Column> columns = new ArrayList<>();
            for (String name : raw.fieldNames()) {
                if (name.equals("ds") || name.equals("cutoff")) {
                    columns.add(OutputTimes.column(reader.axis(), name).as(name));
                } else if (!name.equals("target") || shape(reader.axis()).targets() > 1) {
                    columns.add(functions.col(name));
                }
            }
            return columns.toArray(new Column[0]);
        }
    }
}
