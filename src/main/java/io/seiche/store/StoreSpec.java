package io.seiche.store;

import java.io.Serializable;

/**
 * Where models are published, and how many versions of each name stay.
 *
 * @param path directory of the store, on any Hadoop file system; made when it is not there
 * @param keep newest versions of a name that stay, at least 1; a version that an alias points to always stays, and the one
 *     a rollback would bring back
 * @param singleWriter whether the user vouches for no two jobs ever writing the store at once: lets it be written on file
 *     systems that cannot give a name to exactly one of two writers
 */
public record StoreSpec(String path, int keep, boolean singleWriter) implements Serializable {
    public StoreSpec {
        if (path == null || path.isBlank()) {
            throw new IllegalArgumentException("store.path must be a directory, was empty");
        }
        if (keep < 1) {
            throw new IllegalArgumentException("store.keep must be 1 or more versions, was " + keep);
        }
    }
}
