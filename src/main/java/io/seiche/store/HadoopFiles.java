package io.seiche.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.io.IOUtils;

/**
 * A store's files on a file system that Hadoop opens. Any can be read; only HDFS is written, where a rename that may not
 * overwrite is atomic and exclusive. Files are 0640, directories 0750.
 */
final class HadoopFiles implements StoreFiles {
    private static final FsPermission FILE_MODE = new FsPermission((short) 0640);
    private static final FsPermission DIRECTORY_MODE = new FsPermission((short) 0750);
    /** HDFS charges a quota for whole blocks, and this is the smallest its default settings allow. */
    private static final long SMALL_BLOCK = 1L << 20;

    private static final int BUFFER = 64 << 10;

    private final Path directory;
    private final FileSystem fileSystem;
    private final Configuration configuration;

    HadoopFiles(Path directory, FileSystem fileSystem, Configuration configuration) {
        this.directory = fileSystem.makeQualified(directory);
        this.fileSystem = fileSystem;
        this.configuration = configuration;
    }

    @Override
    public String root() {
        return directory.toString();
    }

    @Override
    public Outcome putIfAbsent(String path, byte[] bytes) {
        checkScheme();
        Path target = new Path(directory, path);
        Path temporary = new Path(new Path(directory, "_tmp"), UUID.randomUUID().toString());
        try {
            makeDirectories(target.getParent());
            makeDirectories(temporary.getParent());
            write(temporary, bytes);
        } catch (IOException e) {
            discard(temporary);
            throw cannotWrite(target, e);
        }
        try {
            FileContext.getFileContext(directory.toUri(), configuration).rename(temporary, target, Options.Rename.NONE);
            return Outcome.WON;
        } catch (FileAlreadyExistsException e) {
            discard(temporary);
            return readBack(path, bytes).orElseThrow(() -> cannotTell(target, e));
        } catch (IOException e) {
            // The name node may have done it and the answer been lost: whoever's bytes are there has won.
            Optional<Outcome> outcome = readBack(path, bytes);
            if (outcome.isEmpty()) {
                throw cannotTell(target, e);
            }
            discard(temporary);
            return outcome.get();
        }
    }

    private Optional<Outcome> readBack(String path, byte[] bytes) {
        try {
            return read(path).map(found -> Arrays.equals(found, bytes) ? Outcome.WON : Outcome.LOST);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        long block = bytes.length < SMALL_BLOCK ? SMALL_BLOCK : fileSystem.getDefaultBlockSize(file);
        FSDataOutputStream out = fileSystem.create(
                file,
                FILE_MODE,
                EnumSet.of(CreateFlag.CREATE),
                BUFFER,
                fileSystem.getDefaultReplication(file),
                block,
                null);
        try {
            out.write(bytes);
            out.hsync();
        } catch (IOException e) {
            // HDFS throws the very same exception again from close(), which try-with-resources cannot take.
            IOUtils.closeStream(out);
            throw e;
        }
        out.close();
    }

    private void makeDirectories(Path path) throws IOException {
        if (!fileSystem.exists(path)) {
            makeDirectories(path.getParent());
            FileSystem.mkdirs(fileSystem, path, DIRECTORY_MODE);
        }
    }

    private void discard(Path temporary) {
        try {
            fileSystem.delete(temporary, false);
        } catch (IOException e) {
            // A file left in _tmp harms nobody, and what went wrong before matters more.
            return;
        }
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        Path file = new Path(directory, path);
        FileStatus status;
        try {
            status = fileSystem.getFileStatus(file);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        if (status.getLen() == 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[Math.toIntExact(status.getLen())];
        try (FSDataInputStream in = fileSystem.open(file)) {
            in.readFully(0, bytes);
        }
        return Optional.of(bytes);
    }

    @Override
    public List<String> list(String path) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus status : fileSystem.listStatus(new Path(directory, path))) {
                names.add(status.getPath().getName());
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public long modified(String path) throws IOException {
        return fileSystem.getFileStatus(new Path(directory, path)).getModificationTime();
    }

    @Override
    public void delete(String path) throws IOException {
        fileSystem.delete(new Path(directory, path), true);
    }

    @Override
    public void probe() {
        checkScheme();
        try {
            Path existing = directory;
            while (!fileSystem.exists(existing)) {
                existing = existing.getParent();
            }
            if (!fileSystem.getFileStatus(existing).isDirectory()) {
                throw new IOException(existing + " is a file, not a directory");
            }
            Path file = new Path(existing, ".seiche-" + UUID.randomUUID());
            try {
                write(file, new byte[] {1});
            } finally {
                discard(file);
            }
        } catch (IOException e) {
            throw cannotWrite(directory, e);
        }
    }

    private void checkScheme() {
        if (!"hdfs".equals(directory.toUri().getScheme())) {
            throw new StorageException(
                    "cannot write " + directory + ": models are published to local directories and hdfs:"
                            + " paths, where two writers cannot overwrite each other; set store.path to one of those");
        }
    }

    private static StorageException cannotWrite(Path target, IOException e) {
        return new StorageException(
                "cannot write " + target + ": " + StorageException.reason(e)
                        + "; set store.path to a directory that can be written, or free this one",
                e);
    }

    private static StorageException cannotTell(Path target, IOException e) {
        return new StorageException(
                "cannot tell whether " + target + " was written: " + StorageException.reason(e)
                        + "; nothing was deleted, look again when the file system answers",
                e);
    }
}
