/**
 * Losses: what training minimises, each with its gradient.
 *
 * <p>{@link io.seiche.loss.Losses} is the registry. A loss reads a network's output and the targets as unit-major {@link
 * io.seiche.math.Sequence}s. Internal: not part of the API.
 */
package io.seiche.loss;
