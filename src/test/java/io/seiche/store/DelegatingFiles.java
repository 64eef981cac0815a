package io.seiche.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Files that pass every call on to others; a subclass changes some of them. */
abstract class DelegatingFiles implements StoreFiles {
    final StoreFiles files;

    DelegatingFiles(StoreFiles files) {
        this.files = files;
    }

    @Override
    public String root() {
        return files.root();
    }

    @Override
    public String unique() {
        return files.unique();
    }

    @Override
    public CreateOutcome putIfAbsent(String path, byte[] bytes) {
        return files.putIfAbsent(path, bytes);
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
