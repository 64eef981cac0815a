package io.seiche.store;

import io.seiche.model.ModelFormat;
import java.util.Locale;

/**
 * The largest size of each kind of file in a store. A larger one is refused before it is read, and never written. The
 * limits are far above what Seiche writes; the largest description of a model has the scalers of a million series.
 */
final class FileSizes {
    private static final long MEBIBYTE = 1L << 20;

    /** The largest array of Java. */
    private static final long ARRAY = Integer.MAX_VALUE - 8L;

    private FileSizes() {}

    /** Returns the largest size in bytes of the file at a path, relative to a store's root or a model directory. */
    static long limit(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.equals(ModelFormat.PARAMETERS) || path.contains(Checkpoints.FOLDER + "/")) {
            return ARRAY;
        }
        if (path.startsWith(Store.LOG + "/") || name.equals(Manifest.FILE)) {
            return 4 * MEBIBYTE;
        }
        return name.equals(TrainingRuns.IDENTITY) || name.equals("configuration.json") ? 16 * MEBIBYTE : 256 * MEBIBYTE;
    }

    /**
     * Checks a size before a file is read.
     *
     * @param root directory that the path is relative to
     * @throws StorageException if the file is larger than its limit
     */
    static int check(String root, String path, long size) {
        long limit = limit(path);
        if (size > limit) {
            throw new StorageException(Json.damaged(
                    root + "/" + path,
                    String.format(Locale.ROOT, "it has %,d bytes, at most %,d are read", size, limit)));
        }
        return (int) size;
    }

    /**
     * Checks a size before a file is written.
     *
     * @throws StorageException if a file of that size would not be read back
     */
    static void checkWrite(String root, String path, long size) {
        long limit = limit(path);
        if (size > limit) {
            throw new StorageException(String.format(
                    Locale.ROOT,
                    "cannot write %s/%s: it would have %,d bytes, at most %,d are read back; train on fewer series or with"
                            + " a smaller network",
                    root,
                    path,
                    size,
                    limit));
        }
    }
}
