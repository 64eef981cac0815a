package io.seiche.store;

import java.util.SortedMap;

/**
 * A published version: a model directory that never changes.
 *
 * @param name the model's name in the store
 * @param version its number, from 1
 * @param run the run that made it: its directory's name
 * @param path the directory
 * @param manifest SHA-256 of its manifest.json, as the log has it
 * @param facts its lineage as the log has it: which command made it, from which version, why
 */
public record ModelVersion(
        String name, int version, String run, String path, String manifest, SortedMap<String, String> facts) {}
