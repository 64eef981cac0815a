/**
 * Arithmetic on float arrays: matrix products ({@link io.seiche.math.Kernels}), the activations ({@link
 * io.seiche.math.Activation}) and random numbers that are the same on every machine ({@link io.seiche.math.SplitMix}).
 *
 * <p>The only package that uses a BLAS. Arguments are not checked here; shapes are checked once, when a network is
 * built.
 */
package io.seiche.math;
