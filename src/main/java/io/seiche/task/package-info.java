/**
 * Tasks: what a network is trained to output. A {@link io.seiche.task.Task} owns everything that differs between
 * forecasting values, telling classes and telling next items; {@link io.seiche.task.Tasks} is the registry. Internal: not
 * part of the API.
 */
package io.seiche.task;
