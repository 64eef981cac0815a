package io.seiche.store;

import io.seiche.model.Model;
import java.util.SortedMap;

/**
 * A model as it was found by its name: the one version a job works with from then on.
 *
 * @param model itself
 * @param path its directory
 * @param version its number in the store, 0 for a directory of its own
 * @param files every file of the directory that was read, {@code metrics.json} and {@code history.csv} among them where
 *     they are there
 */
public record LoadedModel(Model model, String path, int version, SortedMap<String, byte[]> files) {}
