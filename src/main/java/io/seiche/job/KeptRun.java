package io.seiche.job;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.HadoopSettings;
import io.seiche.configuration.Keys;
import io.seiche.series.DataException;
import io.seiche.store.Checkpoints;
import io.seiche.store.RunIdentity;
import io.seiche.store.StorageException;
import io.seiche.store.TrainingRuns;
import io.seiche.text.Refusal;
import io.seiche.training.Checkpoint;
import io.seiche.training.Shards;
import io.seiche.training.Trained;
import io.seiche.training.Trainer;
import io.seiche.training.TrainingListener;
import io.seiche.training.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A training run with checkpoints in the store, from which another process can resume it. The checkpoints stay until {@link
 * #finish}, which is called after the model has been published. A run is one training, or, where networks are trained one by one,
 * one training after another in a fixed order ({@link #train}): of those that are over, the last checkpoint has the whole result.
 *
 * <p>A checkpoint that cannot be written does not stop the training; the failure is reported, and the next one is tried.
 */
public final class KeptRun implements TrainingListener {
    /** Maximum number of differences between two runs that a message names. */
    private static final int TOLD = 3;

    private final TrainingRuns runs;
    private final int every;
    private final boolean resume;
    private final Consumer<String> tell;
    private RunIdentity identity;
    private Checkpoints checkpoints;
    private final List<Checkpoint> earlier = new ArrayList<>(); // of each training that an earlier process began
    private Checkpoint last;
    private int trained; // trainings that are over
    private int before; // rounds of the trainings that are over
    private int saved; // rounds, of all trainings
    private boolean stopped;

    /**
     * Creates a run that has not begun.
     *
     * @param runs the directory of runs
     * @param every rounds between two checkpoints; 0 keeps none
     * @param resume true if an interrupted run is resumed
     * @param tell receives sentences for the user
     */
    public KeptRun(TrainingRuns runs, int every, boolean resume, Consumer<String> tell) {
        if (every < 0) {
            throw new Refusal("training.checkpointEvery", "be 0 (no checkpoints) or more rounds", every);
        }
        this.runs = runs;
        this.every = every;
        this.resume = resume;
        this.tell = tell;
    }

    /**
     * The run that a configuration describes, in its store.
     *
     * @param tell receives sentences for the user
     */
    public static KeptRun of(Configuration configuration, Consumer<String> tell) {
        return configuration.placed(() -> new KeptRun(
                TrainingRuns.open(configuration.store(), configuration.name(), HadoopSettings.read()),
                configuration.get(Keys.CHECKPOINT_EVERY),
                configuration.get(Keys.RESUME),
                tell));
    }

    /** Begins, and returns the checkpoint to resume from, if there is one. */
    synchronized Optional<Checkpoint> begin(RunIdentity what) {
        identity = what;
        if (every == 0) {
            return Optional.empty();
        }
        int published = runs.published(what);
        Optional<RunIdentity> beside = runs.unfinishedBeside(what);
        checkpoints = runs.begin(what);
        if (!resume) {
            checkpoints.clear();
            return Optional.empty();
        }
        Optional<Checkpoint> from = checkpoints.newest(Checkpoint::read, tell);
        for (Optional<Checkpoint> each = from; each.isPresent(); ) {
            earlier.add(each.get());
            each = checkpoints.training(earlier.size()).newest(Checkpoint::read, tell);
        }
        if (from.isPresent()) {
            saved = rounds();
            tell.accept("going on with run " + id() + " after round " + saved
                    + "; to begin anew, set training.resume = false");
        } else if (published > 0) {
            tell.accept("the same configuration and rows were trained and published before: training once more, to"
                    + " the same bytes");
        } else {
            beside.ifPresent(other -> tell.accept("beginning anew, not going on with unfinished run " + other.id()
                    + ": " + differences(what, other)));
        }
        return from;
    }

    /** Returns the rounds that were found finished when the run began; 0 for a run that begins anew. */
    synchronized int rounds() {
        return earlier.stream().mapToInt(Checkpoint::rounds).sum();
    }

    /**
     * Runs the next training of a run of several, from where an earlier process left it.
     *
     * @param start parameters to begin with
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    Trained train(TrainingSpec spec, Shards shards, float[] start, TrainingListener listener)
            throws InterruptedException {
        Optional<Checkpoint> from;
        synchronized (this) {
            from = trained < earlier.size() ? Optional.of(earlier.get(trained)) : Optional.empty();
            last = from.orElse(null);
        }
        TrainingListener both = listener.and(this);
        Trained done = from.isPresent()
                ? Trainer.resume(spec, shards, from.get(), both)
                : Trainer.train(spec, shards, start, both);
        synchronized (this) {
            if (every > 0) {
                save(); // the round that ends it, whatever the distance of checkpoints
            }
            before += done.history().rounds().size();
            trained++;
            last = null;
        }
        return done;
    }

    private static String differences(RunIdentity now, RunIdentity other) {
        List<String> all = now.differencesFrom(other);
        String told = String.join("; ", all.subList(0, Math.min(TOLD, all.size())));
        return all.size() > TOLD ? told + "; and " + (all.size() - TOLD) + " more" : told;
    }

    /** Reports a sentence to the user. */
    void tell(String sentence) {
        tell.accept(sentence);
    }

    /** Returns the name of the run's identity; empty before the run begins. */
    public synchronized Optional<String> identity() {
        return Optional.ofNullable(identity).map(RunIdentity::id);
    }

    private String id() {
        return identity.id();
    }

    @Override
    public synchronized void onCheckpoint(Checkpoint checkpoint) {
        last = checkpoint;
        if (every > 0 && checkpoint.rounds() % every == 0) {
            save();
        }
    }

    private void save() {
        if (stopped || last == null || checkpoints == null || before + last.rounds() <= saved) {
            return;
        }
        try {
            checkpoints.training(trained).save(last.rounds(), last.write());
            saved = before + last.rounds();
        } catch (StorageException unwritten) {
            tell.accept("no checkpoint of round " + (before + last.rounds()) + ", training goes on: "
                    + unwritten.getMessage());
        }
    }

    /**
     * Writes the last finished round and ignores later ones, because the process is about to end. Thread-safe.
     *
     * @return the last round of the checkpoint; 0 without one
     */
    public synchronized int stop() {
        save();
        stopped = true;
        return saved;
    }

    /**
     * Checks that the shards hold the rows of the run's identity. Otherwise deletes the checkpoints, which are of other
     * rows too, and writes no more.
     *
     * @throws DataException if they hold other rows
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    void checkUnchanged(Shards shards) throws InterruptedException {
        try {
            Trainer.checkUnchanged(shards, identity.facts().get(RetrainingJob.FINGERPRINT));
        } catch (DataException changed) {
            synchronized (this) {
                stopped = true;
                if (checkpoints != null) {
                    checkpoints.clear();
                }
            }
            throw changed;
        }
    }

    /** Ends the run after its model has been published, and deletes its checkpoints. */
    public synchronized void finish() {
        stopped = true;
        if (checkpoints != null) {
            try {
                runs.finish(checkpoints);
            } catch (StorageException left) {
                tell.accept(left.getMessage());
            }
        }
    }
}
