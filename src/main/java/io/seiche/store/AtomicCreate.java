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

/** A method of creating a file atomically on a Hadoop file system, unless it exists. */
sealed interface AtomicCreate {
    /**
     * Transfers the bytes to the file system without creating the file yet.
     *
     * @param target the file to create
     * @param temporary name of a temporary file, if one is needed
     * @throws IOException if the transfer failed; the file does not exist then and will not appear
     */
    Staged stage(Path target, Path temporary, byte[] bytes) throws IOException;

    /** Returns true if the directories of a file must be created before it. */
    boolean wantsDirectories();

    /** Transferred bytes of a file that is not created yet. */
    interface Staged {
        /**
         * Creates the file.
         *
         * @throws IOException if it existed already, or if it is unknown whether it was created
         */
        void commit() throws IOException;

        /**
         * Discards the bytes.
         *
         * @return true if it is certain that the file was not and will not be created from them
         */
        boolean discard();
    }

    /**
     * Creation by rename, for HDFS: the bytes are written and synced under a temporary name, then renamed. {@code
     * Rename.NONE} fails if the name exists, atomically on HDFS. Other file systems check and rename in two steps,
     * which is safe only for a single writer.
     */
    final class ByRename implements AtomicCreate {
        private static final FsPermission FILE_MODE = new FsPermission((short) 0640);
        /** HDFS counts whole blocks towards a quota; this is the smallest block size its default settings allow. */
        private static final long SMALL_BLOCK = 1L << 20;

        private static final int BUFFER = 64 << 10;

        private final FileSystem fileSystem;
        private final Configuration configuration;
        /** Null before the first rename; each one has a client of the file system, which Hadoop never closes. */
        private FileContext context;

        ByRename(FileSystem fileSystem, Configuration configuration) {
            this.fileSystem = fileSystem;
            this.configuration = configuration;
        }

        private synchronized FileContext context() throws IOException {
            if (context == null) {
                context = FileContext.getFileContext(fileSystem.getUri(), configuration);
            }
            return context;
        }

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
                // HDFS throws the same exception again from close(), which try-with-resources cannot suppress.
                IOUtils.closeStream(out);
                throw e;
            }
            out.close();
            fileSystem.setPermission(file, FILE_MODE); // the umask may have removed permissions
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
                context().rename(temporary, target, Options.Rename.NONE);
            }

            @Override
            public boolean discard() {
                try {
                    return fileSystem.delete(temporary, false);
                } catch (IOException e) {
                    return false; // a file left in _tmp does no harm, and the earlier failure is the one to report
                }
            }
        }
    }

    /** Creation by conditional upload, for object stores: closing the stream creates the object unless it exists. */
    record ByCondition(FileSystem fileSystem) implements AtomicCreate {
        /** Path capability and option of a file system's {@code createFile}. */
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

            /** Aborts the upload, since closing the stream would create an incomplete file. */
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
