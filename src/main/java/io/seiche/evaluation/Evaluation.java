package io.seiche.evaluation;

import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.TableUnits;
import io.seiche.math.Grid;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Frequency;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import java.io.Serializable;
import java.util.Iterator;

/**
 * The data to score, known before any row is read. It is small and sent to every executor.
 *
 * @param spec season, baselines, intervals
 * @param windows the shape of the windows, as in training
 * @param columns the packed columns
 * @param frequency the distance from row to row
 * @param transform the transform applied to the targets before they were scaled
 * @param shards number of shards the chunks are divided into; bounds the memory of a fit on each
 * @param trainingWindows number of training windows; of very many, ridge reads only every n-th
 * @param validationWindows number of validation windows
 */
public record Evaluation(
        EvaluationSpec spec,
        WindowSpec windows,
        Columns columns,
        Frequency frequency,
        Transform transform,
        int shards,
        long trainingWindows,
        long validationWindows)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Returns the layout of a window's forecast, {@code [horizon][targets]}. */
    Grid values() {
        return units().values();
    }

    TableUnits units() {
        return setting().units();
    }

    /** The part of it that baselines are fitted with. */
    Baseline.Setting setting() {
        return new Baseline.Setting(windows, columns, transform, shards, trainingWindows);
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
}
