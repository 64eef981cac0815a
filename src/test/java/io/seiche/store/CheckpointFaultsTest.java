package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Faults of every kind at every step of beginning a run, writing its checkpoints, publishing and deleting it. Another
 * process then finds the last round that was confirmed, or the one being written, resumes from it and completes.
 */
final class CheckpointFaultsTest {
    private static final RunIdentity IDENTITY =
            new RunIdentity(new TreeMap<>(Map.of("training.learningRate", "0.1", "data.fingerprint", "0f")));
    private static final String VERSION = "20261124-120000-abc-" + IDENTITY.id();
    private static final int ROUNDS = 5;

    /** The progress of a process. */
    private static final class Progress {
        private int kept;
        private int tried;
        private boolean published;
    }

    private static byte[] state(int round) {
        byte[] bytes = new byte[100];
        Arrays.fill(bytes, (byte) round);
        return bytes;
    }

    /** One process: goes on where it can, and as a training does, goes on without the checkpoint it could not keep. */
    private static void train(FaultyDisk disk, Progress progress) {
        TrainingRuns runs = FaultyFileSystem.runs(disk);
        Checkpoints run = runs.begin(IDENTITY);
        int from = run.newest(bytes -> (int) bytes[0], told -> {}).orElse(0);
        for (int round = from + 1; round <= ROUNDS; round++) {
            progress.tried = round;
            progress.kept = save(run, round) ? round : progress.kept;
        }
        FaultyFileSystem.store(disk).publish(VERSION, StoreLaws.files(1), StoreLaws.NO_FACTS);
        progress.published = true;
        runs.finish(run);
    }

    private static boolean save(Checkpoints run, int round) {
        try {
            run.save(round, state(round));
            return true;
        } catch (StorageException toldOf) {
            return false;
        }
    }

    private static Progress trainUntilItGoesWrong(FaultyDisk disk) {
        Progress progress = new Progress();
        try {
            train(disk, progress);
        } catch (StorageException | FaultyDisk.Crash e) {
            return progress;
        }
        return progress;
    }

    /** Returns the defects that another process finds, empty without any. */
    private static String wrong(FaultyDisk disk, Progress progress) {
        try {
            boolean published = !FaultyFileSystem.store(disk).versions().isEmpty();
            if (progress.published && !published) {
                return "published and lost";
            }
            if (!published) {
                List<String> told = new ArrayList<>();
                Optional<byte[]> found =
                        FaultyFileSystem.runs(disk).begin(IDENTITY).newest(bytes -> bytes, told::add);
                int round = found.map(bytes -> (int) bytes[0]).orElse(0);
                if (!told.isEmpty()) {
                    return told.toString();
                }
                if (round < progress.kept
                        || round > progress.tried
                        || !Arrays.equals(found.orElse(state(0)), state(round))) {
                    return "round " + round + " found, " + progress.kept + " kept, " + progress.tried + " tried";
                }
                train(disk, new Progress());
            }
            FaultyFileSystem.store(disk).read(FaultyFileSystem.store(disk).find("1"));
            return "";
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private static FaultyDisk.Aftermath aftermath(boolean syncs) {
        return new FaultyDisk(syncs).everyFault(disk -> {
            Progress progress = trainUntilItGoesWrong(disk);
            return () -> wrong(disk, progress);
        });
    }

    @Test
    void everyStepCanGoWrongInEveryWay() {
        FaultyDisk.Aftermath found = aftermath(true);
        System.out.printf(
                "checkpoint faults: %,d (%d kinds, those that crash with 3 fates of unsynced bytes, at every step of"
                        + " beginning, keeping, publishing and forgetting), %d bad states%n",
                found.faults(), FaultyDisk.Fault.values().length, found.bad().size());
        assertEquals(List.of(), found.bad());
        assertTrue(found.faults() > 1000, "every step was reached");
    }

    /** The control: were nothing ever synced, crashes would leave checkpoints that cannot be read. */
    @Test
    void withoutSyncingTheSameFaultsDoHarm() {
        assertFalse(aftermath(false).bad().isEmpty());
    }
}
