package io.seiche.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Progressable;

/** A Hadoop file system in memory, without the calls that a store does not make. */
abstract class MemoryFileSystem extends FileSystem {
    static String name(Path path) {
        return path.toUri().getPath();
    }

    /** Returns the bytes of a file. */
    abstract byte[] bytes(String name) throws IOException;

    @Override
    public final FSDataInputStream open(Path path, int buffer) throws IOException {
        return new FSDataInputStream(new MemoryStream(bytes(name(path))));
    }

    @Override
    public FSDataOutputStream append(Path path, int buffer, Progressable progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setWorkingDirectory(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path("/");
    }

    private static final class MemoryStream extends FSInputStream {
        private final byte[] bytes;
        private ByteArrayInputStream in;

        MemoryStream(byte[] bytes) {
            this.bytes = bytes;
            this.in = new ByteArrayInputStream(bytes);
        }

        @Override
        public void seek(long position) {
            in = new ByteArrayInputStream(bytes, (int) position, bytes.length - (int) position);
        }

        @Override
        public long getPos() {
            return (long) bytes.length - in.available();
        }

        @Override
        public boolean seekToNewSource(long target) {
            return false;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int most) {
            return in.read(into, from, most);
        }
    }
}
