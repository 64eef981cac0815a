package io.seiche.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;

/**
 * The files of a simulation, with a clock of their own and the semantics of HDFS or of S3. Every method is one atomic
 * step. A watcher is told of each file that appears and each that goes.
 */
final class SimulatedDisk {
    /** Receives the changes of the disk. */
    interface Watcher {
        /** A file has its final content, under its final name. */
        void created(String path, byte[] bytes, boolean replaced);

        /** A file was deleted. */
        void deleted(String path);
    }

    /**
     * One file or directory; bytes are null for a directory.
     *
     * @param modified time of its last write by the clock
     * @param written the same by the time that has passed
     */
    private record SimulatedFile(byte[] bytes, long modified, long written) {}

    private final SortedMap<String, SimulatedFile> files = new TreeMap<>();
    /** Paths of listings, whose parsing would take a third of a simulation's time. */
    private final Map<String, Path> paths = new HashMap<>();

    private final boolean objects;
    private final boolean overwrites;
    private final Watcher watcher;
    /** The clock of the file system, in milliseconds. */
    private long clock = 1_000_000_000_000L;

    private long passed;

    /**
     * A disk without files.
     *
     * @param objects true for the semantics of S3: no directories, no rename
     * @param overwrites true for the mistake that creating a file under a final name replaces an existing one
     */
    SimulatedDisk(boolean objects, boolean overwrites, Watcher watcher) {
        this.objects = objects;
        this.overwrites = overwrites;
        this.watcher = watcher;
    }

    boolean isObjects() {
        return objects;
    }

    /** Returns the time that has passed, in milliseconds: a clock that is set back does not undo it. */
    long passed() {
        return passed;
    }

    /** Moves the clock; back if the time is negative. */
    void advance(long milliseconds) {
        clock += milliseconds;
        passed += Math.max(0, milliseconds);
    }

    private SimulatedFile file(byte[] bytes) {
        return new SimulatedFile(bytes, clock, passed);
    }

    /** Returns the time that has passed since the last write to a file. */
    long age(String path) {
        return passed - files.get(path).written;
    }

    boolean exists(String path) {
        return path.equals("/")
                || files.containsKey(path)
                || (objects && !files.subMap(path + "/", path + "0").isEmpty());
    }

    boolean isDirectory(String path) {
        SimulatedFile file = files.get(path);
        return file == null || file.bytes == null;
    }

    long length(String path) {
        SimulatedFile file = files.get(path);
        return file == null || file.bytes == null ? 0 : file.bytes.length;
    }

    long modified(String path) {
        SimulatedFile file = files.get(path);
        return file == null ? 0 : file.modified;
    }

    byte[] read(String path) throws FileNotFoundException {
        SimulatedFile file = files.get(path);
        if (file == null || file.bytes == null) {
            throw new FileNotFoundException(path);
        }
        return file.bytes;
    }

    /** Writes part of a file that is not complete yet. */
    void write(String path, byte[] bytes) {
        files.put(path, file(bytes));
    }

    void makeDirectory(String path) {
        files.putIfAbsent(path, file(null));
    }

    /** Creates an object unless it exists. */
    void upload(String path, byte[] bytes) throws IOException {
        place(path, file(bytes));
    }

    /** Renames a file unless the new name exists. */
    void rename(String from, String to) throws IOException {
        SimulatedFile file = files.get(from);
        if (file == null) {
            throw new FileNotFoundException(from);
        }
        place(to, file);
        files.remove(from);
    }

    private void place(String path, SimulatedFile file) throws IOException {
        boolean taken = files.containsKey(path);
        if (taken && !overwrites) {
            throw new FileAlreadyExistsException(path);
        }
        files.put(path, file);
        watcher.created(path, file.bytes, taken);
    }

    /** Deletes a file or an empty directory, or with all contents; S3 deletes one object after another. */
    boolean delete(String path) {
        SimulatedFile gone = files.remove(path);
        if (gone != null && gone.bytes != null) {
            watcher.deleted(path);
        }
        return gone != null;
    }

    /** Paths of a directory and everything in it, the deepest first. */
    List<String> under(String path) {
        List<String> all = new ArrayList<>(files.subMap(path + "/", path + "0").keySet());
        Collections.reverse(all);
        all.add(path);
        return all;
    }

    /** Returns the path of a file in a directory. */
    Path path(Path directory, String name) {
        return paths.computeIfAbsent(directory.toUri().getPath() + "/" + name, absent -> new Path(directory, name));
    }

    /** Names in a directory, sorted. */
    List<String> children(String path) {
        List<String> names = new ArrayList<>();
        String last = "";
        for (String name : files.subMap(path + "/", path + "0").keySet()) {
            int end = name.indexOf('/', path.length() + 1);
            String child = name.substring(path.length() + 1, end < 0 ? name.length() : end);
            if (!child.equals(last) && (end < 0 || objects)) {
                names.add(child);
                last = child;
            }
        }
        return names;
    }
}
