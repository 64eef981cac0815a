/**
 * Networks: layers over one flat parameter vector, forward and back through time.
 *
 * <p>A {@link io.seiche.network.NetworkSpec} is the parsed text of {@code network.layers}: a list of {@code LayerSpec}s,
 * whose kinds {@code LayerKinds} lists. It builds a {@link io.seiche.network.Network}, a stack of {@link
 * io.seiche.network.Layer}s, each of which adds its pieces to the {@link io.seiche.network.Layout} in its constructor. A
 * network reads an {@link io.seiche.series.Input}; between layers data flows as {@link io.seiche.math.Sequence}s,
 * unit-major. A layer may change the number of steps. {@code Recurrent} runs any cell over time; {@code Products} computes
 * all its matrix products.
 *
 * <p>To add a layer: a {@code LayerSpec} with its {@link io.seiche.network.Layer}, and a line in {@code LayerKinds}. A
 * normaliser with learned parameters is a layer too: it adds them to the layout, and reads the shift and the spread of
 * each window from the {@link io.seiche.series.Input} of its {@link io.seiche.network.Pass}.
 *
 * <p>Plain Java. Internal.
 */
package io.seiche.network;
