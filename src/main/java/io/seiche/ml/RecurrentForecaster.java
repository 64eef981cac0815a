package io.seiche.ml;

import io.seiche.configuration.Keys;
import io.seiche.job.TrainingJob;
import io.seiche.job.TrainingOutcome;
import io.seiche.training.TrainingListener;
import java.util.Map;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * A recurrent network over the series of a table, as an MLlib estimator. {@code explainParams} lists every param; those
 * MLlib has carry its names: {@code maxIter} is epochs, {@code stepSize} the learning rate, {@code regParam} the l2
 * penalty, {@code seed}, {@code predictionCol}.
 *
 * <p>The table is long: a row is one time of one series, in any order. The same rows, params and seed give the same
 * network, bit for bit, whatever the cluster.
 *
 * <p>{@code CrossValidator} and {@code TrainValidationSplit} draw rows at random, which tears every series apart: windows
 * are rare in such a fold, training knows rows after those that are forecast, and where no row has a full window gaps are
 * bridged by the last known row. {@link TimeSplit} takes the place of both, with folds in the order of time.
 */
public class RecurrentForecaster extends Estimator<RecurrentForecasterModel> implements DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private final String uid;
    private final ForecasterParams own;

    /** With defaults. */
    public RecurrentForecaster() {
        this(Identifiable$.MODULE$.randomUID("seiche"));
    }

    /** With defaults, under this name. */
    public RecurrentForecaster(String uid) {
        this.uid = uid;
        this.own = new ForecasterParams(this);
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * Trains on the table.
     *
     * @throws IllegalArgumentException if params do not fit together
     * @throws io.seiche.series.DataException if the table cannot be used
     * @throws io.seiche.training.DivergedException if training leaves the finite numbers
     */
    @Override
    public RecurrentForecasterModel fit(Dataset<?> table) {
        transformSchema(table.schema());
        TrainingOutcome outcome = ForecasterParams.reading(() -> {
            try {
                return own.job().run(table.toDF(), TrainingListener.NONE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("training was interrupted", e);
            }
        });
        RecurrentForecasterModel model = new RecurrentForecasterModel(uid, outcome.files());
        return copyValues(model, ParamMap.empty()).setParent(this);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        TrainingJob job = own.job();
        return PredictionSchema.of(schema, job.input(), job.training().task(), getOrDefault(own.predictionCol));
    }

    @Override
    public RecurrentForecaster copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** Reads what {@code write().save(path)} or {@code save(path)} wrote. */
    public static RecurrentForecaster load(String path) {
        return read().load(path);
    }

    /** The reader that pipelines use too. */
    public static MLReader<RecurrentForecaster> read() {
        return new ForecasterParams.ForecasterReader();
    }

    /** The params, one for each configuration key that makes sense for an estimator. */
    @Override
    public Param<?>[] params() {
        return own.all();
    }

    /**
     * Sets a param by its configuration key, so that every key has a setter.
     *
     * @param key such as {@code training.warmup}
     * @param value as a configuration writes it: {@code 1}, {@code true}, {@code [a, b]}, text
     * @throws IllegalArgumentException if there is no such key, an estimator has none of it, or the value cannot be one
     */
    public RecurrentForecaster setConfig(String key, String value) {
        own.set(key, value);
        return this;
    }

    /** Sets several params as {@link #setConfig(String, String)} does. */
    public RecurrentForecaster setConfig(Map<String, String> values) {
        values.forEach(own::set);
        return this;
    }

    private <T> RecurrentForecaster with(Param<T> param, T value) {
        set(param, value);
        return this;
    }

    /**
     * Rows without a full window before them in the model's {@code transform}: {@code skip}, the default,
     * leaves them out, {@code keep} keeps them with a null, {@code error} fails.
     */
    public Param<String> handleInvalid() {
        return own.handleInvalid;
    }

    /** Sets {@link #handleInvalid}. */
    public RecurrentForecaster setHandleInvalid(String value) {
        return with(handleInvalid(), value);
    }

    /** Column that identifies the series; empty, the default, if the table is one series. */
    public Param<String> idCol() {
        return own.text(Keys.ID);
    }

    /** Sets {@link #idCol}. */
    public RecurrentForecaster setIdCol(String value) {
        return with(idCol(), value);
    }

    /** Column of times: dates, timestamps or whole numbers; {@code ds}. */
    public Param<String> timeCol() {
        return own.text(Keys.TIME);
    }

    /** Sets {@link #timeCol}. */
    public RecurrentForecaster setTimeCol(String value) {
        return with(timeCol(), value);
    }

    /** Columns that are forecast; {@code y}. */
    public StringArrayParam targetCols() {
        return (StringArrayParam) own.of(Keys.TARGET);
    }

    /** Sets {@link #targetCols}. */
    public RecurrentForecaster setTargetCols(String... value) {
        return with(targetCols(), value);
    }

    /** Covariates known up to the row before the forecast; none. */
    public StringArrayParam pastCols() {
        return (StringArrayParam) own.of(Keys.PAST);
    }

    /** Sets {@link #pastCols}. */
    public RecurrentForecaster setPastCols(String... value) {
        return with(pastCols(), value);
    }

    /** Covariates known for the forecast rows too; none. */
    public StringArrayParam futureCols() {
        return (StringArrayParam) own.of(Keys.FUTURE);
    }

    /** Sets {@link #futureCols}. */
    public RecurrentForecaster setFutureCols(String... value) {
        return with(futureCols(), value);
    }

    /** Covariates that are one number per series; none. */
    public StringArrayParam staticCols() {
        return (StringArrayParam) own.of(Keys.STATIC);
    }

    /** Sets {@link #staticCols}. */
    public RecurrentForecaster setStaticCols(String... value) {
        return with(staticCols(), value);
    }

    /** Column of forecasts that {@code transform} adds; {@code prediction}. */
    public Param<String> predictionCol() {
        return own.predictionCol;
    }

    /** Sets {@link #predictionCol}. */
    public RecurrentForecaster setPredictionCol(String value) {
        return with(predictionCol(), value);
    }

    /** Distance from row to row: {@code auto}, {@code rows} or a step such as {@code 15min}. */
    public Param<String> frequency() {
        return own.text(Keys.FREQUENCY);
    }

    /** Sets {@link #frequency}. */
    public RecurrentForecaster setFrequency(String value) {
        return with(frequency(), value);
    }

    /** Policy for steps without a row; default {@code break}. */
    public Param<String> gaps() {
        return own.text(Keys.GAPS);
    }

    /** Sets {@link #gaps}. */
    public RecurrentForecaster setGaps(String value) {
        return with(gaps(), value);
    }

    /** Policy for several rows with the same time; default {@code error}. */
    public Param<String> duplicates() {
        return own.text(Keys.DUPLICATES);
    }

    /** Sets {@link #duplicates}. */
    public RecurrentForecaster setDuplicates(String value) {
        return with(duplicates(), value);
    }

    /** Policy for missing values; default {@code error}. */
    public Param<String> missing() {
        return own.text(Keys.MISSING);
    }

    /** Sets {@link #missing}. */
    public RecurrentForecaster setMissing(String value) {
        return with(missing(), value);
    }

    /** Transform of the targets before scaling; default {@code none}. */
    public Param<String> targetTransform() {
        return own.text(Keys.TRANSFORM);
    }

    /** Sets {@link #targetTransform}. */
    public RecurrentForecaster setTargetTransform(String value) {
        return with(targetTransform(), value);
    }

    /** Scaling method of columns, fitted on training rows; default {@code standard}. */
    public Param<String> scale() {
        return own.text(Keys.SCALE);
    }

    /** Sets {@link #scale}. */
    public RecurrentForecaster setScale(String value) {
        return with(scale(), value);
    }

    /** Scope of a scaler: {@code series} or {@code global}. */
    public Param<String> scaleBy() {
        return own.text(Keys.SCALE_BY);
    }

    /** Sets {@link #scaleBy}. */
    public RecurrentForecaster setScaleBy(String value) {
        return with(scaleBy(), value);
    }

    /** Time zone of days; default {@code UTC}. */
    public Param<String> timeZone() {
        return own.text(Keys.TIME_ZONE);
    }

    /** Sets {@link #timeZone}. */
    public RecurrentForecaster setTimeZone(String value) {
        return with(timeZone(), value);
    }

    /** Share of each series' rows that choose the epoch; 0. */
    public Param<String> validation() {
        return own.text(Keys.VALIDATION);
    }

    /** Sets {@link #validation}. */
    public RecurrentForecaster setValidation(double value) {
        return setValidation(Double.toString(value));
    }

    /** Sets {@link #validation}: a share, a number of rows, a length of time or a time. */
    public RecurrentForecaster setValidation(String value) {
        return with(validation(), value);
    }

    /** Share of each series' rows, the last ones, that are only scored; 0. */
    public Param<String> test() {
        return own.text(Keys.TEST);
    }

    /** Sets {@link #test}. */
    public RecurrentForecaster setTest(double value) {
        return setTest(Double.toString(value));
    }

    /** Sets {@link #test}: a share, a number of rows, a length of time or a time. */
    public RecurrentForecaster setTest(String value) {
        return with(test(), value);
    }

    /** Rows the network sees; 50. */
    public IntParam lookback() {
        return (IntParam) own.of(Keys.LOOKBACK);
    }

    /** Sets {@link #lookback}. */
    public RecurrentForecaster setLookback(int value) {
        return with(lookback(), value);
    }

    /** Rows it forecasts; 1. */
    public IntParam horizon() {
        return (IntParam) own.of(Keys.HORIZON);
    }

    /** Sets {@link #horizon}. */
    public RecurrentForecaster setHorizon(int value) {
        return with(horizon(), value);
    }

    /** Rows between neighbouring windows; 1. */
    public IntParam stride() {
        return (IntParam) own.of(Keys.STRIDE);
    }

    /** Sets {@link #stride}. */
    public RecurrentForecaster setStride(int value) {
        return with(stride(), value);
    }

    /** Normaliser of each window; default {@code none}. */
    public Param<String> normalize() {
        return own.text(Keys.NORMALIZE);
    }

    /** Sets {@link #normalize}. */
    public RecurrentForecaster setNormalize(String value) {
        return with(normalize(), value);
    }

    /** The layers of the network, input to output, such as {@code lstm(50), dense(1)}; unset, found on the table. */
    public Param<String> layers() {
        return own.text(Keys.LAYERS);
    }

    /** Sets {@link #layers}. */
    public RecurrentForecaster setLayers(String value) {
        return with(layers(), value);
    }

    /** Loss to minimise; default {@code mse}. */
    public Param<String> loss() {
        return own.text(Keys.LOSS);
    }

    /** Sets {@link #loss}. */
    public RecurrentForecaster setLoss(String value) {
        return with(loss(), value);
    }

    /** Optimizer, options included; default {@code rmsprop}. */
    public Param<String> optimizer() {
        return own.text(Keys.OPTIMIZER);
    }

    /** Sets {@link #optimizer}. */
    public RecurrentForecaster setOptimizer(String value) {
        return with(optimizer(), value);
    }

    /** The learning rate, before any schedule; 0.001. */
    public DoubleParam stepSize() {
        return (DoubleParam) own.of(Keys.LEARNING_RATE);
    }

    /** Sets {@link #stepSize}. */
    public RecurrentForecaster setStepSize(double value) {
        return with(stepSize(), value);
    }

    /** Schedule of the learning rate; default {@code constant}. */
    public Param<String> schedule() {
        return own.text(Keys.SCHEDULE);
    }

    /** Sets {@link #schedule}. */
    public RecurrentForecaster setSchedule(String value) {
        return with(schedule(), value);
    }

    /** Windows in one step of a shard; 50. */
    public IntParam batchSize() {
        return (IntParam) own.of(Keys.BATCH_SIZE);
    }

    /** Sets {@link #batchSize}. */
    public RecurrentForecaster setBatchSize(int value) {
        return with(batchSize(), value);
    }

    /** Epochs: passes over the training windows; 20. */
    public IntParam maxIter() {
        return (IntParam) own.of(Keys.EPOCHS);
    }

    /** Sets {@link #maxIter}. */
    public RecurrentForecaster setMaxIter(int value) {
        return with(maxIter(), value);
    }

    /** Initial values, order of windows and dropout come from it; 42. */
    public LongParam seed() {
        return (LongParam) own.of(Keys.SEED);
    }

    /** Sets {@link #seed}. */
    public RecurrentForecaster setSeed(long value) {
        return with(seed(), value);
    }

    /** Parts of the windows that take their steps side by side; 0, the default, chooses. */
    public Param<String> shards() {
        return own.text(Keys.SHARDS);
    }

    /** Sets {@link #shards}. */
    public RecurrentForecaster setShards(int value) {
        return with(shards(), value == 0 ? "auto" : Integer.toString(value));
    }

    /** Steps of a shard between two averages; 0, the default, chooses. */
    public Param<String> localSteps() {
        return own.text(Keys.LOCAL_STEPS);
    }

    /** Sets {@link #localSteps}. */
    public RecurrentForecaster setLocalSteps(int value) {
        return with(localSteps(), value == 0 ? "auto" : Integer.toString(value));
    }

    /** Largest norm of a step's gradient, 0 clips nothing; 5. */
    public DoubleParam clipNorm() {
        return (DoubleParam) own.of(Keys.CLIP_NORM);
    }

    /** Sets {@link #clipNorm}. */
    public RecurrentForecaster setClipNorm(double value) {
        return with(clipNorm(), value);
    }

    /** Penalty on the squares of kernels; 0. */
    public DoubleParam regParam() {
        return (DoubleParam) own.of(Keys.L2);
    }

    /** Sets {@link #regParam}. */
    public RecurrentForecaster setRegParam(double value) {
        return with(regParam(), value);
    }

    /** Epochs without improvement before training stops and takes the best; 0, the default, never stops. */
    public IntParam patience() {
        return (IntParam) own.of(Keys.PATIENCE);
    }

    /** Sets {@link #patience}. */
    public RecurrentForecaster setPatience(int value) {
        return with(patience(), value);
    }
}
