package io.seiche.evaluation;

import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.TableUnits;
import io.seiche.math.Grid;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Frequency;
import io.seiche.series.TimeAxis;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import java.io.Serializable;
import java.util.Iterator;

/**
 * The data to score, known before any row is read. It is small and sent to every executor.
 *
 * @param spec season, baselines, intervals
 * @param setting the windows, as in training, and the data that baselines are fitted on
 * @param frequency the distance from row to row
 * @param axis meaning of the times
 * @param validationWindows number of validation windows
 */
public record Evaluation(
        EvaluationSpec spec, Baseline.Setting setting, Frequency frequency, TimeAxis axis, long validationWindows)
        implements Serializable {
    private static final long serialVersionUID = 1;

    WindowSpec windows() {
        return setting.windows();
    }

    Columns columns() {
        return setting.columns();
    }

    Transform transform() {
        return setting.transform();
    }

    /** Returns the layout of a window's forecast, {@code [horizon][targets]}. */
    Grid values() {
        return units().values();
    }

    TableUnits units() {
        return setting.units();
    }

    /**
     * Reads one shard's training and validation windows. Runs on executors; merge the results in shard order.
     *
     * @param chunks the shard's chunks in order
     * @param forecaster the network, run here over the validation windows
     */
    public Calibration calibrate(Iterator<Chunk> chunks, Forecaster forecaster) {
        Calibration calibration = new Calibration(this);
        calibration.read(chunks, forecaster);
        return calibration;
    }

    /**
     * Reads one shard's validation windows. Runs on executors; merge the results in shard order.
     *
     * @param chunks the shard's chunks in order
     */
    public OriginErrors originErrors(Iterator<Chunk> chunks, Forecaster forecaster) {
        OriginErrors errors = new OriginErrors();
        errors.read(this, chunks, forecaster);
        return errors;
    }
}
