package io.seiche.store;

import java.util.SortedMap;

/**
 * A published version of a model: an immutable model directory.
 *
 * @param name name of the model in the store
 * @param version number of the version, from 1
 * @param run run that published it, which is the name of its directory
 * @param path the directory
 * @param manifest SHA-256 of its manifest.json, recorded in the log
 * @param facts lineage recorded in the log: the command, the version it was made from, the reason
 */
public record ModelVersion(
        String name, int version, String run, String path, String manifest, SortedMap<String, String> facts) {}
