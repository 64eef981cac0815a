package io.seiche.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Files whose process is suspended before its n-th write, while something else happens. */
final class SuspendedFiles implements StoreFiles {
    private final StoreFiles files;
    private final int at;
    private final Runnable meanwhile;
    private int writes;

    SuspendedFiles(StoreFiles files, int at, Runnable meanwhile) {
        this.files = files;
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

    @Override
    public String root() {
        return files.root();
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        return files.read(path);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return files.list(directory);
    }

    @Override
    public OptionalLong modified(String path) throws IOException {
        return files.modified(path);
    }

    @Override
    public long now() throws IOException {
        return files.now();
    }

    @Override
    public void delete(String path) throws IOException {
        files.delete(path);
    }

    @Override
    public void probe() {
        files.probe();
    }
}
