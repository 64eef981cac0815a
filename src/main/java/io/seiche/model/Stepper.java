package io.seiche.model;

import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Gaps;
import io.seiche.series.Missing;
import io.seiche.series.Normalizers;
import io.seiche.series.SeriesSpec;
import io.seiche.series.WindowSpec;
import io.seiche.task.ForecastReader;
import io.seiche.task.OutputRows;
import io.seiche.task.OutputRows.OutputRow;
import io.seiche.text.Refusal;
import java.util.List;

/**
 * Answers a series row by row with a model: each row advances what is carried by one step, in any JVM. From rest over
 * exactly the lookback's rows it comes to what {@link Predictor} answers of that window. Built where it is used, by one
 * thread; it owns buffers, and serves many series in turn.
 */
public final class Stepper {
    private final MemberNetworks network;
    private final Batch row;
    private final ForecastReader reader;
    private final OutputRows rows;
    private final Sequence answer;
    private final float[] carried;
    private boolean resting = true;

    /**
     * Ready to answer.
     *
     * @throws IllegalArgumentException if the model cannot go on from row to row, see {@link #check}
     */
    public Stepper(Model model) {
        check(model);
        network = model.build();
        reader =
                new ForecastReader(model.answers(), model.preparation().series().transform());
        rows = model.rows();
        row = new Batch(
                new WindowSpec(1, model.windows().horizon(), 1, Normalizers.NONE),
                model.preparation().columns());
        row.start(1);
        answer = new Sequence(new float[network.outputs()], 0, 1, network.outputs(), 1);
        carried = new float[network.carries()];
    }

    /**
     * Refuses models that need more than what came before a row.
     *
     * @throws IllegalArgumentException saying what of the model does not go
     */
    public static void check(Model model) {
        model.task().checkForecasting(model.name());
        for (Member member : model.members()) {
            if (member.network().readsWholeWindows()) {
                throw Refusal.of(
                        "network.layers",
                        "must read one row after the other to be answered row by row, but " + member.network() + " of "
                                + model.name()
                                + " reads each window as a whole; forecast it by windows, or train layers"
                                + " such as gru(64), dense(1)");
            }
            if (member.network().readsFuture()) {
                throw Refusal.of(
                        "network.layers",
                        "must read forward only to be answered row by row, but " + member.network()
                                + " of " + model.name()
                                + " reads each window from its end too; train it without bidirectional");
            }
        }
        if (!model.windows().normalize().equals(Normalizers.NONE)) {
            throw Refusal.of(
                            "window.normalize",
                            "must be none to be answered row by row, was "
                                    + model.windows().normalize().text() + " in " + model.name()
                                    + ", which shifts all rows of a window by rows still to come; train it with none and"
                                    + " series.transform = difference or return instead")
                    .with("series.transform");
        }
        SeriesSpec series = model.preparation().series();
        if (series.missing() == Missing.MASK || series.gaps() == Gaps.MASK) {
            String key = series.missing() == Missing.MASK ? "series.missing" : "series.gaps";
            throw Refusal.of(
                    key,
                    "must not be mask to be answered row by row, but is in " + model.name()
                            + ": the rows of the season before are not kept; train it with forward-fill");
        }
        if (model.preparation().columns().calendar().hasAge()) {
            throw Refusal.of(
                    "series.calendar",
                    "must not have age to be answered row by row, but has in " + model.name()
                            + ": the rows of a series before the first one of the stream are not known; train it without age");
        }
        if (!model.preparation().columns().future().isEmpty()) {
            throw Refusal.of(
                    "input.covariates.future",
                    "must be empty to be answered row by row, but "
                            + model.name() + " reads "
                            + String.join(", ", model.preparation().columns().future())
                            + " of rows still to come; train it without them");
        }
    }

    /** The next row begins a series. */
    public void rest() {
        resting = true;
    }

    /**
     * Continues from the state after an earlier row.
     *
     * @param from the state that {@link #carried} returned then
     */
    public void start(float[] from) {
        System.arraycopy(from, 0, carried, 0, carried.length);
        resting = false;
    }

    /** Returns the state carried after the row read last, valid until the next row is read; not to be modified. */
    public float[] carried() {
        return carried;
    }

    /** Reads a row of a chunk. */
    public void read(Chunk chunk, int at) {
        row.putInputs(0, chunk, at + 1);
        if (!resting) {
            network.start(carried);
        }
        Sequence y = network.forward(row.input());
        System.arraycopy(y.values(), y.offset(), answer.values(), 0, answer.stride());
        network.finish(carried);
        resting = false;
    }

    /**
     * Returns the forecast made after the row read last, in the table's units.
     *
     * @param chunk the row's
     * @param at the row's
     * @return {@code [target][horizon]}
     */
    public double[][] forecast(Chunk chunk, int at) {
        return reader.forecast(row, answer, 0, chunk, at + 1);
    }

    /**
     * Returns the rows of the model's {@link Model#rows} after the row read last.
     *
     * @param chunk the row's
     * @param at the row's
     */
    public List<OutputRow> rows(Chunk chunk, int at) {
        return rows.of(row, answer, 0, chunk, at + 1);
    }
}
