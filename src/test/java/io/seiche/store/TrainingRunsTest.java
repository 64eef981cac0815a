package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checkpoints of a run survive the process that wrote them, and a damaged one is never used. */
final class TrainingRunsTest {
    private static final RunIdentity IDENTITY = identity("0.1");

    @TempDir
    Path directory;

    private static RunIdentity identity(String learningRate) {
        return new RunIdentity(new TreeMap<>(Map.of("training.learningRate", learningRate, "data.fingerprint", "0f")));
    }

    private TrainingRuns runs() {
        return TrainingRuns.open(new StoreSpec(directory.toString(), 1, false), "load", new Configuration());
    }

    private static byte[] state(int round) {
        byte[] bytes = new byte[100];
        bytes[round % 100] = (byte) round;
        return bytes;
    }

    private static Optional<byte[]> newest(Checkpoints run, List<String> told) {
        return run.newest(bytes -> bytes, told::add);
    }

    private static byte[] good(Checkpoints run) {
        List<String> told = new ArrayList<>();
        byte[] newest = newest(run, told).orElseThrow();
        assertEquals(List.of(), told);
        return newest;
    }

    private List<Path> files(Checkpoints run) throws IOException {
        try (var all = Files.list(directory.resolve("load/runs/" + run.run() + "/checkpoints"))) {
            return all.sorted().toList();
        }
    }

    @Test
    void anotherProcessFindsTheNewestCheckpointAndThreeAreKept() throws IOException {
        Checkpoints run = runs().begin(IDENTITY);
        for (int round = 1; round <= 12; round++) {
            run.save(round, state(round));
        }
        assertArrayEquals(state(12), good(runs().begin(IDENTITY)));
        assertEquals(3, files(run).size());
    }

    @Test
    void aTornAndAChangedCheckpointAreSkippedAndReported() throws IOException {
        Checkpoints run = runs().begin(IDENTITY);
        for (int round = 1; round <= 3; round++) {
            run.save(round, state(round));
        }
        Path torn = files(run).get(2);
        Files.write(torn, new byte[7]);
        Path flipped = files(run).get(1);
        byte[] bytes = Files.readAllBytes(flipped);
        bytes[50] ^= 1;
        Files.write(flipped, bytes);
        List<String> told = new ArrayList<>();
        assertArrayEquals(state(1), newest(run, told).orElseThrow());
        assertEquals(2, told.size());
        assertTrue(told.get(0).startsWith("checkpoint " + torn + " is skipped: "), told.get(0));
        assertTrue(told.get(1).startsWith("checkpoint " + flipped + " is skipped: "), told.get(1));
    }

    @Test
    void anyOneByteOfACheckpointChangedIsSeen() throws IOException {
        Checkpoints run = runs().begin(IDENTITY);
        run.save(5, state(5));
        Path file = files(run).get(0);
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            Files.write(file, bad);
            List<String> told = new ArrayList<>();
            assertEquals(Optional.empty(), newest(run, told));
            assertEquals(1, told.size());
        }
    }

    @Test
    void aFileThatIsNoneOfOursIsPassedOver() throws IOException {
        Checkpoints run = runs().begin(IDENTITY);
        run.save(5, state(5));
        Files.writeString(files(run).get(0).resolveSibling("zz-notes.txt"), "mine");
        List<String> told = new ArrayList<>();
        assertArrayEquals(state(5), newest(run, told).orElseThrow());
        assertEquals(List.of(), told);
    }

    @Test
    void runsOfOtherIdentitiesNeverMeetAndTheirDifferencesAreKnown() {
        TrainingRuns runs = runs();
        Checkpoints first = runs.begin(IDENTITY);
        first.save(1, state(1));
        RunIdentity other = identity("0.2");
        Checkpoints second = runs.begin(other);
        assertNotEquals(first.run(), second.run());
        assertEquals(Optional.empty(), newest(second, new ArrayList<>()));
        RunIdentity beside = runs.unfinishedBeside(other).orElseThrow();
        assertEquals(IDENTITY, beside);
        assertEquals(List.of("training.learningRate was 0.1, is 0.2"), other.differencesFrom(beside));
        assertEquals(Optional.empty(), runs.unfinishedBeside(IDENTITY));
    }

    @Test
    void trainingOnceMoreWhatIsPublishedIsARunOfItsOwn() {
        TrainingRuns runs = runs();
        Checkpoints first = runs.begin(IDENTITY);
        first.save(9, state(9));
        Store.open(directory.toString(), "load", new Configuration())
                .publish("20261124-120000-abc-" + IDENTITY.id(), Map.of("model.json", new byte[] {1}), new TreeMap<>());
        Checkpoints second = runs.begin(IDENTITY);
        assertNotEquals(first.run(), second.run());
        assertEquals(Optional.empty(), newest(second, new ArrayList<>()));
        assertEquals(1, runs.published(IDENTITY));
    }

    @Test
    void aFinishedRunGoesAndTakesAbandonedOnesAlong() throws IOException {
        TrainingRuns runs = runs();
        Checkpoints abandoned = runs.begin(identity("0.2"));
        abandoned.save(1, state(1));
        Checkpoints recent = runs.begin(identity("0.3"));
        recent.save(1, state(1));
        Files.setLastModifiedTime(
                files(abandoned).get(0),
                FileTime.from(Instant.now().minus(TrainingRuns.ABANDONED).minusSeconds(3600)));
        Checkpoints run = runs.begin(IDENTITY);
        run.save(1, state(1));
        runs.finish(run);
        try (var left = Files.list(directory.resolve("load/runs"))) {
            assertEquals(
                    List.of(recent.run()),
                    left.map(path -> path.getFileName().toString()).toList());
        }
    }

    /** The age of a run is that of its newest checkpoint, in whichever of its trainings. */
    @Test
    void aRunWithOneRecentCheckpointIsNotAbandoned() throws IOException {
        TrainingRuns runs = runs();
        for (int recent = 0; recent < 4; recent++) {
            RunIdentity other = identity("1." + recent);
            for (int training = 0; training < 2; training++) {
                Checkpoints its = runs.begin(other).training(training);
                its.save(1, state(1));
                its.save(2, state(2));
            }
            List<Path> written = new ArrayList<>();
            for (String checkpoints : List.of("checkpoints", "checkpoints-2")) {
                try (var all = Files.list(
                        directory.resolve("load/runs/" + runs.begin(other).run() + "/" + checkpoints))) {
                    written.addAll(all.sorted().toList());
                }
            }
            for (int i = 0; i < written.size(); i++) {
                Instant time =
                        Instant.now().minus(i == recent ? Duration.ZERO : TrainingRuns.ABANDONED.multipliedBy(2));
                Files.setLastModifiedTime(written.get(i), FileTime.from(time));
            }
        }
        Checkpoints run = runs.begin(IDENTITY);
        run.save(1, state(1));
        runs.finish(run);
        try (var left = Files.list(directory.resolve("load/runs"))) {
            assertEquals(4, left.count());
        }
    }

    @Test
    void aRunThatBeginsAnewLosesItsCheckpointsAndNothingElse() throws IOException {
        Checkpoints run = runs().begin(IDENTITY);
        run.save(1, state(1));
        run.training(1).save(1, state(1));
        Path home = directory.resolve("load/runs/" + run.run());
        Files.createDirectories(home.resolve("checkpoints of another program"));
        run.clear();
        try (var left = Files.list(home)) {
            assertEquals(
                    List.of("checkpoints of another program", TrainingRuns.IDENTITY),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void anEmptyCheckpointIsSkippedAndReported() throws IOException {
        Checkpoints run = new TrainingRuns(
                        new DelegatingFiles(StoreFiles.at(directory.toString(), false, new Configuration())) {
                            @Override
                            public Optional<byte[]> read(String path) throws IOException {
                                return path.contains(Checkpoints.FOLDER) ? Optional.empty() : files.read(path);
                            }
                        })
                .begin(IDENTITY);
        run.save(1, state(1));
        List<String> told = new ArrayList<>();
        assertEquals(Optional.empty(), newest(run, told));
        assertTrue(told.get(0).endsWith(" is skipped: it is empty"), told.get(0));
    }

    /** Versions of the same identity count, retired ones too, those of others do not. */
    @Test
    void theVersionsOfAnIdentityAreCountedAlsoWhenTheyAreRetired() {
        Store store = Store.open(directory.toString(), "load", new Configuration());
        for (RunIdentity each : List.of(IDENTITY, IDENTITY, identity("0.2"), IDENTITY)) {
            store.publish(Store.newRun(Optional.of(each.id())), Map.of("model.json", new byte[] {1}), new TreeMap<>());
        }
        assertEquals(3, runs().published(IDENTITY));
        assertEquals(List.of(1, 2), store.collect(2, Store.GRACE, false).retired());
        assertEquals(3, runs().published(IDENTITY));
        assertEquals(1, runs().published(identity("0.2")));
        assertEquals(0, runs().published(identity("0.3")));
    }

    @Test
    void aFactThatOnlyOneOfTwoIdentitiesHasIsADifference() {
        RunIdentity more = new RunIdentity(new TreeMap<>(Map.of("a", "1", "b", "2")));
        RunIdentity less = new RunIdentity(new TreeMap<>(Map.of("a", "1")));
        assertEquals(List.of("b was not there, is 2"), more.differencesFrom(less));
        assertEquals(List.of("b was 2, is not there"), less.differencesFrom(more));
    }

    @ParameterizedTest
    @EnumSource
    void aFailureAtAnyWriteLeavesTheCheckpointBeforeOrThisOne(FailingFiles.Failure failure) {
        for (int at = 1; at <= 3; at++) {
            String place = directory.resolve(failure.name() + at).toString();
            FailingFiles failing = new FailingFiles(StoreFiles.at(place, false, new Configuration()), failure, at);
            int done = 0;
            Checkpoints run = new TrainingRuns(failing).begin(IDENTITY);
            try {
                for (int round = 1; round <= 3; round++) {
                    run.save(round, state(round));
                    done = round;
                }
            } catch (StorageException | FailingFiles.Crash e) {
                assertEquals(at - 1, done);
            }
            Checkpoints after = new TrainingRuns(StoreFiles.at(place, false, new Configuration())).begin(IDENTITY);
            List<String> told = new ArrayList<>();
            byte[] found = newest(after, told).orElse(state(0));
            assertEquals(List.of(), told);
            boolean before = Arrays.equals(state(done), found);
            assertTrue(before || Arrays.equals(state(done + 1), found), failure + " at " + at);
        }
    }

    @Test
    void anIdentityIsReadAsItWasWrittenAndNothingElseIs() {
        assertEquals(IDENTITY, RunIdentity.read(IDENTITY.write(), "run.json"));
        byte[] bytes = IDENTITY.write();
        for (int length = 0; length < bytes.length - 2; length++) {
            byte[] torn = Arrays.copyOf(bytes, length);
            assertThrows(StorageException.class, () -> RunIdentity.read(torn, "run.json"));
        }
    }
}
