package io.seiche.store;

/**
 * A change of the version an alias points to.
 *
 * @param from version before the change, 0 for none
 * @param to version after the change; equal to {@code from} if nothing had to change
 */
public record Promotion(int from, ModelVersion to) {}
