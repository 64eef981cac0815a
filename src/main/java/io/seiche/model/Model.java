package io.seiche.model;

import io.seiche.loss.Answers;
import io.seiche.network.Layout;
import io.seiche.network.Network;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.Task;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained network with everything needed to forecast from the rows of a table.
 *
 * @param name what it is called
 * @param task what it answers
 * @param vocabulary the items it reads and answers; {@link Vocabulary#NONE} for other tasks
 * @param network its layers
 * @param loss what it was trained to make small, as the configuration writes it: how its answers are to be read
 * @param windows the shape of the windows
 * @param preparation how rows become what it reads
 * @param intervals half the width of prediction intervals by their per cent, step by step: {@code [horizon]}, on the
 *     standardised scale; may be empty
 * @param lineage how it came to be, by dotted names: {@code training.seed}, {@code data.rows}, {@code software.java}
 * @param parameters in the order of the network's layout; not copied, and not to be changed
 */
public record Model(
        String name,
        Task task,
        Vocabulary vocabulary,
        NetworkSpec network,
        String loss,
        WindowSpec windows,
        Preparation preparation,
        SortedMap<Integer, double[]> intervals,
        SortedMap<String, String> lineage,
        float[] parameters)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * Checks that the parts belong together.
     *
     * @throws IllegalArgumentException naming the parts that do not
     */
    public Model {
        intervals = Collections.unmodifiableSortedMap(new TreeMap<>(intervals));
        lineage = Collections.unmodifiableSortedMap(new TreeMap<>(lineage));
        int inputs = preparation.columns().inputs();
        int wanted = network.parameters(inputs);
        if (wanted != parameters.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "model file has %,d parameters but %s on %d inputs needs %,d; it was saved by another network",
                    parameters.length,
                    network,
                    inputs,
                    wanted));
        }
        int outputs = network.outputs(inputs);
        task.check(network, outputs, windows, preparation.columns(), task.loss(loss));
        if (task.readsItems() && outputs != vocabulary.answers()) {
            throw new IllegalArgumentException(network + " answers " + outputs + " numbers, but the vocabulary has "
                    + vocabulary.answers() + ", unknown items included");
        }
        for (Map.Entry<Integer, double[]> interval : intervals.entrySet()) {
            if (interval.getValue().length != windows.horizon()
                    || !Arrays.stream(interval.getValue()).allMatch(width -> width >= 0 && Double.isFinite(width))) {
                throw new IllegalArgumentException("the " + interval.getKey() + " % interval must have "
                        + windows.horizon() + " widths of 0 or more, had " + Arrays.toString(interval.getValue()));
            }
        }
    }

    /** The parameters by name and shape. */
    Layout layout() {
        return network.layout(preparation.columns().inputs());
    }

    /** The network itself, with buffers of its own: one for each thread. */
    Network build() {
        return network.build(preparation.columns().inputs(), windows.lookback());
    }

    /** Shape and meaning of the numbers its network outputs. */
    Answers answers() {
        return Answers.of(
                task.loss(loss),
                windows.horizon(),
                preparation.columns().targets().size());
    }

    /** SHA-256 of its model.json, which names its parameters' digest too: the same model in all it does, the same hash. */
    public String identity() {
        return Sha256.of(ModelFormat.write(this).get(ModelFormat.DESCRIPTION));
    }

    /** SHA-256 of its model.safetensors: the same parameters in the same layout, the same hash. */
    public String sha256() {
        return Sha256.of(ModelFormat.parameters(this));
    }
}
