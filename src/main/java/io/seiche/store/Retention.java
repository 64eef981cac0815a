package io.seiche.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Cleans up a store in two steps, each of which may be interrupted at any point. First, surplus versions are retired by
 * log entries, so that new readers no longer find them. Their files are deleted once a mark of the retirement is older than the
 * grace period, so that a job that loaded such a version can finish. The files of a run that published no version are
 * deleted if the newest of them is older than a day, after a log entry that excludes the run from publishing. All times
 * are those of the file system. Directories and temporary files whose names Seiche did not make are another program's.
 *
 * @param grace time for which the files of a retired version are kept
 * @param dryRun true to report the cleanup without performing it
 */
record Retention(StoreFiles files, VersionLog log, Duration grace, boolean dryRun) {
    /**
     * Time for which files without a log entry are kept. A run writes its files before it publishes them; a run that
     * crashed in between leaves them.
     */
    private static final Duration UNNAMED = Store.GRACE;

    /** The content of {@link #marker}; not empty, as the files of unfinished writes are. */
    private static final byte[] MARK = "retired\n".getBytes(StandardCharsets.UTF_8);

    /**
     * Retires all versions but the newest, those with an alias and the one a rollback would restore; deletes old files.
     */
    Store.CleanupResult collect(int keep) throws IOException {
        List<Integer> retired = dryRun ? log.read().beyond(keep) : retire(keep);
        List<String> runs = new ArrayList<>();
        List<String> temporaries = new ArrayList<>();
        find(runs, temporaries);
        if (!dryRun) {
            runs.removeIf(run -> !unpublishable(run));
            for (String run : runs) {
                files.delete("data/" + run);
            }
            for (String temporary : temporaries) {
                files.delete(StoreFiles.TEMPORARIES + "/" + temporary);
            }
        }
        return new Store.CleanupResult(retired, runs, temporaries.size());
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

    /**
     * Makes sure that no entry will publish a run whose files are about to be deleted. Its publisher may only be
     * suspended, and continue at any time.
     *
     * @return false if the run was published in the meantime
     */
    private boolean unpublishable(String run) {
        while (true) {
            LogSnapshot now = log.read();
            Optional<Action.Publish> published = now.ofRun(run);
            if (published.isPresent()) {
                return now.retired().containsKey(published.get().version());
            }
            if (now.discarded().contains(run) || log.append(now, new Action.Discard(run))) {
                return true;
            }
        }
    }

    private void find(List<String> runs, List<String> temporaries) throws IOException {
        LogSnapshot now = log.read();
        Set<String> offered = new HashSet<>();
        now.versions().values().forEach(entry -> offered.add(entry.version().run()));
        List<String> candidates = new ArrayList<>(files.list("data"));
        Set<String> retired = new HashSet<>();
        now.retired().values().forEach(entry -> retired.add(entry.version().run()));
        candidates.removeIf(name -> offered.contains(name) || !(retired.contains(name) || Names.isRun(name)));
        List<String> halves = new ArrayList<>(files.list(StoreFiles.TEMPORARIES));
        halves.removeIf(name -> !StoreFiles.TEMPORARY.matcher(name).matches());
        if (candidates.isEmpty() && halves.isEmpty()) {
            return;
        }
        candidates.removeIf(run -> retired.contains(run) && !mark(run));
        long clock = files.now();
        for (String run : candidates) {
            boolean due = retired.contains(run)
                    ? isBefore(files.modified(marker(run)), clock - grace.toMillis())
                    : isBefore(newest("data/" + run), clock - UNNAMED.toMillis());
            if (due) {
                runs.add(run);
            }
        }
        for (String half : halves) {
            if (isBefore(files.modified(StoreFiles.TEMPORARIES + "/" + half), clock - UNNAMED.toMillis())) {
                temporaries.add(half);
            }
        }
    }

    /**
     * Makes sure that a retired version has a file by whose time its grace is measured. The time of the log entry cannot be
     * used: it is that of its temporary file, which a suspended process may have written days before the entry appeared.
     *
     * @return false if a file with another content has the name of the mark
     */
    private boolean mark(String run) {
        return dryRun || files.putIfAbsent(marker(run), MARK) == StoreFiles.CreateOutcome.WON;
    }

    private static String marker(String run) {
        return "data/" + run + "/retired";
    }

    /** Returns false if there is no time: the file was just deleted, or the directory is just being written. */
    private static boolean isBefore(OptionalLong written, long time) {
        return written.isPresent() && written.getAsLong() < time;
    }

    /**
     * Returns the time of the last write to a directory's files, since directories of object stores have no time. Empty
     * if one of the files has no time, or there is no file.
     */
    private OptionalLong newest(String directory) throws IOException {
        OptionalLong newest = OptionalLong.empty();
        for (String file : files.list(directory)) {
            OptionalLong written = files.modified(directory + "/" + file);
            if (written.isEmpty()) {
                return written;
            }
            newest = OptionalLong.of(Math.max(newest.orElse(Long.MIN_VALUE), written.getAsLong()));
        }
        return newest;
    }
}
