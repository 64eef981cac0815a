package io.seiche.store;

import java.util.List;

/**
 * What was cleared out of a store, or would be.
 *
 * @param retired versions no longer on offer, oldest first; their files stay for the time of grace
 * @param deleted runs whose files were deleted: of versions retired longer ago, and of runs that never got to publish
 * @param leftovers half-written files deleted
 */
public record CleanupResult(List<Integer> retired, List<String> deleted, int leftovers) {
    /** Whether there was nothing to do. */
    public boolean isEmpty() {
        return retired.isEmpty() && deleted.isEmpty() && leftovers == 0;
    }
}
