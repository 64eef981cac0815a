package io.seiche.training;

import io.seiche.loss.Answers;
import io.seiche.loss.Loss;
import io.seiche.network.Layout;
import io.seiche.network.Network;
import io.seiche.network.NetworkSize;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Batch;
import io.seiche.series.Columns;
import io.seiche.series.WindowSpec;
import io.seiche.task.Forecasting;
import io.seiche.task.Task;
import io.seiche.training.TrainingSpec.Arithmetic;
import java.io.Serializable;

/**
 * The learning problem: a network, its windows and its loss. The {@link TrainingSpec} holds the method of training.
 *
 * @param task task of the network
 * @param network the network
 * @param loss loss to minimise
 * @param windows the shape of the windows
 * @param columns the columns of the chunks
 * @param math kernels that do the arithmetic
 */
public record Objective(Task task, NetworkSpec network, Loss loss, WindowSpec windows, Columns columns, Arithmetic math)
        implements Serializable {
    /**
     * Checks that network and windows fit.
     *
     * @throws IllegalArgumentException if the network does not answer as many numbers as the windows and the loss want
     */
    public Objective {
        task.checkSteps(network);
        int answers = network.outputs(columns.inputs());
        task.check(network, answers, windows, columns, loss);
    }

    /**
     * A forecast of the targets.
     *
     * @throws IllegalArgumentException if the network does not answer as many numbers as the windows and the loss want
     */
    public Objective(NetworkSpec network, Loss loss, WindowSpec windows, Columns columns) {
        this(new Forecasting(), network, loss, windows, columns);
    }

    /** The network's parameters by name and shape. */
    public Layout layout() {
        return Layout.of(network, columns.inputs());
    }

    /** The number of the network's parameters. */
    public int parameters() {
        return layout().size();
    }

    /** Shape and meaning of the numbers the network outputs. */
    public Answers answers() {
        return Answers.of(loss, windows.horizon(), columns.targets().size());
    }

    /** Work and memory of the network for a window. */
    public NetworkSize size() {
        return new NetworkSize(network, columns.inputs(), windows.lookback());
    }

    /** Returns an empty batch of its windows. */
    public Batch batch() {
        return new Batch(windows, columns, task.targets());
    }

    /** Returns this objective with another network. */
    public Objective with(NetworkSpec other) {
        return new Objective(task, other, loss, windows, columns, math);
    }

    /**
     * Calculated the fast way.
     *
     * @throws IllegalArgumentException if the network does not answer as many numbers as the windows and the loss want
     */
    public Objective(Task task, NetworkSpec network, Loss loss, WindowSpec windows, Columns columns) {
        this(task, network, loss, windows, columns, Arithmetic.FAST);
    }

    /** The network, built: buffers of its own. */
    public Network build() {
        return build(1);
    }

    /**
     * The network, built to compute its batches on some threads.
     *
     * @param threads largest number of threads; it changes no bit
     */
    public Network build(int threads) {
        return network.build(columns.inputs(), windows.lookback(), math.kernels(), threads);
    }
}
