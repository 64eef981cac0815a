/**
 * Trained models: one network or several with everything needed to forecast from raw rows, their file format, and
 * prediction without Spark or Hadoop. API.
 *
 * <p>{@link io.seiche.model.Model} is a preparation and a list of {@link io.seiche.model.Member}s; {@link io.seiche.model.ModelFormat} turns it into the two files {@code
 * model.safetensors} and {@code model.json} and back, as named byte arrays, so that any storage can carry them; {@link
 * io.seiche.model.Predictor} forecasts windows in the table's units. The format is documented in {@code
 * src/docs/model-format.md}, with a scorer in fifty lines of Python.
 */
package io.seiche.model;
