package io.seiche.store;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A Hadoop file system on a {@link SimulatedDisk}, as one process sees it. Each call of the store takes one step of the
 * process or more, so that other processes run between any two of them.
 */
public final class SimulatedFileSystem extends MemoryFileSystem {
    /** One step of a process, which may fail, be lost, or suspend the process. */
    interface Steps {
        <T> T step(SimulatedStep<T> step) throws IOException;

        /** Returns how much of a write that does not succeed is left. */
        int torn(int length);
    }

    /** The effect of one step on the disk. */
    interface SimulatedStep<T> {
        T run() throws IOException;
    }

    private static final URI HDFS = URI.create("hdfs://disk");
    private static final URI OBJECTS = URI.create("objects://disk");
    private static final Configuration CONFIGURATION = configuration();

    private static final ThreadLocal<SimulatedFileSystem> CURRENT = new ThreadLocal<>();

    private final SimulatedDisk disk;
    private final Steps steps;
    private final URI uri;

    SimulatedFileSystem(SimulatedDisk disk, Steps steps) {
        this.disk = disk;
        this.steps = steps;
        this.uri = disk.isObjects() ? OBJECTS : HDFS;
        setConf(CONFIGURATION);
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(false);
        configuration.set("fs.AbstractFileSystem.hdfs.impl", Abstract.class.getName());
        configuration.set("fs.permissions.umask-mode", "027");
        return configuration;
    }

    /** Opens the files of a store for the process that runs next. */
    static StoreFiles open(SimulatedDisk disk, Steps steps, Supplier<String> unique) {
        SimulatedFileSystem fileSystem = new SimulatedFileSystem(disk, steps);
        Path root = new Path(fileSystem.getUri() + "/store");
        try {
            return HadoopFiles.of(root, fileSystem, CONFIGURATION, false, unique);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The file system as {@code FileContext} wants it. */
    public static final class Abstract extends DelegateToFileSystem {
        /** Called by Hadoop. */
        public Abstract(URI uri, Configuration configuration) throws IOException, URISyntaxException {
            super(uri, CURRENT.get(), configuration, "hdfs", false);
        }

        /** One step, as on HDFS; the default looks first and renames then. */
        @Override
        public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
            ((SimulatedFileSystem) fsImpl).rename(from, to, Options.Rename.NONE);
        }
    }

    @Override
    public String getScheme() {
        return uri.getScheme();
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) {
        return disk.isObjects() && capability.equals(AtomicCreate.ByCondition.CONDITION);
    }

    @Override
    byte[] bytes(String name) throws IOException {
        return steps.step(() -> disk.read(name));
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
        CURRENT.set(this); // for the rename that follows
        steps.step(() -> {
            disk.write(name(path), new byte[0]);
            return null;
        });
        return new FSDataOutputStream(new SimulatedFileStream(name(path)), null);
    }

    @Override
    public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
        return new SimulatedUpload(path);
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw new UnsupportedOperationException();
    }

    @Override
    @SuppressWarnings("deprecation") // FileContext calls it
    public void rename(Path from, Path to, Options.Rename... options) throws IOException {
        steps.step(() -> {
            disk.rename(name(from), name(to));
            return null;
        });
    }

    @Override
    public void setPermission(Path path, FsPermission permission) {}

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        if (disk.isObjects()) { // one object after another
            List<String> all = steps.step(() -> disk.under(name(path)));
            for (String each : all) {
                steps.step(() -> disk.delete(each));
            }
            return true;
        }
        return steps.step(() -> {
            for (String each : disk.under(name(path))) {
                disk.delete(each);
            }
            return true;
        });
    }

    /** A listing in two pages, between which the directory may change. */
    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        List<FileStatus> all = new ArrayList<>(steps.step(() -> page(path, "")));
        if (all.size() > 1) {
            all.subList(all.size() / 2, all.size()).clear();
            String last = all.get(all.size() - 1).getPath().getName();
            all.addAll(steps.step(() -> page(path, last)));
        }
        return all.toArray(FileStatus[]::new);
    }

    private List<FileStatus> page(Path path, String after) throws IOException {
        checkParent(path);
        if (!disk.exists(name(path))) {
            throw new FileNotFoundException(path + " does not exist");
        }
        return disk.children(name(path)).stream()
                .filter(child -> child.compareTo(after) > 0)
                .map(child -> status(disk.path(path, child)))
                .toList();
    }

    private void checkParent(Path path) throws IOException {
        String parent = name(path.getParent());
        if (!disk.isObjects() && disk.exists(parent) && !disk.isDirectory(parent)) {
            throw new ParentNotDirectoryException(parent);
        }
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
        return steps.step(() -> {
            disk.makeDirectory(name(path));
            return true;
        });
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return steps.step(() -> {
            if (!disk.exists(name(path))) {
                throw new FileNotFoundException(path + " does not exist");
            }
            return status(path);
        });
    }

    private FileStatus status(Path path) {
        String name = name(path);
        return new FileStatus(disk.length(name), disk.isDirectory(name), 1, 1, disk.modified(name), path);
    }

    @Override
    public short getDefaultReplication(Path path) {
        return 1;
    }

    /** A file being written: what is not synced may be lost or torn. */
    private final class SimulatedFileStream extends OutputStream implements Syncable {
        private final String path;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        SimulatedFileStream(String path) {
            this.path = path;
        }

        @Override
        public void write(int one) {
            written.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            written.write(bytes, from, length);
            steps.step(() -> {
                disk.write(path, Arrays.copyOf(written.toByteArray(), steps.torn(written.size())));
                return null;
            });
        }

        @Override
        public void hflush() throws IOException {
            hsync();
        }

        @Override
        public void hsync() throws IOException {
            steps.step(() -> {
                disk.write(path, written.toByteArray());
                return null;
            });
        }
    }

    /** A conditional upload: the object appears when the stream is closed. */
    private final class SimulatedUpload extends FSDataOutputStreamBuilder<FSDataOutputStream, SimulatedUpload> {
        private final String path;

        SimulatedUpload(Path path) {
            super(SimulatedFileSystem.this, path);
            this.path = name(path);
        }

        @Override
        public SimulatedUpload getThisBuilder() {
            return this;
        }

        @Override
        public FSDataOutputStream build() {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            return new FSDataOutputStream(
                    new OutputStream() {
                        private boolean closed;

                        @Override
                        public void write(int one) {
                            written.write(one);
                        }

                        @Override
                        public void close() throws IOException {
                            if (!closed) {
                                closed = true;
                                steps.step(() -> {
                                    disk.upload(path, written.toByteArray());
                                    return null;
                                });
                            }
                        }
                    },
                    null);
        }
    }
}
