/**
 * Training and forecasting as stages of an MLlib pipeline: {@link io.seiche.ml.RecurrentForecaster} is the estimator and
 * {@link io.seiche.ml.RecurrentForecasterModel} its model. This package is API.
 */
package io.seiche.ml;
