package io.seiche.network;

import io.seiche.series.Columns;
import io.seiche.series.WindowSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The description of a network that is written where layers are, but is the whole of it: it reads windows, normalises them
 * itself and answers on the scale of the chunk.
 */
sealed interface WholeNetworkSpec extends LayerSpec permits FrameSpec, MeanSpec {
    /** The name it is written with. */
    String name();

    /**
     * Returns the same network with the sizes that are decided by what it is to forecast.
     *
     * @param levels of the quantiles to answer; 0.5 alone for a point forecast
     * @throws io.seiche.text.Refusal if a size is written that differs, or windows are normalised before the network reads them
     */
    WholeNetworkSpec fitted(WindowSpec windows, Columns columns, double... levels);

    /** Returns the network with all sizes left to {@link #fitted}. */
    WholeNetworkSpec unfitted();

    /** Returns true if a size is left to {@link #fitted}. */
    boolean needsFitting();

    /** Operations of the matrices in the answer to one window: 2 an entry and time it multiplies. */
    double operations();

    /** See {@link NetworkSize#numbersKept}. */
    long numbersKept();

    /** Returns the rows before the first forecast row that are read of a window of a lookback. */
    int reach(int lookback);

    /**
     * Builds the network.
     *
     * @param shared returns the start of a network that computes a part of a batch, with a layout that is empty
     * @param threads largest number of parts
     */
    Network network(Function<BatchPart, Site.Shared> shared, int threads);

    /** The networks that are trained one by one. */
    List<FrameSpec> members();

    /** Returns the network without the members that have a cell; empty if nothing is left. */
    Optional<WholeNetworkSpec> withoutCells();

    /** Returns true if the shares of the members are written. */
    default boolean isWeighted() {
        return false;
    }

    /** The share of each member in the output; they sum to 1. */
    double[] weights();

    /** {@inheritDoc} It is none: {@link #network} builds it. */
    @Override
    default Layer build(Site site) {
        throw new IllegalStateException(this + " is a network, not a layer of one");
    }
}
