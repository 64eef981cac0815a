/**
 * Networks: layers over one flat parameter vector, forward and back through time.
 *
 * <p>A {@link io.seiche.network.NetworkSpec} is the text people write; it builds a {@link io.seiche.network.Network}, a
 * stack of {@link io.seiche.network.Layer}s, each of which added its pieces to the {@link io.seiche.network.Layout} in
 * its constructor. Data flows as {@link io.seiche.math.Sequence}s, unit-major. {@code Recurrent} runs any cell over
 * time; its {@code Products} are every matrix product of the layer.
 */
package io.seiche.network;
