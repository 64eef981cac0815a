package io.seiche.store;

import io.seiche.text.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * A store's files on any Hadoop file system. Reading works on all of them. Writing needs an atomic create, so that
 * exactly one of two writers of a name succeeds: HDFS, and object stores whose connector supports conditional uploads
 * (S3A). Files are 0640 and directories 0750 if the file system has permissions.
 */
final class HadoopFiles implements StoreFiles {
    private static final FsPermission DIRECTORY_MODE = new FsPermission((short) 0750);
    /** Content of a probe file. */
    private static final byte[] ONE_BYTE = {1};

    private final Path directory;
    private final FileSystem fileSystem;
    private final Optional<AtomicCreate> placement;
    private final Supplier<String> unique;

    private HadoopFiles(
            Path directory, FileSystem fileSystem, Optional<AtomicCreate> placement, Supplier<String> unique) {
        this.unique = unique;
        this.directory = directory;
        this.fileSystem = fileSystem;
        this.placement = placement;
    }

    /**
     * Returns the files under a directory.
     *
     * @param singleWriter true if the user guarantees a single writer, for file systems without an atomic create
     */
    static HadoopFiles of(Path directory, FileSystem fileSystem, Configuration configuration, boolean singleWriter)
            throws IOException {
        return of(directory, fileSystem, configuration, singleWriter, () -> UUID.randomUUID()
                .toString());
    }

    /** The same with a source of unique texts. */
    static HadoopFiles of(
            Path directory,
            FileSystem fileSystem,
            Configuration configuration,
            boolean singleWriter,
            Supplier<String> unique)
            throws IOException {
        // HDFS accepts the condition of an object store but ignores it, so the scheme is tested first.
        boolean renames = "hdfs".equals(directory.toUri().getScheme());
        Optional<AtomicCreate> placement = Optional.empty();
        if (!renames && fileSystem.hasPathCapability(directory, AtomicCreate.ByCondition.CONDITION)) {
            placement = Optional.of(new AtomicCreate.ByCondition(fileSystem));
        } else if (renames || singleWriter) {
            placement = Optional.of(new AtomicCreate.ByRename(fileSystem, configuration));
        }
        return new HadoopFiles(directory, fileSystem, placement, unique);
    }

    /** Returns the path of a file of the store; parsed once, unlike by {@code new Path(directory, path)}. */
    private Path at(String path) {
        if (path.equals(".")) {
            return directory;
        }
        URI root = directory.toUri();
        return new Path(root.getScheme(), root.getAuthority(), root.getPath() + "/" + path);
    }

    @Override
    public String root() {
        return directory.toString();
    }

    @Override
    public String unique() {
        return unique.get();
    }

    @Override
    public CreateOutcome putIfAbsent(String path, byte[] bytes) {
        FileSizes.checkWrite(root(), path, bytes.length);
        AtomicCreate how = placement();
        Path target = at(path);
        Path temporary = at(TEMPORARIES + "/" + unique());
        AtomicCreate.Staged staged;
        try {
            if (how.wantsDirectories()) {
                makeDirectories(target.getParent());
                makeDirectories(temporary.getParent());
            }
            staged = how.stage(target, temporary, bytes);
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
        try {
            staged.commit();
            return CreateOutcome.WON;
        } catch (IOException e) {
            return readBack(path, bytes, staged, e);
        }
    }

    /**
     * Reads the file back after a failure: another writer was first, or this write succeeded and its reply was lost.
     */
    private CreateOutcome readBack(String path, byte[] bytes, AtomicCreate.Staged staged, IOException why) {
        Path target = at(path);
        boolean refused = why instanceof AccessDeniedException || why instanceof FileNotFoundException;
        boolean discarded = staged.discard() || refused;
        Optional<byte[]> found;
        try {
            found = read(path);
        } catch (IOException e) {
            throw cannotTell(target, why);
        }
        if (found.isPresent()) {
            return Arrays.equals(found.get(), bytes) ? CreateOutcome.WON : CreateOutcome.LOST;
        }
        throw discarded ? cannotWrite(target, why) : cannotTell(target, why);
    }

    private void makeDirectories(Path path) throws IOException {
        if (!fileSystem.exists(path)) {
            makeDirectories(path.getParent());
            FileSystem.mkdirs(fileSystem, path, DIRECTORY_MODE);
        }
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        Path file = at(path);
        FileStatus status;
        try {
            status = fileSystem.getFileStatus(file);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        if (status.getLen() == 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[FileSizes.check(root(), path, status.getLen())];
        try (FSDataInputStream in = fileSystem.open(file)) {
            in.readFully(0, bytes);
        }
        return Optional.of(bytes);
    }

    @Override
    public List<String> list(String path) throws IOException {
        List<String> names = new ArrayList<>();
        Path listed = at(path);
        try {
            for (FileStatus status : fileSystem.listStatus(listed)) {
                if (!status.getPath().equals(listed)) { // a file is listed as itself
                    names.add(status.getPath().getName());
                }
            }
        } catch (FileNotFoundException | ParentNotDirectoryException e) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public OptionalLong modified(String path) throws IOException {
        try {
            return OptionalLong.of(fileSystem.getFileStatus(at(path)).getModificationTime());
        } catch (FileNotFoundException | ParentNotDirectoryException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void delete(String path) throws IOException {
        fileSystem.delete(at(path), true);
    }

    @Override
    public long now() throws IOException {
        String probe = TEMPORARIES + "/" + unique();
        if (putIfAbsent(probe, ONE_BYTE) != CreateOutcome.WON) {
            throw new IOException(directory + "/" + probe + " was taken");
        }
        try {
            return modified(probe).orElseThrow(() -> new IOException(directory + "/" + probe + " was deleted"));
        } finally {
            delete(probe);
        }
    }

    @Override
    public void probe() {
        AtomicCreate how = placement();
        try {
            Path existing = directory;
            while (how.wantsDirectories() && !fileSystem.exists(existing)) {
                existing = existing.getParent();
            }
            if (how.wantsDirectories() && !fileSystem.getFileStatus(existing).isDirectory()) {
                throw new IOException(existing + " is a file, not a directory");
            }
            Path probe = new Path(existing, ".seiche-" + unique());
            AtomicCreate.Staged staged = how.stage(probe, probe.suffix("-temporary"), ONE_BYTE);
            try {
                staged.commit();
            } catch (IOException e) {
                staged.discard();
                if (!fileSystem.exists(probe)) { // otherwise only the reply was lost: no other writer has this name
                    throw e;
                }
            }
            fileSystem.delete(probe, false);
        } catch (IOException e) {
            throw cannotWrite(directory, e);
        }
    }

    private AtomicCreate placement() {
        return placement.orElseThrow(() -> new StorageException("cannot write " + directory
                + ": models are published only where two writers cannot overwrite each other:"
                + " local directories, hdfs:, and object stores with conditional create (s3a: of Hadoop 3.4.2);"
                + " set store.path to one of those, or store.singleWriter = true if no two jobs ever write"
                + " this store at once"));
    }

    private static StorageException cannotWrite(Path target, IOException e) {
        return new StorageException(
                "cannot write " + target + ": " + Reason.of(e)
                        + "; set store.path to a directory that can be written, or free this one",
                e);
    }

    private static StorageException cannotTell(Path target, IOException e) {
        return new StorageException(
                "cannot tell whether " + target + " was written: " + Reason.of(e)
                        + "; nothing was deleted, check again once the file system is available",
                e);
    }
}
