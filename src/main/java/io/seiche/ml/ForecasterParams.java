package io.seiche.ml;

import io.seiche.evaluation.EvaluationSpec;
import io.seiche.job.TrainingJob;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Duplicates;
import io.seiche.series.Frequency;
import io.seiche.series.Gaps;
import io.seiche.series.Missing;
import io.seiche.series.Normalizers;
import io.seiche.series.Scale;
import io.seiche.series.ScaleBy;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSpec;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.training.TrainingSpec;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The params of {@link RecurrentForecaster} with their words and defaults, and the job they describe. Values are checked
 * by the records they become, whose messages say what must be what.
 */
final class ForecasterParams implements Serializable {
    private static final long serialVersionUID = 1;

    private final Params owner;

    final Param<String> idCol;
    final Param<String> timeCol;
    final StringArrayParam targetCols;
    final StringArrayParam pastCols;
    final StringArrayParam futureCols;
    final StringArrayParam staticCols;
    final Param<String> predictionCol;
    final Param<String> frequency;
    final Param<String> gaps;
    final Param<String> duplicates;
    final Param<String> missing;
    final Param<String> targetTransform;
    final Param<String> scale;
    final Param<String> scaleBy;
    final Param<String> timeZone;
    final DoubleParam validation;
    final DoubleParam test;
    final IntParam lookback;
    final IntParam horizon;
    final IntParam stride;
    final Param<String> normalize;
    final Param<String> layers;
    final Param<String> loss;
    final Param<String> optimizer;
    final DoubleParam stepSize;
    final Param<String> schedule;
    final IntParam batchSize;
    final IntParam maxIter;
    final LongParam seed;
    final IntParam shards;
    final IntParam localSteps;
    final DoubleParam clipNorm;
    final DoubleParam regParam;
    final IntParam patience;

    ForecasterParams(Params owner) {
        this.owner = owner;
        TrainingSpec training = TrainingSpec.DEFAULT;
        SeriesSpec series = SeriesSpec.defaults();
        idCol = text("idCol", "column that tells series apart; empty where the table is one series", "");
        timeCol = text("timeCol", "column of times: dates, timestamps or whole numbers", "ds");
        targetCols = texts("targetCols", "columns that are forecast", "y");
        pastCols = texts("pastCols", "covariates known up to the row before the forecast");
        futureCols = texts("futureCols", "covariates known for the forecast rows too");
        staticCols = texts("staticCols", "covariates that are one number a series");
        predictionCol = text("predictionCol", "prediction column name", "prediction");
        frequency = text(
                "frequency",
                "auto, rows, or a step: 15min, 1h, 1d",
                series.frequency().text());
        gaps = text(
                "gaps",
                "steps without a row: break, error, forward-fill, interpolate, zero",
                series.gaps().text());
        duplicates = text(
                "duplicates",
                "rows of one time: error, first, last, mean",
                series.duplicates().text());
        missing = text(
                "missing",
                "missing values: error, drop, forward-fill, interpolate",
                series.missing().text());
        targetTransform = text(
                "targetTransform",
                "none, log, log1p, difference, return",
                series.transform().text());
        scale = text(
                "scale",
                "standard, minmax, robust, none; fitted on training rows",
                series.scale().text());
        scaleBy = text("scaleBy", "series or global", series.scaleBy().text());
        timeZone = text("timeZone", "where days begin", "UTC");
        validation = number("validation", "share of each series' rows that choose the epoch", 0);
        test = number("test", "share of each series' rows, the last ones, that are scored once", 0);
        lookback = whole("lookback", "rows the network sees", 50);
        horizon = whole("horizon", "rows it forecasts", 1);
        stride = whole("stride", "rows between neighbouring windows", 1);
        normalize = text("normalize", "taken out of each window: " + Normalizers.names(), "none");
        layers = text("layers", "the network, input to output", "lstm(50), dense(1)");
        loss = text("loss", "mse, mae, huber(d), quantile(q, ...), ...", training.loss());
        optimizer = text("optimizer", "sgd, rmsprop, adam, ... with options: adam(beta1=0.9)", training.optimizer());
        stepSize = number("stepSize", "the learning rate, before any schedule", training.learningRate());
        schedule = text("schedule", "constant, cosine, ... with options: cosine(floor=0.01)", training.schedule());
        batchSize = whole("batchSize", "windows in one step of a shard", training.batchSize());
        maxIter = whole("maxIter", "epochs: passes over the training windows (>= 1)", training.epochs());
        seed = new LongParam(owner, "seed", "random seed");
        owner.setDefault(seed, training.seed());
        shards = whole("shards", "parts that take their steps side by side; 0 chooses", training.shards());
        localSteps = whole("localSteps", "steps between two averages; 0 chooses", training.localSteps());
        clipNorm = number("clipNorm", "largest norm of a gradient; 0 clips nothing", training.clipNorm());
        regParam = number("regParam", "penalty on the squares of kernels (>= 0)", training.l2());
        patience = whole("patience", "epochs without improvement before training stops; 0 never", training.patience());
    }

    private Param<String> text(String name, String doc, String value) {
        Param<String> param = new Param<>(owner, name, doc);
        owner.setDefault(param, value);
        return param;
    }

    private StringArrayParam texts(String name, String doc, String... value) {
        StringArrayParam param = new StringArrayParam(owner, name, doc);
        owner.setDefault(param, value);
        return param;
    }

    private IntParam whole(String name, String doc, int value) {
        IntParam param = new IntParam(owner, name, doc);
        owner.setDefault(param, value);
        return param;
    }

    private DoubleParam number(String name, String doc, double value) {
        DoubleParam param = new DoubleParam(owner, name, doc);
        owner.setDefault(param, value);
        return param;
    }

    private <T> T get(Param<T> param) {
        return owner.getOrDefault(param);
    }

    private int get(IntParam param) {
        return (Integer) owner.getOrDefault(param);
    }

    private double get(DoubleParam param) {
        return (Double) owner.getOrDefault(param);
    }

    private List<String> get(StringArrayParam param) {
        return List.of(owner.getOrDefault(param));
    }

    /**
     * The job that the params describe.
     *
     * @throws IllegalArgumentException naming what does not fit
     */
    TrainingJob job() {
        Columns columns = new Columns(get(targetCols), get(pastCols), get(futureCols), get(staticCols));
        return new TrainingJob(
                owner.uid(),
                InputSpec.tall(null, get(idCol), get(timeCol), columns),
                new SeriesSpec(
                        Frequency.parse(get(frequency)),
                        Gaps.parse(get(gaps)),
                        Duplicates.parse(get(duplicates)),
                        Missing.parse(get(missing)),
                        Transform.parse(get(targetTransform)),
                        Scale.parse(get(scale)),
                        ScaleBy.parse(get(scaleBy)),
                        SeriesSpec.zone(get(timeZone))),
                SplitSpec.of(get(validation), get(test)),
                new WindowSpec(get(lookback), get(horizon), get(stride), Normalizers.parse(get(normalize))),
                new NetworkSpec(get(layers)),
                TrainingSpec.DEFAULT.toBuilder()
                        .loss(get(loss))
                        .optimizer(get(optimizer))
                        .learningRate(get(stepSize))
                        .schedule(get(schedule))
                        .batchSize(get(batchSize))
                        .epochs(get(maxIter))
                        .seed((Long) owner.getOrDefault(seed))
                        .shards(get(shards))
                        .localSteps(get(localSteps))
                        .clipNorm(get(clipNorm))
                        .l2(get(regParam))
                        .patience(get(patience))
                        .build(),
                EvaluationSpec.defaults());
    }
}
