package io.seiche.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Clears a store in two steps, each of which may end anywhere: versions no longer kept are retired by log entries, so that
 * nobody new finds them; files go only when that was said longer ago than a time of grace, so that a job that pinned a
 * version can finish. All times are the file system's own.
 *
 * @param grace how long the files of a retired version stay
 * @param dryRun whether only to tell what would be done
 */
record Retention(StoreFiles files, VersionLog log, Duration grace, boolean dryRun) {
    /**
     * How long files that no log entry names stay: a run writes its files for some time before it publishes them, and one
     * that crashed left them for good.
     */
    private static final Duration UNNAMED = Store.GRACE;

    /** Keeps the newest versions, those an alias points to and the one a rollback would bring back. */
    CleanupResult collect(int keep) throws IOException {
        List<Integer> retired = dryRun ? log.read().beyond(keep) : retire(keep);
        List<String> runs = new ArrayList<>();
        List<String> temporaries = new ArrayList<>();
        find(runs, temporaries);
        if (!dryRun) {
            for (String run : runs) {
                files.delete("data/" + run);
            }
            for (String temporary : temporaries) {
                files.delete(StoreFiles.TEMPORARIES + "/" + temporary);
            }
        }
        return new CleanupResult(retired, runs, temporaries.size());
    }

    private List<Integer> retire(int keep) {
        List<Integer> retired = new ArrayList<>();
        List<Integer> old = log.read().beyond(keep);
        while (!old.isEmpty()) {
            LogSnapshot now = log.read();
            old = now.beyond(keep);
            if (!old.isEmpty() && log.append(now, new Action.Retire(old.get(0)))) {
                retired.add(old.get(0));
            }
        }
        return retired;
    }

    private void find(List<String> runs, List<String> temporaries) throws IOException {
        LogSnapshot now = log.read();
        Set<String> offered = new HashSet<>();
        now.versions().values().forEach(entry -> offered.add(entry.version().run()));
        List<String> candidates = new ArrayList<>(files.list("data"));
        candidates.removeAll(offered);
        List<String> halves = files.list(StoreFiles.TEMPORARIES);
        if (candidates.isEmpty() && halves.isEmpty()) {
            return;
        }
        Map<String, Integer> retiredBy = new HashMap<>();
        now.retired().values().forEach(entry -> retiredBy.put(entry.version().run(), entry.number()));
        long clock = files.now();
        for (String run : candidates) {
            Integer entry = retiredBy.get(run);
            boolean due = entry == null
                    ? newest("data/" + run) < clock - UNNAMED.toMillis()
                    : log.written(entry) < clock - grace.toMillis();
            if (due) {
                runs.add(run);
            }
        }
        for (String half : halves) {
            if (files.modified(StoreFiles.TEMPORARIES + "/" + half) < clock - UNNAMED.toMillis()) {
                temporaries.add(half);
            }
        }
    }

    /** When a directory's last file was written: of a directory itself, object stores know no time. */
    private long newest(String directory) throws IOException {
        long newest = Long.MIN_VALUE;
        for (String file : files.list(directory)) {
            newest = Math.max(newest, files.modified(directory + "/" + file));
        }
        return newest;
    }
}
