package io.seiche.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A Hadoop file system on the {@link FaultyDisk} in memory: every call is one step, and each step can fail. */
public final class FaultyFileSystem extends MemoryFileSystem {
    static final String ROOT = "faulty://disk/store";

    private static final Configuration CONFIGURATION = configuration();

    private static FaultyDisk disk;

    /** The file system for {@code FileContext}. */
    public static final class Abstract extends DelegateToFileSystem {
        /** Called by Hadoop. */
        public Abstract(URI uri, Configuration configuration) throws IOException, URISyntaxException {
            super(uri, new FaultyFileSystem(), configuration, "faulty", false);
        }
    }

    /** The store on a disk, opened as by a process of its own; disks are used one after the other. */
    static Store store(FaultyDisk on) {
        disk = on;
        return Store.open(new StoreSpec(ROOT, 1, true), "load", CONFIGURATION);
    }

    /** The runs kept there, likewise. */
    static TrainingRuns runs(FaultyDisk on) {
        disk = on;
        return TrainingRuns.open(new StoreSpec(ROOT, 1, true), "load", CONFIGURATION);
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(false);
        configuration.setClass("fs.faulty.impl", FaultyFileSystem.class, FileSystem.class);
        configuration.set("fs.AbstractFileSystem.faulty.impl", Abstract.class.getName());
        configuration.setBoolean("fs.faulty.impl.disable.cache", true);
        return configuration;
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public URI getUri() {
        return URI.create("faulty://disk");
    }

    @Override
    byte[] bytes(String name) throws IOException {
        return disk.step(() -> disk.bytes(name));
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        disk.step(() -> {
            disk.create(name(path));
            return null;
        });
        return new FSDataOutputStream(new Written(name(path)), null);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return disk.step(() -> {
            disk.rename(name(from), name(to));
            return true;
        });
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return disk.step(() -> disk.delete(name(path)));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return disk.step(() -> disk.children(name(path)).stream()
                .map(child -> status(new Path(path, child)))
                .toArray(FileStatus[]::new));
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
        return disk.step(() -> {
            disk.directory(name(path));
            return true;
        });
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return disk.step(() -> {
            if (!disk.exists(name(path))) {
                throw new FileNotFoundException(path + " is not there");
            }
            return status(path);
        });
    }

    private static FileStatus status(Path path) {
        boolean directory = disk.isDirectory(name(path));
        long length = directory ? 0 : disk.bytes(name(path)).length;
        return new FileStatus(length, directory, 1, 1, disk.modified(name(path)), path);
    }

    private static final class Written extends OutputStream implements Syncable {
        private final String path;

        Written(String path) {
            this.path = path;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            disk.write(path, bytes, from, length);
        }

        @Override
        public void hflush() throws IOException {
            hsync();
        }

        @Override
        public void hsync() throws IOException {
            disk.step(() -> {
                disk.sync(path);
                return null;
            });
        }
    }

    /** The answer of {@code Rename.NONE} when the name is taken. */
    static FileAlreadyExistsException taken(String path) {
        return new FileAlreadyExistsException(path + " is there already");
    }
}
