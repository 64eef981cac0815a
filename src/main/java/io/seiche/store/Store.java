package io.seiche.store;

import io.seiche.model.Sha256;
import io.seiche.text.Failures;
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
 * The published versions of one model name. Any number of processes may read and publish at once: versions are dense,
 * never overwritten, and whole before they can be seen.
 */
public final class Store {
    /** The directory of a model's log, below its name. */
    public static final String LOG = "log";

    /** How long the files of a version that is no longer kept stay readable, where nothing else is said. */
    public static final Duration GRACE = Duration.ofDays(1);

    private final String name;
    private final StoreFiles files;
    private final VersionLog log;

    Store(String name, StoreFiles files) {
        this.name = Names.check("name", name);
        this.files = files;
        this.log = new VersionLog(files);
    }

    /**
     * The versions of a name in the store at a path; nothing is made until something is published.
     *
     * @throws IllegalArgumentException when the name must not become part of a path
     * @throws StorageException when the file system cannot be opened
     */
    public static Store open(String path, String name, Configuration hadoop) {
        return open(new StoreSpec(path, 1, false), name, hadoop);
    }

    /** The same, written as the specification says. */
    public static Store open(StoreSpec spec, String name, Configuration hadoop) {
        Names.check("name", name);
        return new Store(name, StoreFiles.at(spec.path() + "/" + name, spec.singleWriter(), hadoop));
    }

    /** The names of the models in the store at a path, sorted: those with anything published. */
    public static List<String> names(String path, Configuration hadoop) {
        StoreFiles root = StoreFiles.at(path, false, hadoop);
        try {
            List<String> names = new ArrayList<>();
            for (String name : root.list(".")) {
                if (Names.isName(name) && !root.list(name + "/log").isEmpty()) {
                    names.add(name);
                }
            }
            return names;
        } catch (IOException e) {
            throw new StorageException(
                    "cannot list " + path + ": " + Failures.reason(e)
                            + "; see that the path is right and that you may read it",
                    e);
        }
    }

    /** Where this name's versions are. */
    public String path() {
        return files.root();
    }

    /**
     * Finds out, before an hour of training, whether a version could be published here; leaves nothing behind.
     *
     * @throws StorageException when it could not
     */
    public void checkWritable() {
        files.probe();
    }

    /**
     * Publishes a version: every file, then the manifest, then the log entry that makes it visible. Publishing the same
     * bytes of the same run again (after a crash, say) gives the version it already has.
     *
     * @param run a name for the directory, new for each run
     * @param contents the model directory's files by name, {@code model.safetensors} and {@code model.json} among them
     * @param facts the version's lineage: which command made it, from which version, why; by dotted names
     * @throws StorageException when it cannot be written, or the run was published with other bytes; no version is there
     *     then, but for the one case the message tells of: nobody can say
     */
    public ModelVersion publish(String run, Map<String, byte[]> contents, SortedMap<String, String> facts) {
        String directory = "data/" + Names.check("run", run) + "/";
        SortedMap<String, byte[]> ordered = new TreeMap<>(contents);
        ordered.keySet().forEach(file -> Names.check("file", file));
        byte[] manifest = Manifest.of(ordered).write();
        ordered.forEach((file, bytes) -> put(directory + file, bytes));
        put(directory + Manifest.FILE, manifest);
        String hash = Sha256.of(manifest);
        while (true) {
            LogSnapshot now = log.read();
            Optional<Action.Publish> before = now.ofRun(run);
            if (before.isPresent()) {
                return stored(before.get());
            }
            Action.Publish next = new Action.Publish(now.newest() + 1, run, hash, facts);
            if (log.append(now, next)) {
                return stored(next);
            }
        }
    }

    private void put(String path, byte[] bytes) {
        if (files.putIfAbsent(path, bytes) == StoreFiles.Outcome.LOST) {
            throw new StorageException(files.root() + "/" + path
                    + " is there already with other bytes: another run has taken its name; run again under a new one");
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

    /** The versions on offer, oldest first. */
    public List<ModelVersion> versions() {
        return log.read().versions().values().stream()
                .map(entry -> stored(entry.version()))
                .toList();
    }

    /** When a version was published, by the file system's clock. */
    public Instant published(ModelVersion model) {
        try {
            return Instant.ofEpochMilli(
                    log.written(log.read().versions().get(model.version()).number()));
        } catch (IOException e) {
            throw new StorageException(
                    "cannot read the log in " + files.root() + ": " + Failures.reason(e)
                            + "; see that the file system answers",
                    e);
        }
    }

    /** Which version readers are given by name, and how that is changed. */
    public Aliases aliases() {
        return new Aliases(this, log);
    }

    /**
     * Finds a version.
     *
     * @param selector a version's number, an alias, or empty for the champion, or where there is none the newest version
     * @throws StorageException when there is none such
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
     * Reads a version's files, each compared with the manifest, and the manifest with the log.
     *
     * @return the files by name, without the manifest
     * @throws StorageException when one is missing or is not what was published
     */
    public SortedMap<String, byte[]> read(ModelVersion model) {
        String directory = "data/" + model.run() + "/";
        byte[] list = readFile(directory + Manifest.FILE);
        String where = files.root() + "/" + directory;
        if (!Sha256.of(list).equals(model.manifest())) {
            throw new StorageException(Json.damaged(where + Manifest.FILE, "it is not the one that was published"));
        }
        Manifest manifest = Manifest.read(list, where + Manifest.FILE);
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (String file : manifest.files().keySet()) {
            byte[] bytes = readFile(directory + file);
            manifest.check(file, bytes, where + file);
            contents.put(file, bytes);
        }
        return contents;
    }

    /**
     * Finds a version and reads it: what a job works with from then on, whatever is promoted or cleared out meanwhile.
     *
     * @param selector as in {@link #find}
     * @throws StorageException when there is none such, or it is damaged
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
                // It was retired and its files deleted while they were read: look again what is on offer.
            }
        }
    }

    /** A version with its files by name. */
    record Pinned(ModelVersion model, SortedMap<String, byte[]> files) {}

    private byte[] readFile(String path) {
        try {
            return files.read(path)
                    .orElseThrow(() -> new StorageException(
                            Json.damaged(files.root() + "/" + path, "it is missing, though it was published")));
        } catch (IOException e) {
            throw new StorageException(
                    "cannot read " + files.root() + "/" + path + ": " + Failures.reason(e)
                            + "; see that the file system answers and that you may read it",
                    e);
        }
    }

    /**
     * Clears out: keeps the newest versions, those an alias points to and the one a rollback would bring back; retires the
     * others at once, and deletes their files when that was said longer ago than {@code grace}, so that a job that pinned
     * one can finish. What crashed runs left goes after {@link #GRACE}. Times are the file system's own.
     *
     * @param keep newest versions that stay
     * @param grace how long the files of retired versions stay readable
     * @param dryRun whether only to tell what would be done
     * @throws StorageException when the store cannot be read or written; what was done until then stands
     */
    public CleanupResult collect(int keep, Duration grace, boolean dryRun) {
        try {
            return new Retention(files, log, grace, dryRun).collect(keep);
        } catch (IOException e) {
            throw new StorageException(
                    "cannot delete what was retired in " + files.root() + ": " + Failures.reason(e)
                            + "; nothing on offer is touched, try again later",
                    e);
        }
    }
}
