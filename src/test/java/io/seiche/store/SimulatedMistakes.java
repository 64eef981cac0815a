package io.seiche.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files as a store with a mistake would use them.
 *
 * @param mistake the mistake
 */
record SimulatedMistakes(StoreFiles files, SimulatedHistory.Mistake mistake) implements StoreFiles {
    @Override
    public CreateOutcome putIfAbsent(String path, byte[] bytes) {
        boolean discard = new String(bytes, StandardCharsets.UTF_8).contains("\"version\" : 0");
        return mistake == SimulatedHistory.Mistake.NO_DISCARD && discard
                ? CreateOutcome.WON
                : files.putIfAbsent(path, bytes);
    }

    @Override
    public long now() throws IOException {
        return files.now()
                + (mistake == SimulatedHistory.Mistake.NO_GRACE
                        ? Duration.ofDays(10).toMillis()
                        : 0);
    }

    @Override
    public String root() {
        return files.root();
    }

    @Override
    public String unique() {
        return mistake == SimulatedHistory.Mistake.NO_NONCE ? "same" : files.unique();
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
    public void delete(String path) throws IOException {
        files.delete(path);
    }

    @Override
    public void probe() {
        files.probe();
    }
}
