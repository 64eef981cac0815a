package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Faults of every kind at every step of publishing, promoting and cleaning up. The state afterwards is the one before
 * or the one after, and the next run completes the work.
 */
final class StoreFaultsTest {
    private static final Duration AT_ONCE = Duration.ofDays(-1);

    /** The work of a nightly job on a store of two versions, the first of them the champion. */
    private static void nightly(Store store, List<String> done) {
        Optional<ModelVersion> beaten = store.versions().stream().findFirst();
        ModelVersion next = store.publish("run-3", StoreLaws.files(3), StoreLaws.NO_FACTS);
        done.add("published");
        store.aliases().promote(next, beaten, StoreLaws.NO_FACTS);
        done.add("promoted");
        store.collect(1, AT_ONCE, false);
    }

    private static FaultyDisk prepared(boolean syncs) {
        FaultyDisk disk = new FaultyDisk(syncs);
        Store store = FaultyFileSystem.store(disk);
        store.publish("run-1", StoreLaws.files(1), StoreLaws.NO_FACTS);
        store.publish("run-2", StoreLaws.files(2), StoreLaws.NO_FACTS);
        store.aliases().point(Aliases.CHAMPION, 1, StoreLaws.NO_FACTS);
        return disk;
    }

    /** Returns the defects of a store after a fault, empty without any. */
    private static String wrong(FaultyDisk disk, List<String> done, String told) {
        try {
            Store after = FaultyFileSystem.store(disk);
            List<Integer> versions =
                    after.versions().stream().map(ModelVersion::version).toList();
            for (ModelVersion version : after.versions()) {
                Map<String, byte[]> read = after.read(version);
                StoreLaws.files(version.version()).forEach((name, bytes) -> {
                    if (!Arrays.equals(bytes, read.get(name))) {
                        throw new IllegalStateException(name + " of version " + version.version());
                    }
                });
            }
            int champion = after.aliases().champion().orElseThrow().version();
            if (champion != 1 && champion != 3) {
                return "champion " + champion;
            }
            if (done.contains("published") && !versions.contains(3)) {
                return "published and lost";
            }
            if (done.contains("promoted") && champion != 3) {
                return "promoted and lost";
            }
            if (told.startsWith("cannot write") && told.contains("/log/") && done.isEmpty() && versions.contains(3)) {
                return "published, though said not to be";
            }
            return "";
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private static String run(FaultyDisk disk, List<String> done) {
        try {
            nightly(FaultyFileSystem.store(disk), done);
            return "";
        } catch (StorageException e) {
            return e.getMessage();
        } catch (FaultyDisk.Crash e) {
            return "crash";
        }
    }

    private static FaultyDisk.Aftermath aftermath(boolean syncs) {
        return prepared(syncs).everyFault(disk -> {
            List<String> done = new ArrayList<>();
            String told = run(disk, done);
            return () -> {
                String wrong = wrong(disk, done, told);
                String after = wrong.isEmpty() ? rerun(disk) : wrong;
                return after.isEmpty() ? "" : after + " (" + told + ")";
            };
        });
    }

    /** The next run succeeds. */
    private static String rerun(FaultyDisk disk) {
        try {
            return ended(disk);
        } catch (StorageException e) {
            return "the next run: " + e.getMessage();
        }
    }

    private static String ended(FaultyDisk disk) {
        Store again = FaultyFileSystem.store(disk);
        ModelVersion next = again.publish("run-3", StoreLaws.files(3), StoreLaws.NO_FACTS);
        again.aliases().point(Aliases.CHAMPION, next.version(), StoreLaws.NO_FACTS);
        again.collect(1, AT_ONCE, false);
        String wrong = wrong(disk, List.of("published", "promoted"), "");
        return wrong.isEmpty() && next.version() != 3 ? "published again as version " + next.version() : wrong;
    }

    @Test
    void everyStepCanGoWrongInEveryWay() {
        FaultyDisk.Aftermath found = aftermath(true);
        System.out.printf(
                "storage faults: %,d (%d kinds, those that crash with 3 fates of unsynced bytes, at every step of"
                        + " publish, promote and clearing out), %d bad states%n",
                found.faults(), FaultyDisk.Fault.values().length, found.bad().size());
        assertEquals(List.of(), found.bad());
        assertTrue(found.faults() > 1000, "every step was reached");
    }

    /** The control: were nothing ever synced, crashes would leave versions that cannot be read. */
    @Test
    void withoutSyncingTheSameFaultsDoHarm() {
        assertFalse(aftermath(false).bad().isEmpty());
    }

    @Test
    void anOutageWhileTheEntryIsWrittenIsReportedAsUnknown() {
        FaultyDisk prepared = prepared(true);
        List<String> unknown = new ArrayList<>();
        for (int step = 0; ; step++) {
            FaultyDisk disk = prepared.copy(FaultyDisk.Fault.OUTAGE, FaultyDisk.Unsynced.KEPT, step);
            String told = run(disk, new ArrayList<>());
            if (!disk.reached()) {
                break;
            }
            if (told.startsWith("cannot tell whether ")) {
                unknown.add(told);
            }
        }
        assertTrue(unknown.stream().anyMatch(told -> told.contains("/log/")), unknown.toString());
        assertTrue(unknown.stream().allMatch(told -> told.contains("nothing was deleted")), unknown.toString());
    }
}
