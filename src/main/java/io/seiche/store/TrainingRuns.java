package io.seiche.store;

import io.seiche.text.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * The unfinished training runs of one model name: running, or interrupted when their driver was killed. A run is kept
 * until its model is published:
 *
 * <pre>
 * ROOT/NAME/runs/ID.ATTEMPT/run.json      see {@link RunIdentity}
 *                          /checkpoints/  see {@link Checkpoints}
 * </pre>
 *
 * <p>The attempt is one more than the number of versions published by runs of this identity, so that training a
 * published identity again is a new run.
 */
public final class TrainingRuns {
    /** Time after its last checkpoint at which an unfinished run is deleted. */
    public static final Duration ABANDONED = Duration.ofDays(7);

    /** File of a run's identity. */
    static final String IDENTITY = "run.json";

    private static final String DIRECTORY = "runs";

    /** The form of {@code ID.ATTEMPT}; other files are neither read nor deleted. */
    private static final Pattern RUN = Pattern.compile("[0-9a-f]{16}\\.[0-9]+");

    private final StoreFiles files;

    TrainingRuns(StoreFiles files) {
        this.files = files;
    }

    /**
     * Opens the runs of a name in a store. Nothing is created before a run begins.
     *
     * @throws IllegalArgumentException if the name is not allowed in a path
     * @throws StorageException if the file system cannot be opened
     */
    public static TrainingRuns open(StoreSpec spec, String name, Configuration hadoop) {
        Names.check("name", name);
        return new TrainingRuns(StoreFiles.at(spec.directory(name), spec.singleWriter(), hadoop));
    }

    /** Returns the number of versions published by runs of this identity. */
    public int published(RunIdentity identity) {
        LogSnapshot catalog = new VersionLog(files).read();
        long offered = catalog.versions().values().stream()
                .filter(entry -> isOf(entry.version(), identity))
                .count();
        long retired = catalog.retired().values().stream()
                .filter(gone -> isOf(gone.version(), identity))
                .count();
        return Math.toIntExact(offered + retired);
    }

    private static boolean isOf(Action.Publish version, RunIdentity identity) {
        return version.run().endsWith("-" + identity.id());
    }

    /**
     * Begins a run, or resumes an unfinished one.
     *
     * @throws StorageException if it cannot be written
     */
    public Checkpoints begin(RunIdentity identity) {
        String directory = DIRECTORY + "/" + identity.id() + "." + (published(identity) + 1);
        if (files.putIfAbsent(directory + "/" + IDENTITY, identity.write()) == StoreFiles.CreateOutcome.LOST) {
            throw new StorageException(Json.damaged(
                    files.root() + "/" + directory + "/" + IDENTITY,
                    "it is not the identity that its directory names"));
        }
        return new Checkpoints(files, directory);
    }

    /**
     * Returns the identity of the newest unfinished run with a checkpoint, other than this identity: probably the run
     * that a user expected to resume.
     *
     * @throws StorageException if the runs cannot be read
     */
    public Optional<RunIdentity> unfinishedBeside(RunIdentity identity) {
        try {
            String newest = null;
            long begun = Long.MIN_VALUE;
            for (String run : runs()) {
                String file = DIRECTORY + "/" + run + "/" + IDENTITY;
                if (run.startsWith(identity.id() + ".")
                        || checkpoints(run).names().isEmpty()) {
                    continue;
                }
                OptionalLong written = files.modified(file);
                if (written.isPresent() && written.getAsLong() > begun) {
                    newest = file;
                    begun = written.getAsLong();
                }
            }
            if (newest == null) {
                return Optional.empty();
            }
            String where = files.root() + "/" + newest;
            return files.read(newest).map(bytes -> RunIdentity.read(bytes, where));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private List<String> runs() throws IOException {
        return files.list(DIRECTORY).stream()
                .filter(name -> RUN.matcher(name).matches())
                .toList();
    }

    private Checkpoints checkpoints(String run) {
        return new Checkpoints(files, DIRECTORY + "/" + run);
    }

    /**
     * Deletes a run whose model is published, and all runs without a checkpoint within {@link #ABANDONED}. Times are
     * those of the file system.
     *
     * @throws StorageException if they cannot be deleted; they only occupy space then
     */
    public void finish(Checkpoints run) {
        try {
            OptionalLong now = run.modified();
            files.delete(run.directory());
            for (String other : now.isPresent() ? runs() : List.<String>of()) {
                Checkpoints left = checkpoints(other);
                OptionalLong written = left.modified(); // empty while another process begins or deletes the run
                if (written.isPresent() && written.getAsLong() < now.getAsLong() - ABANDONED.toMillis()) {
                    files.delete(left.directory());
                }
            }
        } catch (IOException e) {
            throw new StorageException(
                    "cannot delete finished runs in " + files.root() + "/" + DIRECTORY + ": " + Reason.of(e)
                            + "; they only occupy space, delete them by hand",
                    e);
        }
    }

    private StorageException unreadable(IOException e) {
        return new StorageException(
                "cannot read the runs in " + files.root() + "/" + DIRECTORY + ": " + Reason.of(e)
                        + "; see that the file system answers and that you may read it",
                e);
    }
}
