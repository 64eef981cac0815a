package io.seiche.store;

import io.seiche.model.Sha256;
import io.seiche.text.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The newest checkpoints of one run. Each is a file that was created atomically and whose name holds its round and the
 * first half of its SHA-256, {@code 0000000037-f1c2...}. The newest checkpoint whose bytes match its name is used; a
 * damaged one is skipped and reported.
 *
 * <p>A run may consist of several trainings, one after another, each with a directory of its own: {@code checkpoints}, {@code
 * checkpoints-2}, and so on; see {@link #training}.
 *
 * <p>Several processes may write the checkpoints of one run, since they reach the same state in every round.
 */
public final class Checkpoints {
    /** Number of checkpoints that are kept. */
    static final int KEPT = 3;

    /** Directory of the checkpoints of the first training, below that of their run. */
    static final String FOLDER = "checkpoints";

    private static final int DIGITS = 32;

    /** The form of {@link #name}; other files are neither read nor deleted. */
    private static final Pattern NAME = Pattern.compile("[0-9]{10}-[0-9a-f]{" + DIGITS + "}");

    private final StoreFiles files;
    private final String directory;
    private final String folder;

    Checkpoints(StoreFiles files, String directory) {
        this(files, directory, FOLDER);
    }

    private Checkpoints(StoreFiles files, String directory, String folder) {
        this.files = files;
        this.directory = directory;
        this.folder = folder;
    }

    /**
     * Returns the checkpoints of one training of the run.
     *
     * @param number from 0, in the order in which they are trained
     */
    public Checkpoints training(int number) {
        return number == 0 ? this : new Checkpoints(files, directory, FOLDER + "-" + (number + 1));
    }

    /** Returns the run's directory, relative to the store's root. */
    String directory() {
        return directory;
    }

    /** Returns the run's name: its identity and the number of its attempt. */
    public String run() {
        return directory.substring(directory.lastIndexOf('/') + 1);
    }

    /**
     * Writes the state after a round and deletes the oldest checkpoints.
     *
     * @throws StorageException if the state cannot be written; earlier checkpoints remain
     */
    public void save(int round, byte[] bytes) {
        files.putIfAbsent(path(name(round, bytes)), bytes);
        try {
            List<String> names = names();
            for (String old : names.subList(Math.min(KEPT, names.size()), names.size())) {
                files.delete(path(old));
            }
        } catch (IOException e) {
            // A surplus checkpoint does no harm; the next round deletes it.
            return;
        }
    }

    /**
     * Returns the newest checkpoint that is not damaged.
     *
     * @param reader decodes the bytes; throws an IllegalArgumentException if they are invalid
     * @param damaged receives a message for each newer checkpoint that was skipped
     * @throws StorageException if the checkpoints cannot be listed
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
                } catch (IOException | IllegalArgumentException | StorageException e) {
                    damaged.accept("checkpoint " + files.root() + "/" + path(name) + " is skipped: " + Reason.of(e));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException(
                    "cannot list the checkpoints in " + files.root() + "/" + directory + "/" + folder + ": "
                            + Reason.of(e)
                            + "; check the file system, or train anew with training.resume = false",
                    e);
        }
    }

    /**
     * Deletes all checkpoints, for a run that begins anew.
     *
     * @throws StorageException if they cannot be deleted
     */
    public void clear() {
        try {
            for (String each : folders()) {
                files.delete(directory + "/" + each);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "cannot delete the checkpoints in " + files.root() + "/" + directory + ": " + Reason.of(e)
                            + "; check the permission to write there",
                    e);
        }
    }

    /** Returns the names of the checkpoints, newest first. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>(files.list(directory + "/" + folder));
        names.removeIf(name -> !NAME.matcher(name).matches());
        Collections.reverse(names);
        return names;
    }

    /** Returns the directories of all trainings of the run. */
    private List<String> folders() throws IOException {
        return files.list(directory).stream()
                .filter(name -> name.equals(FOLDER) || name.startsWith(FOLDER + "-"))
                .toList();
    }

    /** Returns the time of the last write of the run, in milliseconds of the file system's clock; empty if there is no file. */
    OptionalLong modified() throws IOException {
        OptionalLong last = OptionalLong.empty();
        for (String each : folders()) {
            Checkpoints its = new Checkpoints(files, directory, each);
            for (String name : its.names()) {
                OptionalLong written = files.modified(its.path(name)); // empty if it was deleted after it was listed
                if (written.isPresent() && (last.isEmpty() || written.getAsLong() > last.getAsLong())) {
                    last = written;
                }
            }
        }
        return last.isPresent() ? last : files.modified(directory + "/" + TrainingRuns.IDENTITY);
    }

    private String path(String name) {
        return directory + "/" + folder + "/" + name;
    }

    private static String name(int round, byte[] bytes) {
        return String.format(Locale.ROOT, "%010d-%s", round, Sha256.of(bytes).substring(0, DIGITS));
    }

    private static int round(String name) {
        return Integer.parseInt(name.substring(0, name.indexOf('-')));
    }
}
