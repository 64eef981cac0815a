package io.seiche.network;

import io.seiche.math.Kernels;

/**
 * The work and memory that a network takes for a window, from the shapes of its matrices.
 *
 * @param network its sizes all known
 * @param inputs features of each step
 * @param steps length of the window
 */
public record NetworkSize(NetworkSpec network, int inputs, int steps) {
    /** Returns the operations of the matrices in the output for one window: 2 per entry and step. */
    public double operations() {
        return network.whole()
                .map(WholeNetworkSpec::operations)
                .orElseGet(() -> 2
                        * Layout.of(network, inputs).pieces().stream()
                                .filter(Layout.Piece::isMatrix)
                                .mapToDouble(Layout.Piece::size)
                                .sum()
                        * steps);
    }

    /**
     * Returns about how many numbers a training batch keeps for each of its windows: for every matrix and every step, those
     * it multiplies and those it makes.
     */
    public long numbersKept() {
        if (network.whole().isPresent()) {
            return network.whole().get().numbersKept();
        }
        Site.Shared shared = Site.Shared.of(network.initial(), Kernels.get(), BatchPart.whole());
        Layout layout = shared.layout();
        long[] kept = {0};
        new NetworkBuilder(network, inputs, steps).visit(shared, false, (layer, site) -> {
            int before = layout.pieces().size();
            layer.build(site);
            kept[0] += layout.pieces().subList(before, layout.pieces().size()).stream()
                            .filter(Layout.Piece::isMatrix)
                            .mapToLong(Layout.Piece::ends)
                            .sum()
                    * site.steps();
        });
        return kept[0];
    }

    /**
     * Returns the largest number of threads among which a batch is divided. The members of a mean are trained one by one.
     *
     * @param windows of a batch
     */
    public int threads(int windows) {
        return network.members().stream()
                .mapToInt(member -> ParallelNetwork.parts(
                        Integer.MAX_VALUE, new NetworkSize(member, inputs, steps).work(), windows))
                .max()
                .orElseThrow();
    }

    /** Returns the work of the forward pass of a window, in operations of products. */
    double work() {
        return ParallelNetwork.work(operations(), numbersKept());
    }
}
