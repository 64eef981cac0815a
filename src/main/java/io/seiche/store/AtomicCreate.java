package io.seiche.store;

import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.io.IOUtils;

/** A way to make a file appear whole on a Hadoop file system, unless one is there. */
sealed interface AtomicCreate {
    /**
     * Brings the bytes to the file system, where nobody sees them yet.
     *
     * @param target the file they will be
     * @param temporary a name to keep them under until then, where one is needed
     * @throws IOException when they did not get there; the file is not there then, and never will be
     */
    Staged stage(Path target, Path temporary, byte[] bytes) throws IOException;

    /** Whether a file's directories must be made before it. */
    boolean wantsDirectories();

    /** Bytes that wait to become a file. */
    interface Staged {
        /**
         * Makes the file appear.
         *
         * @throws IOException when it was there already, or nobody knows whether it appeared
         */
        void commit() throws IOException;

        /**
         * Gives the bytes up.
         *
         * @return whether it is certain now that they have not become the file and never will
         */
        boolean discard();
    }

    /**
     * HDFS: the bytes are written and synced under another name, then renamed; {@code Rename.NONE} refuses a name that is
     * taken, atomically there. On other file systems that takes two steps, which one writer alone may take.
     */
    record ByRename(FileSystem fileSystem, Configuration configuration) implements AtomicCreate {
        private static final FsPermission FILE_MODE = new FsPermission((short) 0640);
        /** HDFS charges a quota for whole blocks, and this is the smallest its default settings allow. */
        private static final long SMALL_BLOCK = 1L << 20;

        private static final int BUFFER = 64 << 10;

        @Override
        public boolean wantsDirectories() {
            return true;
        }

        @Override
        public Staged stage(Path target, Path temporary, byte[] bytes) throws IOException {
            Renamed staged = new Renamed(temporary, target);
            try {
                write(temporary, bytes);
            } catch (IOException e) {
                staged.discard();
                throw e;
            }
            return staged;
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
            fileSystem.setPermission(file, FILE_MODE); // a umask may have taken more away
        }

        private final class Renamed implements Staged {
            private final Path temporary;
            private final Path target;

            Renamed(Path temporary, Path target) {
                this.temporary = temporary;
                this.target = target;
            }

            @Override
            public void commit() throws IOException {
                FileContext.getFileContext(temporary.toUri(), configuration)
                        .rename(temporary, target, Options.Rename.NONE);
            }

            @Override
            public boolean discard() {
                try {
                    return fileSystem.delete(temporary, false);
                } catch (IOException e) {
                    return false; // a file left in _tmp harms nobody, and what went wrong before matters more
                }
            }
        }
    }

    /** Object stores that take a condition with the upload: the object appears when the stream is closed, if none is there. */
    record ByCondition(FileSystem fileSystem) implements AtomicCreate {
        /** The path capability and the option of a file system's {@code createFile}. */
        static final String CONDITION = Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

        @Override
        public boolean wantsDirectories() {
            return false;
        }

        @Override
        public Staged stage(Path target, Path temporary, byte[] bytes) throws IOException {
            FSDataOutputStreamBuilder<?, ?> upload =
                    fileSystem.createFile(target).overwrite(true);
            upload.must(CONDITION, true);
            FSDataOutputStream out = upload.build();
            Uploaded staged = new Uploaded(out);
            try {
                out.write(bytes);
            } catch (IOException e) {
                staged.discard();
                throw e;
            }
            return staged;
        }

        private record Uploaded(FSDataOutputStream out) implements Staged {
            @Override
            public void commit() throws IOException {
                out.close();
            }

            /** Closing would make half a file appear. */
            @Override
            public boolean discard() {
                if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
                    out.abort();
                }
                return false;
            }
        }
    }
}
