package io.seiche.store;

import io.seiche.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * A small file outside the store that a user asked for: a report, a JSON document, an exported model.
 *
 * @param key the option or configuration key that names the path, for messages
 * @param path any Hadoop path
 * @param hadoop settings of the file systems
 */
public record OutputFile(String key, String path, Configuration hadoop) {
    private static final FsPermission FILE_MODE = new FsPermission((short) 0640);
    private static final FsPermission DIRECTORY_MODE = new FsPermission((short) 0750);

    /**
     * Gives the files of a folder that Spark has written, and the folder, the permissions of the store.
     *
     * @throws IOException if they cannot be changed
     */
    public static void restrict(String folder, Configuration hadoop) throws IOException {
        Path path = new Path(folder);
        restrict(path.getFileSystem(hadoop), path);
    }

    private static void restrict(FileSystem fileSystem, Path path) throws IOException {
        fileSystem.setPermission(path, DIRECTORY_MODE);
        for (FileStatus each : fileSystem.listStatus(path)) {
            if (each.isDirectory()) {
                restrict(fileSystem, each.getPath());
            } else {
                fileSystem.setPermission(each.getPath(), FILE_MODE);
            }
        }
    }

    /**
     * Checks that the file could be written; leaves nothing in its place.
     *
     * @throws StorageException if it could not
     */
    public void check() {
        Path target = new Path(path);
        try {
            FileSystem fileSystem = target.getFileSystem(hadoop);
            if (fileSystem.exists(target) && fileSystem.getFileStatus(target).isDirectory()) {
                throw new StorageException(key + " " + path + " is a directory; give the name of a file");
            }
            Path probe = beside(target);
            fileSystem.create(probe, true).close(); // true: a repeated request whose reply was lost succeeds
            fileSystem.delete(probe, false);
        } catch (IOException refused) {
            throw cannotWrite(refused);
        }
    }

    /**
     * Writes text, as {@link #write(byte[])} does.
     *
     * @throws StorageException if it cannot be written
     */
    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the file whole: beside its place first, then moved there; on a local disk without Hadoop's checksum file. Its
     * permissions are those of the store, since it shows rows of the table.
     *
     * @throws StorageException if it cannot be written
     */
    public void write(byte[] bytes) {
        Path target = new Path(path);
        Path partial = beside(target);
        try {
            FileSystem fileSystem = target.getFileSystem(hadoop);
            FileSystem bare = fileSystem instanceof ChecksumFileSystem local ? local.getRawFileSystem() : fileSystem;
            try (FSDataOutputStream stream = FileSystem.create(bare, partial, FILE_MODE)) {
                stream.write(bytes);
            }
            FileContext.getFileContext(fileSystem.getUri(), hadoop).rename(partial, target, Rename.OVERWRITE);
            if (fileSystem instanceof ChecksumFileSystem local) { // one that an earlier file may have left
                bare.delete(local.getChecksumFile(target), false);
            }
        } catch (IOException refused) {
            throw cannotWrite(refused);
        }
    }

    private static Path beside(Path target) {
        return new Path(
                target.getParent() == null ? new Path(".") : target.getParent(),
                "." + target.getName() + "." + Long.toHexString(System.nanoTime()));
    }

    private StorageException cannotWrite(IOException refused) {
        return new StorageException(
                key + " " + path + " cannot be written: " + Reason.of(refused) + "; choose another path or free it",
                refused);
    }
}
