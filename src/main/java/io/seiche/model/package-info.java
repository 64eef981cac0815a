/**
 * The trained thing: a network's description and parameters with everything needed to forecast from raw rows, its file
 * format, and the scorer that needs neither Spark nor Hadoop.
 *
 * <p>{@link io.seiche.model.Model} is the value; {@link io.seiche.model.ModelFormat} turns it into the two files {@code
 * model.safetensors} and {@code model.json} and back, as named byte arrays, so that any storage can carry them; {@link
 * io.seiche.model.Predictor} reads windows and answers in the table's own units. The format is documented in {@code
 * src/docs/model-format.md}, with a scorer in fifty lines of Python.
 */
package io.seiche.model;
