package io.seiche.store;

import io.seiche.text.Reason;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The file operations of a store, under one root directory. Paths are relative to the root, with {@code /} between
 * names that were checked by {@link Names}.
 */
interface StoreFiles {
    /** Directory of temporary files, which are never read. */
    String TEMPORARIES = "_tmp";

    /** The form of {@link #unique}, which temporary files have as their names. */
    Pattern TEMPORARY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Outcome of a race to create a file. */
    enum CreateOutcome {
        /** The file exists with this call's bytes. */
        WON,
        /** Another writer created the file before, with other bytes. */
        LOST
    }

    /**
     * Returns the files under a directory, by the kind of its file system.
     *
     * @param singleWriter see {@link StoreSpec#singleWriter}
     * @throws StorageException if the file system cannot be opened
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
                    "cannot open " + directory + ": " + Reason.of(e) + "; check the path and its file system", e);
        }
    }

    /** Returns the root directory as a user writes it. */
    String root();

    /** Returns a text that no other call in any process returns, of the form {@link #TEMPORARY}. */
    default String unique() {
        return UUID.randomUUID().toString();
    }

    /**
     * Creates a file atomically unless it exists. Of any number of callers in any processes, at most one succeeds. If
     * the outcome of a write is unknown, the file is read back and its bytes are compared; bytes that must differ from
     * those of other callers therefore contain a nonce.
     *
     * @throws StorageException if the file cannot be written, is larger than {@link FileSizes} allows, or if it is
     *     unknown whether it was written; the message states which. In the last case nothing is deleted
     */
    CreateOutcome putIfAbsent(String path, byte[] bytes);

    /**
     * Returns the bytes of a file, or nothing if the file does not exist (or is empty, on file systems that show
     * unfinished files).
     *
     * @throws IOException if the file exists and cannot be read
     * @throws StorageException if it is larger than {@link FileSizes} allows; nothing of it is read then
     */
    Optional<byte[]> read(String path) throws IOException;

    /**
     * Returns the names in a directory, sorted; none if the directory does not exist or is a file. Other programs may
     * have left files there, so that callers select the names they know.
     */
    List<String> list(String directory) throws IOException;

    /** Returns the time of a file's last change, in milliseconds of the file system's clock; empty if it does not exist. */
    OptionalLong modified(String path) throws IOException;

    /** Returns the current time of the file system's clock, taken from a file written now. The store must exist. */
    long now() throws IOException;

    /**
     * Deletes a file, or a directory with its contents, if it exists. Others may delete the same at the same time. What a
     * symbolic link points to is not deleted.
     *
     * @throws IOException if it cannot be deleted, or its path leads through a symbolic link below the root
     */
    void delete(String path) throws IOException;

    /**
     * Checks that files can be created under the root. Leaves no files.
     *
     * @throws StorageException if they cannot
     */
    void probe();
}
