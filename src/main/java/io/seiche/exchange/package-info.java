/**
 * Networks in other programs' words: weights from Keras and PyTorch and back, whole networks to ONNX.
 *
 * <p>{@link io.seiche.exchange.Framework} reads and writes weights under a framework's names, gate orders and shapes;
 * {@link io.seiche.exchange.Onnx} writes a model that any ONNX runtime can run. Both walk the layers as a {@link
 * io.seiche.network.Notation}, so they know cells but not how layers are put together. Numbers are those of the network:
 * scaled values in, scaled values out; the scale is in the model's {@code model.json}.
 */
package io.seiche.exchange;
