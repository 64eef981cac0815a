package io.seiche.store;

import io.seiche.text.Refusal;
import java.io.Serializable;

/**
 * The store to which models are published, and the number of versions to keep of each name.
 *
 * @param path directory of the store, on any Hadoop file system; created if it does not exist
 * @param keep number of newest versions of a name to keep, at least 1; versions with an alias and the one a rollback
 *     would restore are always kept
 * @param singleWriter true if the user guarantees that no two jobs write the store at once; allows writing on file
 *     systems without an atomic create
 */
public record StoreSpec(String path, int keep, boolean singleWriter) implements Serializable {
    public StoreSpec {
        if (path == null || path.isBlank()) {
            throw new Refusal("store.path", "be a directory", "empty");
        }
        if (keep < 1) {
            throw new Refusal("store.keep", "be 1 or more versions", keep);
        }
    }

    /** Returns the directory of a name. */
    String directory(String name) {
        return (path.equals("/") ? "" : path) + "/" + name;
    }
}
