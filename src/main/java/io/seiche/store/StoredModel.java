package io.seiche.store;

/**
 * A published version: a model directory that never changes.
 *
 * @param name the model's name in the store
 * @param version its number, from 1
 * @param run the run that made it: its directory's name
 * @param path the directory
 * @param manifest SHA-256 of its manifest.json, as the log has it
 */
public record StoredModel(String name, int version, String run, String path, String manifest) {}
