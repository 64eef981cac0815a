/**
 * Losses: what training minimises, each with its gradient.
 *
 * <p>{@link io.seiche.loss.Losses} is the registry. To add a loss: its formula for one target value and
 * a line in {@code Losses}, which states its {@link io.seiche.loss.Blocks} (numbers per target value, quantile levels)
 * and its {@link io.seiche.loss.Link}. A new link is a constant there, and its ONNX operator in {@code exchange.Onnx}.
 * {@link io.seiche.loss.Answers} lays out outputs and reads forecasts out of them; nothing else does.
 *
 * <p>A loss reads a network's output and the targets as unit-major {@link
 * io.seiche.math.Sequence}s. Internal: not part of the API.
 */
package io.seiche.loss;
