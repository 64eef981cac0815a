/**
 * From a gradient to new parameters: the rules ({@link io.seiche.optimizer.Optimizers}), the learning rate over time
 * ({@link io.seiche.optimizer.Schedules}), the step at the end of a round ({@link io.seiche.optimizer.OuterOptimizer}) and
 * {@link io.seiche.optimizer.Update}, which applies clipping, penalties and rule in their order.
 *
 * <p>Everything here is options. The state that changes from step to step (parameters, moments) is a flat float vector
 * passed in, so that rounds average it like parameters. A new rule is one record and one line in the registry. Internal.
 */
package io.seiche.optimizer;
