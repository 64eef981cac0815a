/**
 * Arithmetic on float arrays: matrix products ({@link io.seiche.math.Kernels}, implemented on the Vector API, on BLAS or in
 * plain Java), operations number by number ({@link io.seiche.math.Elementwise}), activations ({@link
 * io.seiche.math.Activation}) and random numbers that are the same on every machine ({@link io.seiche.math.SplitMix}).
 *
 * <p>Knows no cell and no layer; the only package that calls a BLAS. Arguments are trusted: shapes are checked once, where a
 * network is built. Internal.
 */
package io.seiche.math;
