/**
 * Arithmetic on float arrays: matrix products ({@link io.seiche.math.Kernels}), the activations ({@link
 * io.seiche.math.Activation}), random numbers that are the same on every machine ({@link io.seiche.math.SplitMix}), and
 * forecasts of a window by a rule with a few numbers ({@link io.seiche.math.WindowMethod}).
 *
 * <p>The only package that uses a BLAS. Arguments are not checked here; shapes are checked once, when a network is
 * built.
 */
package io.seiche.math;
