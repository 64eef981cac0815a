package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.store.ModelReference;
import io.seiche.store.ModelVersion;
import io.seiche.store.Store;
import io.seiche.training.History;
import io.seiche.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drivers in JVMs of their own are killed with SIGKILL at random moments, and the same command is run again until the
 * model is published. The model has the bytes of an undisturbed run, at most one finished round is trained twice, and
 * no incomplete model is ever visible. {@code -Dseiche.kills} and {@code -Dseiche.seed} set the number of kills of the
 * slow test and its random moments.
 */
class DriverKillsTest {
    /** Of a driver's lives, this share ends at a time that has nothing to do with rounds. */
    private static final double ANY_TIME = 0.2;

    /** The same bytes in JVMs of different kernels. */
    private static final String STRICT = "training.math=strict";

    private static final int LIFE_MILLIS = 8000;
    private static final int ROUNDS = 12;
    private static final int ROUND_MILLIS = 60;
    private static final int PUBLICATION_MILLIS = 600;

    @TempDir
    private Path folder;

    private int killed;
    private int lost;
    private int published;
    private int finished;

    @Test
    void aKilledDriverLosesAtMostOneRoundAndTheRerunComesToTheSameBytes() throws Exception {
        kill(1, 3);
    }

    @Test
    @Tag("slow")
    void driversKilledAtRandomMoments() throws Exception {
        kill(Integer.getInteger("seiche.kills", 200), Long.getLong("seiche.seed", 2));
    }

    private void kill(int kills, long seed) throws Exception {
        String expected =
                text(Victim.here(folder.resolve("undisturbed"), TrainingListener.NONE, STRICT), VictimDriver.PUBLISHED);
        Random random = new Random(seed);
        while (killed < kills || published == 0 || finished > 0) {
            if (killed < kills) {
                live(random);
            } else {
                complete();
            }
            lookAtTheStore(expected);
        }
        System.out.printf(
                "%d drivers killed, %d models published of 1 digest, %d finished rounds trained twice, at most 1 a"
                        + " kill%n",
                killed, published, lost);
    }

    /** Returns the text of the only line of a kind. */
    private static String text(List<String> said, String beginning) {
        List<String> found =
                said.stream().filter(line -> line.startsWith(beginning)).toList();
        assertEquals(1, found.size(), said::toString);
        return found.get(0).substring(beginning.length());
    }

    /** The rerun that nothing kills: in this JVM, which knows as little of the killed one as a new JVM would. */
    private void complete() throws InterruptedException {
        int before = finished;
        List<Integer> rounds = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onRound(History.Round round) {
                rounds.add(round.round());
            }
        };
        assertNothingSkipped(Victim.here(folder.resolve("store"), listener, STRICT));
        count(before, rounds.isEmpty() ? 0 : rounds.get(0));
    }

    private static void assertNothingSkipped(List<String> said) {
        said.forEach(line -> assertFalse(line.startsWith(VictimDriver.TOLD) && line.contains("is skipped"), line));
    }

    /** Counts the finished rounds that a driver whose first round is given trained again. */
    private void count(int before, int first) {
        if (first > 0) {
            int again = before - (first - 1);
            assertTrue(again <= 1, "round " + before + " was finished, and " + first + " was the next");
            lost += again;
        }
    }

    /** One driver from its start to its end, likely to be killed. */
    private void live(Random random) throws IOException, InterruptedException {
        int rounds = 1 + random.nextInt(ROUNDS);
        int before = finished;
        int first = 0;
        try (Victim driver = new Victim(1, folder.resolve("store"), Victim.ONE_CORE, STRICT)) {
            if (random.nextDouble() < ANY_TIME) {
                rounds = Integer.MAX_VALUE;
                killAfter(driver, random.nextInt(LIFE_MILLIS));
            }
            while (driver.says()) {
                assertNothingSkipped(List.of(driver.line()));
                if (driver.said(VictimDriver.ROUND)) {
                    finished = Integer.parseInt(driver.said());
                    first = first == 0 ? finished : first;
                    if (finished - first + 1 == rounds) {
                        killAfter(driver, random.nextInt(ROUND_MILLIS));
                    }
                } else if (driver.said(VictimDriver.TRAINED) && random.nextBoolean()) {
                    killAfter(driver, random.nextInt(PUBLICATION_MILLIS));
                }
            }
            int code = driver.code();
            assertTrue(code == 0 || code == 137, () -> "ended with " + code + ": " + driver.log());
            killed += code == 0 ? 0 : 1;
        }
        count(before, first);
    }

    private static void killAfter(Victim driver, int millis) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(driver::kill);
    }

    /** Every version is whole and is the one that was to be. */
    private void lookAtTheStore(String expected) {
        String model = folder.resolve("store") + "/sp500";
        List<ModelVersion> versions = Store.open(folder.resolve("store").toString(), "sp500", new Configuration())
                .versions();
        for (ModelVersion version : versions.subList(published, versions.size())) {
            assertEquals(
                    expected,
                    new ModelReference(model + "@" + version.version())
                            .open(new Configuration())
                            .model()
                            .sha256());
        }
        if (versions.size() > published) {
            published = versions.size();
            finished = 0;
        }
    }
}
