package io.seiche.store;

import io.seiche.model.Sha256;
import java.io.IOException;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The published versions of one model name. Any number of processes may read and publish at once: versions are dense,
 * never overwritten, and whole before they can be seen.
 */
public final class Store {
    /** The directory of a model's log, below its name. */
    public static final String LOG = "log";

    /** The alias that readers follow when they name no version. */
    public static final String CHAMPION = "champion";

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
        Names.check("name", name);
        return new Store(name, files(path + "/" + name, hadoop));
    }

    /** The files under a directory, by the kind of its file system. */
    static StoreFiles files(String directory, Configuration hadoop) {
        try {
            Path path = new Path(directory);
            FileSystem fileSystem = path.getFileSystem(hadoop);
            Path qualified = fileSystem.makeQualified(path);
            if ("file".equals(qualified.toUri().getScheme())) {
                return new LocalFiles(Paths.get(qualified.toUri().getPath()));
            }
            return new HadoopFiles(qualified, fileSystem, hadoop);
        } catch (IOException | IllegalArgumentException e) {
            throw new StorageException(
                    "cannot open " + directory + ": " + StorageException.reason(e)
                            + "; see that the path is right and its file system answers",
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
     * @throws StorageException when it cannot be written, or the run was published with other bytes; no version is there
     *     then, but for the one case the message tells of: nobody can say
     */
    public StoredModel publish(String run, Map<String, byte[]> contents) {
        String directory = "data/" + Names.check("run", run) + "/";
        SortedMap<String, byte[]> ordered = new TreeMap<>(contents);
        ordered.keySet().forEach(file -> Names.check("file", file));
        byte[] manifest = Manifest.of(ordered).write();
        ordered.forEach((file, bytes) -> put(directory + file, bytes));
        put(directory + Manifest.FILE, manifest);
        String hash = Sha256.of(manifest);
        while (true) {
            Catalog now = log.read();
            Optional<Action.Publish> before = now.ofRun(run);
            if (before.isPresent()) {
                return stored(before.get());
            }
            Action.Publish next = new Action.Publish(now.newest() + 1, run, hash);
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

    private StoredModel stored(Action.Publish publish) {
        return new StoredModel(
                name, publish.version(), publish.run(), files.root() + "/data/" + publish.run(), publish.manifest());
    }

    /** The versions on offer, oldest first. */
    public List<StoredModel> versions() {
        return log.read().versions().values().stream().map(this::stored).toList();
    }

    /** Where each alias points. */
    public SortedMap<String, Integer> aliases() {
        return log.read().aliases();
    }

    /**
     * Points an alias to a version, whatever it pointed to before.
     *
     * @throws StorageException when that version is not on offer
     */
    public StoredModel point(String alias, int version) {
        while (true) {
            Catalog now = log.read();
            if (point(now, alias, version)) {
                return stored(now.versions().get(version));
            }
        }
    }

    /**
     * Points an alias to a version only if it still points where the caller last saw it, so that of two challengers who
     * each beat the old champion one is told to look again.
     *
     * @param expected where it pointed, empty for nowhere
     * @return whether it points to the version now
     * @throws StorageException when that version is not on offer
     */
    public boolean pointIf(String alias, OptionalInt expected, int version) {
        while (true) {
            Catalog now = log.read();
            if (!now.alias(alias).equals(expected)) {
                return false;
            }
            if (point(now, alias, version)) {
                return true;
            }
        }
    }

    private boolean point(Catalog now, String alias, int version) {
        Names.checkAlias(alias);
        offered(now, version);
        return log.append(now, new Action.Alias(alias, now.alias(alias).orElse(0), version));
    }

    private Action.Publish offered(Catalog now, int version) {
        Action.Publish publish = now.versions().get(version);
        if (publish == null) {
            String what = now.retired().containsKey(version) ? " was retired" : " is not there";
            throw new StorageException("version " + version + " of " + files.root() + what + "; " + offer(now));
        }
        return publish;
    }

    private static String offer(Catalog now) {
        if (now.versions().isEmpty()) {
            return "no version is published there yet";
        }
        return "on offer are versions " + now.versions().keySet() + " and aliases "
                + now.aliases().keySet();
    }

    /**
     * Finds a version.
     *
     * @param selector a version's number, an alias, or empty for the champion, or where there is none the newest version
     * @throws StorageException when there is none such
     */
    public StoredModel find(String selector) {
        Catalog now = log.read();
        if (now.versions().isEmpty()) {
            throw new StorageException("no model is published at " + files.root()
                    + "; train one, or name a model directory or STORE/NAME[@version|@alias]");
        }
        int version;
        if (selector.isEmpty()) {
            version = now.alias(CHAMPION).orElse(now.versions().lastKey());
        } else if (Names.isVersion(selector)) {
            version = Integer.parseInt(selector);
        } else {
            version = now.alias(selector)
                    .orElseThrow(() -> new StorageException(
                            "alias \"" + selector + "\" is not in " + files.root() + "; " + offer(now)));
        }
        return stored(offered(now, version));
    }

    /**
     * Reads a version's files, each compared with the manifest, and the manifest with the log.
     *
     * @return the files by name, without the manifest
     * @throws StorageException when one is missing or is not what was published
     */
    public SortedMap<String, byte[]> read(StoredModel model) {
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

    private byte[] readFile(String path) {
        try {
            return files.read(path)
                    .orElseThrow(() -> new StorageException(
                            Json.damaged(files.root() + "/" + path, "it is missing, though it was published")));
        } catch (IOException e) {
            throw new StorageException(
                    "cannot read " + files.root() + "/" + path + ": " + StorageException.reason(e)
                            + "; see that the file system answers and that you may read it",
                    e);
        }
    }

    /**
     * Keeps the newest versions, and those an alias points to: the others are retired at once, and their files deleted
     * when that was said longer ago than {@code grace}, so that a job that pinned one can finish. Directories no entry
     * ever named (a run that crashed while publishing) go after the same time. Times are the file system's own.
     *
     * @param keep newest versions that stay
     * @param grace how long retired files stay readable
     * @return the versions retired by this call, oldest first
     * @throws StorageException when the store cannot be read or written; what was done until then stands
     */
    public List<Integer> retain(int keep, Duration grace) {
        List<Integer> retired = new ArrayList<>();
        Catalog now = log.read();
        while (!now.beyond(keep).isEmpty()) {
            int oldest = now.beyond(keep).get(0);
            if (log.append(now, new Action.Retire(oldest))) {
                retired.add(oldest);
            }
            now = log.read();
        }
        try {
            sweep(grace);
        } catch (IOException e) {
            throw new StorageException(
                    "cannot delete what was retired in " + files.root() + ": " + StorageException.reason(e)
                            + "; nothing on offer is touched, try again later",
                    e);
        }
        return retired;
    }

    private void sweep(Duration grace) throws IOException {
        Catalog now = log.read();
        if (now.entries() == 0) {
            return;
        }
        long before = log.written(now.entries() - 1) - grace.toMillis();
        Set<String> named = new HashSet<>();
        now.versions().values().forEach(version -> named.add(version.run()));
        for (Catalog.Retired gone : now.retired().values()) {
            named.add(gone.version().run());
            if (log.written(gone.entry()) < before) {
                files.delete("data/" + gone.version().run());
            }
        }
        for (String run : files.list("data")) {
            if (!named.contains(run) && files.modified("data/" + run) < before) {
                files.delete("data/" + run);
            }
        }
    }
}
