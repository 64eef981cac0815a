package io.seiche.store;

/** Files whose n-th write fails, succeeds without confirmation, or is followed by the death of its process. */
final class FailingFiles extends DelegatingFiles {
    enum Failure {
        /** The write is refused. */
        REFUSED,
        /** The process dies just before the write. */
        CRASH_BEFORE,
        /** The process dies just after the write. */
        CRASH_AFTER
    }

    /** A dead process: not a StorageException, so nothing catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Failure failure;
    private final int at;
    private int writes;

    FailingFiles(StoreFiles files, Failure failure, int at) {
        super(files);
        this.failure = failure;
        this.at = at;
    }

    /** Writes asked for until now. */
    int writes() {
        return writes;
    }

    @Override
    public CreateOutcome putIfAbsent(String path, byte[] bytes) {
        if (writes++ != at) {
            return files.putIfAbsent(path, bytes);
        }
        switch (failure) {
            case REFUSED -> throw new StorageException("cannot write " + path + ": refused");
            case CRASH_BEFORE -> throw new Crash();
            default -> {
                files.putIfAbsent(path, bytes);
                throw new Crash();
            }
        }
    }
}
