package io.seiche.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files that answer calls from a record when a process runs again from its start. A call is recorded when it returns or
 * fails; one that a process was suspended in is made again.
 */
final class RecordedFiles implements StoreFiles {
    /** The part of a process outside of its calls, which a recorded answer restores. */
    interface ProcessState {
        /** Returns the number of steps done, and of unique texts given out. */
        Position position();

        void restore(Position position);
    }

    /** The state of a process after a call. */
    record Position(int steps, int names) {}

    /** The outcome of a call: an answer or a failure. */
    private record RecordedCall(Object answer, Exception failure, Position after) {}

    /** A call of the store. */
    private interface StoreCall<T> {
        T run() throws IOException;
    }

    private final StoreFiles files;
    private final ProcessState process;
    private final List<RecordedCall> calls = new ArrayList<>();
    private int next;

    RecordedFiles(StoreFiles files, ProcessState process) {
        this.files = files;
        this.process = process;
    }

    /** Answers the next calls from the start of the record. */
    void rewind() {
        next = 0;
    }

    @SuppressWarnings("unchecked")
    private <T> T answer(StoreCall<T> call) throws IOException {
        if (next == calls.size()) {
            calls.add(made(call));
        }
        RecordedCall recorded = calls.get(next++);
        process.restore(recorded.after());
        if (recorded.failure() instanceof IOException failed) {
            throw failed;
        }
        if (recorded.failure() instanceof RuntimeException failed) {
            throw failed;
        }
        return (T) recorded.answer();
    }

    private RecordedCall made(StoreCall<?> call) {
        try {
            return new RecordedCall(call.run(), null, process.position());
        } catch (IOException | StorageException failed) {
            return new RecordedCall(null, failed, process.position());
        }
    }

    /** A call that throws no IOException. */
    private <T> T plain(StoreCall<T> call) {
        try {
            return answer(call);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String root() {
        return files.root();
    }

    @Override
    public String unique() {
        return plain(files::unique);
    }

    @Override
    public CreateOutcome putIfAbsent(String path, byte[] bytes) {
        return plain(() -> files.putIfAbsent(path, bytes));
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        return answer(() -> files.read(path));
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return answer(() -> List.copyOf(files.list(directory)));
    }

    @Override
    public OptionalLong modified(String path) throws IOException {
        return answer(() -> files.modified(path));
    }

    @Override
    public long now() throws IOException {
        return answer(files::now);
    }

    @Override
    public void delete(String path) throws IOException {
        answer(() -> {
            files.delete(path);
            return "";
        });
    }

    @Override
    public void probe() {
        plain(() -> {
            files.probe();
            return "";
        });
    }
}
