/**
 * Import and export: weights of Keras and PyTorch, whole networks as ONNX.
 *
 * <p>{@link io.seiche.exchange.Framework} reads and writes weights with a framework's names, gate orders and shapes; {@link
 * io.seiche.exchange.Onnx} writes a model for any ONNX runtime. Both receive the layers through {@link
 * io.seiche.network.Notation}, so they depend on cells, not on the composition of layers. Inputs and outputs are scaled as
 * in the network; the scales are in the model's {@code model.json}.
 *
 * <p>Internal.
 */
package io.seiche.exchange;
