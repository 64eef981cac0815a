package io.seiche.store;

/** Files whose process is suspended before its n-th write, while something else happens. */
final class SuspendedFiles extends DelegatingFiles {
    private final int at;
    private final Runnable meanwhile;
    private int writes;

    SuspendedFiles(StoreFiles files, int at, Runnable meanwhile) {
        super(files);
        this.at = at;
        this.meanwhile = meanwhile;
    }

    @Override
    public CreateOutcome putIfAbsent(String path, byte[] bytes) {
        if (writes++ == at) {
            meanwhile.run();
        }
        return files.putIfAbsent(path, bytes);
    }
}
