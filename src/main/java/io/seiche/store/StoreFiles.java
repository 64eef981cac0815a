package io.seiche.store;

import io.seiche.text.Failures;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The few things the store asks of a file system, under one root directory. Paths are relative to the root, with {@code
 * /} between names that {@link Names} has checked.
 */
interface StoreFiles {
    /** The directory of half-written files, which nobody reads. */
    String TEMPORARIES = "_tmp";

    /** Who put the file there. */
    enum Outcome {
        /** This call: the file is there, whole, with these bytes. */
        WON,
        /** Someone else, before. */
        LOST
    }

    /**
     * The files under a directory, by the kind of its file system.
     *
     * @param singleWriter see {@link StoreSpec#singleWriter}
     * @throws StorageException when the file system cannot be opened
     */
    static StoreFiles at(String directory, boolean singleWriter, Configuration hadoop) {
        try {
            Path path = new Path(directory);
            FileSystem fileSystem = path.getFileSystem(hadoop);
            Path qualified = fileSystem.makeQualified(path);
            if ("file".equals(qualified.toUri().getScheme())) {
                return new LocalFiles(Paths.get(qualified.toUri().getPath()), singleWriter);
            }
            return HadoopFiles.of(qualified, fileSystem, hadoop, singleWriter);
        } catch (IOException | IllegalArgumentException e) {
            throw new StorageException(
                    "cannot open " + directory + ": " + Failures.reason(e)
                            + "; see that the path is right and its file system answers",
                    e);
        }
    }

    /** The root, as a user would write it. */
    String root();

    /**
     * Makes a file appear whole, unless one is there. Of any number of callers, in any processes, at most one wins. After
     * a failure whose outcome is in doubt the file is read back and its bytes compared, so bytes that must not be mistaken
     * for another caller's carry a nonce.
     *
     * @throws StorageException when the file cannot be written, or, the third outcome, when nobody can tell whether it was:
     *     the message says which; nothing that may be the file is deleted then
     */
    Outcome putIfAbsent(String path, byte[] bytes);

    /**
     * A file's bytes, or nothing when there is no such file (or, on a file system that shows unfinished files, when it is
     * empty).
     *
     * @throws IOException when it is there and cannot be read
     */
    Optional<byte[]> read(String path) throws IOException;

    /** Names in a directory, sorted; none when it is not there. */
    List<String> list(String directory) throws IOException;

    /** When the file system says a file was last changed, in its own milliseconds. */
    long modified(String path) throws IOException;

    /** What the file system's clock shows: when it says a file written now was changed. The store must be there. */
    long now() throws IOException;

    /** Removes a file, or a directory with everything in it; nothing happens when it is not there. */
    void delete(String path) throws IOException;

    /**
     * Finds out whether files can be made under the root, leaving nothing behind.
     *
     * @throws StorageException when they cannot
     */
    void probe();
}
