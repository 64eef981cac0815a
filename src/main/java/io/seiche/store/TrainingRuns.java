package io.seiche.store;

import io.seiche.text.Failures;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The training runs of one model name that are under way, or were when their driver was killed. A run lies here until its
 * model is published:
 *
 * <pre>
 * ROOT/NAME/runs/ID.ATTEMPT/run.json      what its parameters are a function of
 *                          /checkpoints/  see {@link Checkpoints}
 * </pre>
 *
 * <p>The attempt counts how often a run of this identity has been published, by the log of versions: training once more
 * what is published already is a run of its own.
 */
public final class TrainingRuns {
    /** How long after its last checkpoint a run that nobody took up again is deleted. */
    public static final Duration ABANDONED = Duration.ofDays(7);

    private static final String DIRECTORY = "runs";

    private final StoreFiles files;

    TrainingRuns(StoreFiles files) {
        this.files = files;
    }

    /**
     * The runs of a name in a store; nothing is made until a run begins.
     *
     * @throws IllegalArgumentException when the name must not become part of a path
     * @throws StorageException when the file system cannot be opened
     */
    public static TrainingRuns open(StoreSpec spec, String name, Configuration hadoop) {
        Names.check("name", name);
        return new TrainingRuns(StoreFiles.at(spec.path() + "/" + name, spec.singleWriter(), hadoop));
    }

    /** How many versions were published of runs of this identity. */
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
     * Begins a run, or takes up one that was begun.
     *
     * @throws StorageException when it cannot be written
     */
    public Checkpoints begin(RunIdentity identity) {
        String directory = DIRECTORY + "/" + identity.id() + "." + (published(identity) + 1);
        if (files.putIfAbsent(directory + "/run.json", identity.write()) == StoreFiles.Outcome.LOST) {
            throw new StorageException(Json.damaged(
                    files.root() + "/" + directory + "/run.json", "it is not the identity that its directory names"));
        }
        return new Checkpoints(files, directory);
    }

    /**
     * The run begun last of those with a checkpoint, this identity's left out: what a user who expected to go on had
     * probably in mind.
     *
     * @throws StorageException when the runs cannot be read
     */
    public Optional<RunIdentity> unfinishedBeside(RunIdentity identity) {
        try {
            String newest = null;
            long begun = Long.MIN_VALUE;
            for (String run : files.list(DIRECTORY)) {
                String file = DIRECTORY + "/" + run + "/run.json";
                boolean other = !run.startsWith(identity.id() + ".");
                if (other && !checkpoints(run).names().isEmpty() && files.modified(file) > begun) {
                    newest = file;
                    begun = files.modified(file);
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

    private Checkpoints checkpoints(String run) {
        return new Checkpoints(files, DIRECTORY + "/" + run);
    }

    /**
     * Deletes a run whose model is published, and with it the runs nobody took up within {@link #ABANDONED} (by the file
     * system's own times).
     *
     * @throws StorageException when they cannot be deleted; they only take up room then
     */
    public void finish(Checkpoints run) {
        try {
            long now = run.modified();
            files.delete(run.directory());
            for (String other : files.list(DIRECTORY)) {
                Checkpoints left = checkpoints(other);
                if (left.modified() < now - ABANDONED.toMillis()) {
                    files.delete(left.directory());
                }
            }
        } catch (IOException e) {
            throw new StorageException(
                    "cannot delete finished runs in " + files.root() + "/" + DIRECTORY + ": " + Failures.reason(e)
                            + "; they only take up room, delete them by hand",
                    e);
        }
    }

    private StorageException unreadable(IOException e) {
        return new StorageException(
                "cannot read the runs in " + files.root() + "/" + DIRECTORY + ": " + Failures.reason(e)
                        + "; see that the file system answers and that you may read it",
                e);
    }
}
