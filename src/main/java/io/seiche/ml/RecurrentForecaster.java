package io.seiche.ml;

import io.seiche.job.TrainingOutcome;
import io.seiche.training.TrainingListener;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * A recurrent network over the series of a table, as an MLlib estimator. {@code explainParams} lists every param; those
 * MLlib has carry its names: {@code maxIter} is epochs, {@code stepSize} the learning rate, {@code regParam} the l2
 * penalty, {@code seed}, {@code predictionCol}.
 *
 * <p>The table is long: a row is one time of one series, in any order. The same rows, params and seed give the same
 * network, bit for bit, whatever the cluster.
 */
public final class RecurrentForecaster extends Estimator<RecurrentForecasterModel> implements DefaultParamsWritable {
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
        TrainingOutcome outcome;
        try {
            outcome = own.job().run(table.toDF(), TrainingListener.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        }
        RecurrentForecasterModel model = new RecurrentForecasterModel(uid, outcome.files());
        return copyValues(model, ParamMap.empty()).setParent(this);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return PredictionSchema.of(schema, own.job().input(), getOrDefault(own.predictionCol));
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
        return new Reader();
    }

    /** Takes uid and params from the metadata, not the class name: stages saved under a former name load too. */
    private static final class Reader extends MLReader<RecurrentForecaster> {
        @Override
        public RecurrentForecaster load(String path) {
            DefaultParamsReader.Metadata metadata = DefaultParamsReader.loadMetadata(path, sparkSession());
            RecurrentForecaster forecaster = new RecurrentForecaster(metadata.uid());
            metadata.getAndSetParams(forecaster, Option.empty());
            return forecaster;
        }
    }

    private <T> RecurrentForecaster with(Param<T> param, T value) {
        set(param, value);
        return this;
    }

    /** Column that identifies the series; empty, the default, if the table is one series. */
    public Param<String> idCol() {
        return own.idCol;
    }

    /** Sets {@link #idCol}. */
    public RecurrentForecaster setIdCol(String value) {
        return with(own.idCol, value);
    }

    /** Column of times: dates, timestamps or whole numbers; {@code ds}. */
    public Param<String> timeCol() {
        return own.timeCol;
    }

    /** Sets {@link #timeCol}. */
    public RecurrentForecaster setTimeCol(String value) {
        return with(own.timeCol, value);
    }

    /** Columns that are forecast; {@code y}. */
    public StringArrayParam targetCols() {
        return own.targetCols;
    }

    /** Sets {@link #targetCols}. */
    public RecurrentForecaster setTargetCols(String... value) {
        return with(own.targetCols, value);
    }

    /** Covariates known up to the row before the forecast; none. */
    public StringArrayParam pastCols() {
        return own.pastCols;
    }

    /** Sets {@link #pastCols}. */
    public RecurrentForecaster setPastCols(String... value) {
        return with(own.pastCols, value);
    }

    /** Covariates known for the forecast rows too; none. */
    public StringArrayParam futureCols() {
        return own.futureCols;
    }

    /** Sets {@link #futureCols}. */
    public RecurrentForecaster setFutureCols(String... value) {
        return with(own.futureCols, value);
    }

    /** Covariates that are one number a series; none. */
    public StringArrayParam staticCols() {
        return own.staticCols;
    }

    /** Sets {@link #staticCols}. */
    public RecurrentForecaster setStaticCols(String... value) {
        return with(own.staticCols, value);
    }

    /** Column of forecasts that {@code transform} adds; {@code prediction}. */
    public Param<String> predictionCol() {
        return own.predictionCol;
    }

    /** Sets {@link #predictionCol}. */
    public RecurrentForecaster setPredictionCol(String value) {
        return with(own.predictionCol, value);
    }

    /** Distance from row to row: {@code auto}, {@code rows} or a step such as {@code 15min}. */
    public Param<String> frequency() {
        return own.frequency;
    }

    /** Sets {@link #frequency}. */
    public RecurrentForecaster setFrequency(String value) {
        return with(own.frequency, value);
    }

    /** Policy for steps without a row; default {@code break}. */
    public Param<String> gaps() {
        return own.gaps;
    }

    /** Sets {@link #gaps}. */
    public RecurrentForecaster setGaps(String value) {
        return with(own.gaps, value);
    }

    /** Policy for several rows with the same time; default {@code error}. */
    public Param<String> duplicates() {
        return own.duplicates;
    }

    /** Sets {@link #duplicates}. */
    public RecurrentForecaster setDuplicates(String value) {
        return with(own.duplicates, value);
    }

    /** Policy for missing values; default {@code error}. */
    public Param<String> missing() {
        return own.missing;
    }

    /** Sets {@link #missing}. */
    public RecurrentForecaster setMissing(String value) {
        return with(own.missing, value);
    }

    /** Transform of the targets before scaling; default {@code none}. */
    public Param<String> targetTransform() {
        return own.targetTransform;
    }

    /** Sets {@link #targetTransform}. */
    public RecurrentForecaster setTargetTransform(String value) {
        return with(own.targetTransform, value);
    }

    /** Scaling method of columns, fitted on training rows; default {@code standard}. */
    public Param<String> scale() {
        return own.scale;
    }

    /** Sets {@link #scale}. */
    public RecurrentForecaster setScale(String value) {
        return with(own.scale, value);
    }

    /** Scope of a scaler: {@code series} or {@code global}. */
    public Param<String> scaleBy() {
        return own.scaleBy;
    }

    /** Sets {@link #scaleBy}. */
    public RecurrentForecaster setScaleBy(String value) {
        return with(own.scaleBy, value);
    }

    /** Time zone of days; default {@code UTC}. */
    public Param<String> timeZone() {
        return own.timeZone;
    }

    /** Sets {@link #timeZone}. */
    public RecurrentForecaster setTimeZone(String value) {
        return with(own.timeZone, value);
    }

    /** Share of each series' rows that choose the epoch; 0. */
    public DoubleParam validation() {
        return own.validation;
    }

    /** Sets {@link #validation}. */
    public RecurrentForecaster setValidation(double value) {
        return with(own.validation, value);
    }

    /** Share of each series' rows, the last ones, that are only scored; 0. */
    public DoubleParam test() {
        return own.test;
    }

    /** Sets {@link #test}. */
    public RecurrentForecaster setTest(double value) {
        return with(own.test, value);
    }

    /** Rows the network sees; 50. */
    public IntParam lookback() {
        return own.lookback;
    }

    /** Sets {@link #lookback}. */
    public RecurrentForecaster setLookback(int value) {
        return with(own.lookback, value);
    }

    /** Rows it forecasts; 1. */
    public IntParam horizon() {
        return own.horizon;
    }

    /** Sets {@link #horizon}. */
    public RecurrentForecaster setHorizon(int value) {
        return with(own.horizon, value);
    }

    /** Rows between neighbouring windows; 1. */
    public IntParam stride() {
        return own.stride;
    }

    /** Sets {@link #stride}. */
    public RecurrentForecaster setStride(int value) {
        return with(own.stride, value);
    }

    /** Normaliser of each window; default {@code none}. */
    public Param<String> normalize() {
        return own.normalize;
    }

    /** Sets {@link #normalize}. */
    public RecurrentForecaster setNormalize(String value) {
        return with(own.normalize, value);
    }

    /** The network, input to output; {@code lstm(50), dense(1)}. */
    public Param<String> layers() {
        return own.layers;
    }

    /** Sets {@link #layers}. */
    public RecurrentForecaster setLayers(String value) {
        return with(own.layers, value);
    }

    /** Loss to minimise; default {@code mse}. */
    public Param<String> loss() {
        return own.loss;
    }

    /** Sets {@link #loss}. */
    public RecurrentForecaster setLoss(String value) {
        return with(own.loss, value);
    }

    /** Optimizer, options included; default {@code rmsprop}. */
    public Param<String> optimizer() {
        return own.optimizer;
    }

    /** Sets {@link #optimizer}. */
    public RecurrentForecaster setOptimizer(String value) {
        return with(own.optimizer, value);
    }

    /** The learning rate, before any schedule; 0.001. */
    public DoubleParam stepSize() {
        return own.stepSize;
    }

    /** Sets {@link #stepSize}. */
    public RecurrentForecaster setStepSize(double value) {
        return with(own.stepSize, value);
    }

    /** Schedule of the learning rate; default {@code constant}. */
    public Param<String> schedule() {
        return own.schedule;
    }

    /** Sets {@link #schedule}. */
    public RecurrentForecaster setSchedule(String value) {
        return with(own.schedule, value);
    }

    /** Windows in one step of a shard; 50. */
    public IntParam batchSize() {
        return own.batchSize;
    }

    /** Sets {@link #batchSize}. */
    public RecurrentForecaster setBatchSize(int value) {
        return with(own.batchSize, value);
    }

    /** Epochs: passes over the training windows; 20. */
    public IntParam maxIter() {
        return own.maxIter;
    }

    /** Sets {@link #maxIter}. */
    public RecurrentForecaster setMaxIter(int value) {
        return with(own.maxIter, value);
    }

    /** Initial values, order of windows and dropout come from it; 42. */
    public LongParam seed() {
        return own.seed;
    }

    /** Sets {@link #seed}. */
    public RecurrentForecaster setSeed(long value) {
        return with(own.seed, value);
    }

    /** Parts of the windows that take their steps side by side; 0, the default, chooses. */
    public IntParam shards() {
        return own.shards;
    }

    /** Sets {@link #shards}. */
    public RecurrentForecaster setShards(int value) {
        return with(own.shards, value);
    }

    /** Steps of a shard between two averages; 0, the default, chooses. */
    public IntParam localSteps() {
        return own.localSteps;
    }

    /** Sets {@link #localSteps}. */
    public RecurrentForecaster setLocalSteps(int value) {
        return with(own.localSteps, value);
    }

    /** Largest norm of a step's gradient, 0 clips nothing; 5. */
    public DoubleParam clipNorm() {
        return own.clipNorm;
    }

    /** Sets {@link #clipNorm}. */
    public RecurrentForecaster setClipNorm(double value) {
        return with(own.clipNorm, value);
    }

    /** Penalty on the squares of kernels; 0. */
    public DoubleParam regParam() {
        return own.regParam;
    }

    /** Sets {@link #regParam}. */
    public RecurrentForecaster setRegParam(double value) {
        return with(own.regParam, value);
    }

    /** Epochs without improvement before training stops and takes the best; 0, the default, never stops. */
    public IntParam patience() {
        return own.patience;
    }

    /** Sets {@link #patience}. */
    public RecurrentForecaster setPatience(int value) {
        return with(own.patience, value);
    }
}
