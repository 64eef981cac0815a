package io.seiche.model;

import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.task.ForecastReader;
import io.seiche.task.OutputRows.OutputRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Answers windows with a model, in any JVM: no Spark, no Hadoop. Built where it is used, by one thread; it owns
 * buffers.
 */
public final class Predictor {
    /** Windows answered at once: the kernels are near their best rate, and buffers stay small. */
    public static final int MOST = 256;

    private final Model model;
    private final MemberNetworks network;
    private final Batch batch;

    /** Ready to answer, on the calling thread. */
    public Predictor(Model model) {
        this(model, 1);
    }

    /**
     * Ready to answer.
     *
     * @param threads among which large batches are divided; they change no bit
     */
    public Predictor(Model model, int threads) {
        this.model = model;
        this.network = model.build(threads);
        this.batch = new Batch(model.windows(), model.preparation().columns());
    }

    /** Whose answers these are. */
    public Model model() {
        return model;
    }

    /**
     * Everything the network outputs for a batch, on the batch's own scale, valid until the next call.
     *
     * @return {@code [1][outputs][batch]}
     */
    public Sequence output(Batch windows) {
        return network.forward(windows.input());
    }

    /**
     * Point forecasts of windows in the table's units: window normalisation, scaler and transform undone.
     *
     * @param chunk of the windows
     * @param cutoffs offsets in the chunk of each window's first forecast row
     * @return {@code [window][target][horizon]}
     */
    public double[][][] forecast(Chunk chunk, List<Integer> cutoffs) {
        return forecast(Collections.nCopies(cutoffs.size(), chunk), cutoffs);
    }

    /**
     * The same of windows in different chunks.
     *
     * @param chunks the chunk of each window
     * @param cutoffs offset in its chunk of each window's first forecast row
     * @return {@code [window][target][horizon]}
     */
    public double[][][] forecast(List<Chunk> chunks, List<Integer> cutoffs) {
        ForecastReader reader =
                new ForecastReader(model.answers(), model.preparation().series().transform());
        return read(chunks, cutoffs, reader::forecast).toArray(double[][][]::new);
    }

    /**
     * The forecasts of windows in different chunks at every quantile level of the model's loss, in the table's units.
     *
     * @param chunks the chunk of each window
     * @param cutoffs offset in its chunk of each window's first forecast row
     * @return {@code [window][level][target][horizon]}, levels as in {@link io.seiche.loss.Answers#levels}
     */
    public List<double[][][]> quantiles(List<Chunk> chunks, List<Integer> cutoffs) {
        ForecastReader reader =
                new ForecastReader(model.answers(), model.preparation().series().transform());
        return read(chunks, cutoffs, reader::quantiles);
    }

    /** The point forecasts of one window, in the table's units: {@code [target][horizon]}. */
    public double[][] forecast(Chunk chunk, int cutoff) {
        return forecast(chunk, List.of(cutoff))[0];
    }

    /**
     * Returns the rows of windows in different chunks, by the model's {@link Model#rows}.
     *
     * @param chunks the chunk of each window
     * @param cutoffs offset in its chunk of each window's first forecast row
     * @return the rows of each window
     */
    public List<List<OutputRow>> rows(List<Chunk> chunks, List<Integer> cutoffs) {
        return read(chunks, cutoffs, model.rows()::of);
    }

    /** Reads the outputs of windows one by one. */
    private <T> List<T> read(List<Chunk> chunks, List<Integer> cutoffs, OutputReader<T> reader) {
        List<T> all = new ArrayList<>();
        for (int from = 0; from < cutoffs.size(); from += MOST) {
            int size = Math.min(MOST, cutoffs.size() - from);
            batch.start(size);
            for (int i = 0; i < size; i++) {
                batch.putInputs(i, chunks.get(from + i), cutoffs.get(from + i));
            }
            Sequence output = output(batch);
            for (int i = 0; i < size; i++) {
                all.add(reader.read(batch, output, i, chunks.get(from + i), cutoffs.get(from + i)));
            }
        }
        return all;
    }

    private interface OutputReader<T> {
        T read(Batch batch, Sequence output, int example, Chunk chunk, int cutoff);
    }
}
