package io.seiche.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The few things the store asks of a file system, under one root directory. Paths are relative to the root, with {@code
 * /} between names that {@link Names} has checked.
 */
interface StoreFiles {
    /** Who put the file there. */
    enum Outcome {
        /** This call: the file is there, whole, with these bytes. */
        WON,
        /** Someone else, before. */
        LOST
    }

    /** The root, as a user would write it. */
    String root();

    /**
     * Makes a file appear whole, unless one is there. Of any number of callers, in any processes, at most one wins. After
     * a failure whose outcome is in doubt the file is read back and its bytes compared, so bytes that must not be mistaken
     * for another caller's carry a nonce.
     *
     * @throws StorageException when the file cannot be written, or when nobody can tell whether it was; nothing that may
     *     be the file is deleted then
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

    /** When the file system says a file or directory was last changed, in its own milliseconds. */
    long modified(String path) throws IOException;

    /** Removes a file, or a directory with everything in it; nothing happens when it is not there. */
    void delete(String path) throws IOException;

    /**
     * Finds out whether files can be made under the root, leaving nothing behind.
     *
     * @throws StorageException when they cannot
     */
    void probe();
}
