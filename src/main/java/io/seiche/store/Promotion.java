package io.seiche.store;

/**
 * A change of what readers are given.
 *
 * @param from the version they were given before, 0 for none
 * @param to the version they are given now; the same where nothing had to change
 */
public record Promotion(int from, ModelVersion to) {}
