package io.seiche.store;

import io.seiche.model.Model;
import java.util.SortedMap;

/**
 * A model loaded from a store or a directory. A job that loaded a version uses it to its end, even if another version
 * is promoted meanwhile.
 *
 * @param model the model
 * @param path directory of the model
 * @param version version in the store, 0 for a directory outside a store
 * @param files contents of the directory's files by name, including {@code metrics.json} and {@code history.csv} if
 *     present
 */
public record LoadedModel(Model model, String path, int version, SortedMap<String, byte[]> files) {}
