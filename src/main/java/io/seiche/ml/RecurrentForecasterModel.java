package io.seiche.ml;

import io.seiche.job.Forecasts;
import io.seiche.job.HistoryCsv;
import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.store.ModelReference;
import io.seiche.store.StorageException;
import io.seiche.training.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * The model trained by a {@link RecurrentForecaster}. {@link #transform} adds to every row the forecast of that row's
 * target, made one step ahead from the rows before it; {@link #forecast} forecasts the rows after the table's end.
 *
 * <p>Saved, it is MLlib's metadata with a model directory {@code model/} inside, which the {@code seiche} command reads
 * as well.
 */
public final class RecurrentForecasterModel extends org.apache.spark.ml.Model<RecurrentForecasterModel>
        implements DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private static final String DIRECTORY = "model";
    private static final String METRICS = "metrics.json";

    private final String uid;
    private final Param<String> predictionCol;
    private final Param<String> handleInvalid;
    /** The model directory's files: small, so they travel and are copied as they are. */
    private final TreeMap<String, byte[]> files;

    private transient Model read;

    RecurrentForecasterModel(String uid, Map<String, byte[]> files) {
        this.uid = uid;
        this.files = new TreeMap<>(files);
        this.predictionCol = new Param<>(this, "predictionCol", "prediction column name");
        setDefault(predictionCol, "prediction");
        this.handleInvalid = InvalidRows.param(this);
        setDefault(handleInvalid, InvalidRows.SKIP);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Column of forecasts that {@link #transform} adds; {@code prediction}. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /** Sets {@link #predictionCol}. */
    public RecurrentForecasterModel setPredictionCol(String value) {
        set(predictionCol, value);
        return this;
    }

    /**
     * Rows without a full window before them in {@link #transform}: {@code skip}, the default, leaves them
     * out, {@code keep} keeps them with a null, {@code error} fails.
     */
    public Param<String> handleInvalid() {
        return handleInvalid;
    }

    /** Sets {@link #handleInvalid}. */
    public RecurrentForecasterModel setHandleInvalid(String value) {
        set(handleInvalid, value);
        return this;
    }

    /** The network with everything needed to forecast, for use without Spark too. */
    public synchronized Model model() {
        if (read == null) {
            read = ModelFormat.read(files);
        }
        return read;
    }

    /** Returns the history of training by epoch. */
    public List<History.Epoch> history() {
        return HistoryCsv.read(files.get(HistoryCsv.FILE));
    }

    /** Returns the counts of the data, the history of training and the scores, as the JSON of metrics.json. */
    public String metrics() {
        return new String(files.get(METRICS), StandardCharsets.UTF_8);
    }

    /**
     * Adds the forecast of each row's own target, made from the rows before it; {@link #handleInvalid} says what becomes
     * of rows where those make no full window (and, with future covariates, where fewer than horizon - 1 rows follow). A
     * number, or of several targets an array. Rows are checked and cleaned as in training; their order may change. If
     * gaps leave no row a full window, as in a random fold, they are bridged by the last known row.
     */
    @Override
    public Dataset<Row> transform(Dataset<?> table) {
        if (Forecasts.input(model(), null).isWide()) {
            throw new IllegalArgumentException(
                    "wide must be false for transform: a row of a wide table holds a value of"
                            + " every series, so that there is no one forecast beside it; use forecast(table)");
        }
        transformSchema(table.schema());
        String prediction = getOrDefault(predictionCol);
        return ForecasterParams.reading(() -> InvalidRows.handled(
                RowForecasts.beside(table.toDF(), model(), prediction), prediction, getOrDefault(handleInvalid)));
    }

    /**
     * The next horizon rows of every series: {@code unique_id, ds, cutoff, y_hat}. Series that cannot be continued are
     * left out; {@link Forecasts#of} names them.
     */
    public Dataset<Row> forecast(Dataset<?> table) {
        // Closed at once, since there is no later opportunity; data that is needed again is read again.
        return ForecasterParams.reading(() -> {
            try (Forecasts forecasts = Forecasts.of(model(), table.toDF())) {
                return forecasts.rows();
            }
        });
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return PredictionSchema.of(schema, Forecasts.input(model(), null), model().task(), getOrDefault(predictionCol));
    }

    @Override
    public RecurrentForecasterModel copy(ParamMap extra) {
        return copyValues(new RecurrentForecasterModel(uid, files), extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new Writer();
    }

    private MLWriter metadata() {
        return DefaultParamsWritable.super.write();
    }

    /** Reads what {@code save(path)} wrote. */
    public static RecurrentForecasterModel load(String path) {
        return read().load(path);
    }

    /** The reader that pipelines use too. */
    public static MLReader<RecurrentForecasterModel> read() {
        return new ForecasterModelReader();
    }

    private final class Writer extends MLWriter {
        @Override
        public void saveImpl(String path) {
            try {
                metadata().session(sparkSession()).save(path);
                Path directory = new Path(path, DIRECTORY);
                FileSystem fileSystem = directory.getFileSystem(sc().hadoopConfiguration());
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    try (FSDataOutputStream out = fileSystem.create(new Path(directory, file.getKey()), true)) {
                        out.write(file.getValue());
                    }
                }
            } catch (IOException e) {
                throw new StorageException(
                        "cannot write " + path + ": " + e.getMessage() + "; save to a directory that can be written",
                        e);
            }
        }
    }

    /** Takes uid and params from the metadata, not the class name: stages saved under a former name load too. */
    private static final class ForecasterModelReader extends MLReader<RecurrentForecasterModel> {
        @Override
        public RecurrentForecasterModel load(String path) {
            DefaultParamsReader.Metadata metadata = DefaultParamsReader.loadMetadata(path, sparkSession());
            SortedMap<String, byte[]> files = new ModelReference(path + "/" + DIRECTORY)
                    .open(sc().hadoopConfiguration())
                    .files();
            RecurrentForecasterModel model = new RecurrentForecasterModel(metadata.uid(), files);
            metadata.getAndSetParams(model, Option.empty());
            return model;
        }
    }
}
