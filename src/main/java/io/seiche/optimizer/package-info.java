/**
 * From a gradient to new parameters: the rules ({@link io.seiche.optimizer.Optimizers}), the learning rate over time
 * ({@link io.seiche.optimizer.Schedules}), and {@link io.seiche.optimizer.Update}, which puts clipping, penalties and
 * rule in their order.
 *
 * <p>Everything here is options; what changes from step to step (parameters, moments) is a flat float vector handed in,
 * so that rounds can average it like parameters. A new rule is one record and one line in the registry.
 */
package io.seiche.optimizer;
