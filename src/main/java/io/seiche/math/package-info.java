/**
 * Arithmetic on float arrays: matrix products behind one door ({@link io.seiche.math.Kernels}), the activations
 * ({@link io.seiche.math.Activation}) and random numbers that are the same on every machine ({@link
 * io.seiche.math.SplitMix}).
 *
 * <p>The only room that knows a BLAS. Everything here trusts its arguments; shapes are checked once, where a network is
 * built.
 */
package io.seiche.math;
