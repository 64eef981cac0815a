package io.seiche.store;

import io.seiche.model.Sha256;
import io.seiche.text.Failures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The checkpoints of one run: a few of the newest, each a file that appeared whole and whose name holds the first half of
 * its SHA-256, {@code 0000000037-f1c2...}. The newest whose bytes fit its name counts; one that was torn or changed is
 * passed over, and said so.
 *
 * <p>Several processes may write the checkpoints of one run: they come to the same state, round by round.
 */
public final class Checkpoints {
    /** How many stay. */
    static final int KEPT = 3;

    private static final int DIGITS = 32;

    private final StoreFiles files;
    private final String directory;

    Checkpoints(StoreFiles files, String directory) {
        this.files = files;
        this.directory = directory;
    }

    /** The run's directory under the store's root. */
    String directory() {
        return directory;
    }

    /** The run's name: its identity and which attempt it is. */
    public String run() {
        return directory.substring(directory.lastIndexOf('/') + 1);
    }

    /**
     * Keeps the state after a round.
     *
     * @throws StorageException when it cannot be written; those before it stand
     */
    public void save(int round, byte[] bytes) {
        files.putIfAbsent(path(name(round, bytes)), bytes);
        try {
            List<String> names = names();
            for (String old : names.subList(Math.min(KEPT, names.size()), names.size())) {
                files.delete(path(old));
            }
        } catch (IOException e) {
            // One checkpoint too many harms nobody; the next round tries again.
            return;
        }
    }

    /**
     * The newest good one.
     *
     * @param reader makes something of its bytes; throws an IllegalArgumentException where it cannot
     * @param damaged is told of each newer one that was passed over
     * @throws StorageException when the checkpoints cannot be listed
     */
    public <T> Optional<T> newest(Function<byte[], T> reader, Consumer<String> damaged) {
        try {
            for (String name : names()) {
                try {
                    byte[] bytes = files.read(path(name)).orElseThrow(() -> new IOException("it is empty"));
                    if (!name.equals(name(round(name), bytes))) {
                        throw new IllegalArgumentException("its bytes are not those that were written");
                    }
                    return Optional.of(reader.apply(bytes));
                } catch (IOException | IllegalArgumentException e) {
                    damaged.accept(
                            "checkpoint " + files.root() + "/" + path(name) + " is passed over: " + Failures.reason(e));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException(
                    "cannot list the checkpoints in " + files.root() + "/" + directory + ": "
                            + Failures.reason(e)
                            + "; see that the file system answers, or train anew with training.resume = false",
                    e);
        }
    }

    /**
     * Forgets them all, for a run that begins anew.
     *
     * @throws StorageException when they cannot be deleted
     */
    public void clear() {
        try {
            files.delete(directory + "/checkpoints");
        } catch (IOException e) {
            throw new StorageException(
                    "cannot delete the checkpoints in " + files.root() + "/" + directory + ": " + Failures.reason(e)
                            + "; see that you may write there",
                    e);
        }
    }

    /** Names, newest first. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>(files.list(directory + "/checkpoints"));
        Collections.reverse(names);
        return names;
    }

    /** When something was last kept here, in the file system's own milliseconds. */
    long modified() throws IOException {
        List<String> names = names();
        return files.modified(names.isEmpty() ? directory + "/run.json" : path(names.get(0)));
    }

    private String path(String name) {
        return directory + "/checkpoints/" + name;
    }

    private static String name(int round, byte[] bytes) {
        return String.format(Locale.ROOT, "%010d-%s", round, Sha256.of(bytes).substring(0, DIGITS));
    }

    private static int round(String name) {
        int dash = name.indexOf('-');
        try {
            return Integer.parseInt(dash < 0 ? name : name.substring(0, dash));
        } catch (NumberFormatException notOurs) {
            throw new IllegalArgumentException("its name is none of ours", notOurs);
        }
    }
}
