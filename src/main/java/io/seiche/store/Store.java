package io.seiche.store;

import io.seiche.model.Sha256;
import io.seiche.text.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * The published versions of one model name. Any number of processes may read and publish at once: version numbers have
 * no gaps, versions are never overwritten, and a version is complete before it becomes visible.
 */
public final class Store {
    /** Directory of a model's log, below its name. */
    public static final String LOG = "log";

    /** Default time for which the files of a retired version are kept. */
    public static final Duration GRACE = Duration.ofDays(1);

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

    private final String name;
    private final StoreFiles files;
    private final VersionLog log;

    Store(String name, StoreFiles files) {
        this.name = Names.check("name", name);
        this.files = files;
        this.log = new VersionLog(files);
    }

    /**
     * Opens the versions of a name in the store at a path. Nothing is created before the first version is published.
     *
     * @throws IllegalArgumentException if the name is not allowed in a path
     * @throws StorageException if the file system cannot be opened
     */
    public static Store open(String path, String name, Configuration hadoop) {
        return open(new StoreSpec(path, 1, false), name, hadoop);
    }

    /** Opens the versions of a name in a store, as {@link #open(String, String, Configuration)}. */
    public static Store open(StoreSpec spec, String name, Configuration hadoop) {
        Names.check("name", name);
        return new Store(name, StoreFiles.at(spec.directory(name), spec.singleWriter(), hadoop));
    }

    /** Returns the names of the models in the store at a path that have a published version, sorted. */
    public static List<String> names(String path, Configuration hadoop) {
        StoreFiles root = StoreFiles.at(path, false, hadoop);
        try {
            List<String> names = new ArrayList<>();
            for (String name : root.list(".")) {
                if (Names.isName(name) && root.list(name + "/" + LOG).stream().anyMatch(VersionLog::isEntry)) {
                    names.add(name);
                }
            }
            return names;
        } catch (IOException e) {
            throw new StorageException(
                    "cannot list " + path + ": " + Reason.of(e)
                            + "; see that the path is right and that you may read it",
                    e);
        }
    }

    /**
     * Returns a new name for a run, as {@link #publish} takes it. Files of a run that was never published are deleted in time
     * only if its name is such a one: other directories may belong to another program.
     *
     * @param identity of the training; empty if the parameters come from elsewhere
     */
    public static String newRun(Optional<String> identity) {
        return Names.newRun(identity);
    }

    /** Returns the directory of this name's versions. */
    public String path() {
        return files.root();
    }

    /**
     * Checks that a version can be published here, so that a long training does not fail at its end. Leaves no files.
     *
     * @throws StorageException if it cannot
     */
    public void checkWritable() {
        files.probe();
    }

    /**
     * Publishes a version: every file, then the manifest, then the log entry that makes it visible. All files are read
     * back before the entry is written. Publishing the same bytes of the same run again, for example after a crash,
     * returns the existing version.
     *
     * @param run name of the directory, new for each run
     * @param contents contents of the model directory's files by name, including {@code model.safetensors} and {@code
     *     model.json}
     * @param facts lineage of the version: the command, the version it was made from, the reason; by dotted names
     * @throws StorageException if it cannot be written, the run was published with other bytes, or a cleanup deleted its
     *     files meanwhile. No version exists then, unless the message states that the outcome is unknown
     */
    public ModelVersion publish(String run, Map<String, byte[]> contents, SortedMap<String, String> facts) {
        String directory = "data/" + Names.check("run", run) + "/";
        SortedMap<String, byte[]> ordered = new TreeMap<>(contents);
        ordered.keySet().forEach(file -> Names.check("file", file));
        Manifest manifest = Manifest.of(ordered);
        checkNotDiscarded(run, log.read());
        ordered.forEach((file, bytes) -> put(directory + file, bytes));
        put(directory + Manifest.FILE, manifest.write());
        String hash = Sha256.of(manifest.write());
        boolean whole = false;
        while (true) {
            LogSnapshot now = log.read();
            Optional<Action.Publish> before = now.ofRun(run);
            if (before.isPresent()) {
                return stored(before.get());
            }
            checkNotDiscarded(run, now);
            if (!whole) {
                checkWhole(directory, manifest);
                whole = true;
            }
            Action.Publish next = new Action.Publish(now.newest() + 1, run, hash, facts);
            if (log.append(now, next)) {
                return stored(next);
            }
        }
    }

    private void checkNotDiscarded(String run, LogSnapshot now) {
        if (now.discarded().contains(run)) {
            throw new StorageException("nothing was published: the files of run " + run + " in " + files.root()
                    + " were deleted by a cleanup, since the run wrote nothing for more than " + GRACE.toHours()
                    + " hours; run the same command again");
        }
    }

    /** Compares the files of a directory with those that are about to be published. */
    private void checkWhole(String directory, Manifest manifest) {
        for (String file : manifest.files().keySet()) {
            String where = files.root() + "/" + directory + file;
            try {
                Optional<byte[]> bytes = files.read(directory + file);
                if (bytes.isEmpty() || !manifest.isWritten(file, bytes.get())) {
                    throw new StorageException(
                            "nothing was published: " + where + (bytes.isEmpty() ? " was deleted" : " was changed")
                                    + " after it was written; let nothing else write this directory, and run the same command again");
                }
            } catch (IOException e) {
                throw new StorageException(
                        "nothing was published: cannot read " + where + " back: " + Reason.of(e)
                                + "; see that the file system answers, and run the same command again",
                        e);
            }
        }
    }

    private void put(String path, byte[] bytes) {
        if (files.putIfAbsent(path, bytes) == StoreFiles.CreateOutcome.LOST) {
            throw new StorageException(files.root() + "/" + path
                    + " exists already with other bytes: another run has the same name; run again under a new one");
        }
    }

    ModelVersion stored(Action.Publish publish) {
        return new ModelVersion(
                name,
                publish.version(),
                publish.run(),
                files.root() + "/data/" + publish.run(),
                publish.manifest(),
                publish.facts());
    }

    /** Returns the available versions, oldest first. */
    public List<ModelVersion> versions() {
        return log.read().versions().values().stream()
                .map(entry -> stored(entry.version()))
                .toList();
    }

    /** Returns the time at which a version was published, by the file system's clock. */
    public Instant published(ModelVersion model) {
        try {
            return Instant.ofEpochMilli(
                    log.written(log.read().versions().get(model.version()).number()));
        } catch (IOException e) {
            throw new StorageException(
                    "cannot read the log in " + files.root() + ": " + Reason.of(e)
                            + "; see that the file system answers",
                    e);
        }
    }

    /** Returns the aliases of this name. */
    public Aliases aliases() {
        return new Aliases(this, log);
    }

    /**
     * Finds a version.
     *
     * @param selector version number or alias; empty for the champion, or the newest version if there is no champion
     * @throws StorageException if there is no such version
     */
    public ModelVersion find(String selector) {
        LogSnapshot now = log.read();
        if (now.versions().isEmpty()) {
            throw new StorageException("no model is published at " + files.root()
                    + "; train one, or name a model directory or STORE/NAME[@version|@alias]");
        }
        int version;
        if (selector.isEmpty()) {
            version = now.champion();
        } else if (Names.isVersion(selector)) {
            version = Integer.parseInt(selector);
        } else {
            version = now.alias(selector)
                    .orElseThrow(() -> new StorageException(
                            "alias \"" + selector + "\" is not in " + files.root() + "; " + now.offer()));
        }
        return stored(now.offered(version, files.root()));
    }

    /**
     * Reads the files of a version and verifies them against the manifest, and the manifest against the log.
     *
     * @return contents of the files by name, without the manifest
     * @throws StorageException if a file is missing or differs from the published one
     */
    public SortedMap<String, byte[]> read(ModelVersion model) {
        String directory = "data/" + model.run() + "/";
        byte[] list = readFile(model, directory + Manifest.FILE);
        String where = files.root() + "/" + directory;
        if (!Sha256.of(list).equals(model.manifest())) {
            throw damaged(model, where + Manifest.FILE, "it is not the one that was published");
        }
        Manifest manifest = Manifest.read(list, where + Manifest.FILE);
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (String file : manifest.files().keySet()) {
            byte[] bytes = readFile(model, directory + file);
            if (!manifest.isWritten(file, bytes)) {
                throw damaged(model, where + file, manifest.difference(file, bytes));
            }
            contents.put(file, bytes);
        }
        return contents;
    }

    /** A failure to read a version, with the commands by which readers get another one. */
    private StorageException damaged(ModelVersion model, String where, String what) {
        SortedMap<Integer, LogSnapshot.LoggedVersion> others =
                new TreeMap<>(log.read().versions());
        others.remove(model.version());
        return new StorageException(where + " is damaged: " + what + "; version " + model.version()
                + " cannot be used. Restore the file from a copy, "
                + (others.isEmpty()
                        ? "or train again to publish another version"
                        : "or give readers another version: seiche models promote " + files.root() + "@"
                                + others.lastKey()));
    }

    /**
     * Finds a version and reads it, so that later promotions and cleanups do not affect the job that uses it.
     *
     * @param selector as in {@link #find}
     * @throws StorageException if there is no such version, or it is damaged
     */
    Pinned pin(String selector) {
        while (true) {
            ModelVersion found = find(selector);
            try {
                return new Pinned(found, read(found));
            } catch (StorageException e) {
                if (log.read().versions().containsKey(found.version())) {
                    throw e;
                }
                // The version was retired and its files deleted while they were read: find a version again.
            }
        }
    }

    /** A version with the contents of its files by name. */
    record Pinned(ModelVersion model, SortedMap<String, byte[]> files) {}

    private byte[] readFile(ModelVersion model, String path) {
        try {
            return files.read(path)
                    .orElseThrow(
                            () -> damaged(model, files.root() + "/" + path, "it is missing although it was published"));
        } catch (IOException e) {
            throw new StorageException(
                    "cannot read " + files.root() + "/" + path + ": " + Reason.of(e)
                            + "; see that the file system answers and that you may read it",
                    e);
        }
    }

    /**
     * Cleans up the store. Keeps the newest versions, those with an alias and the one a rollback would restore; retires
     * the others. Deletes the files of versions that were retired longer than {@code grace} ago, so that a job that
     * loaded one can finish, and the files of crashed runs after {@link #GRACE}; of other programs it deletes no file. Times
     * are those of the file system.
     *
     * @param keep number of newest versions to keep
     * @param grace time for which the files of retired versions are kept
     * @param dryRun true to report the cleanup without performing it
     * @throws StorageException if the store cannot be read or written; steps already done remain
     */
    public CleanupResult collect(int keep, Duration grace, boolean dryRun) {
        try {
            return new Retention(files, log, grace, dryRun).collect(keep);
        } catch (IOException e) {
            throw new StorageException(
                    "cannot delete what was retired in " + files.root() + ": " + Reason.of(e)
                            + "; available versions are not affected, try again later",
                    e);
        }
    }
}
