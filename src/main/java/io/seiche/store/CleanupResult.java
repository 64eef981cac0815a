package io.seiche.store;

import java.util.List;

/**
 * The result of a cleanup of a store, or of a dry run.
 *
 * @param retired versions retired, oldest first; their files stay for the grace period
 * @param deleted runs whose files were deleted: those of versions retired before the grace period, and of runs that
 *     never published a version
 * @param leftovers number of temporary files deleted
 */
public record CleanupResult(List<Integer> retired, List<String> deleted, int leftovers) {
    /** Returns true if there was nothing to clean up. */
    public boolean isEmpty() {
        return retired.isEmpty() && deleted.isEmpty() && leftovers == 0;
    }
}
