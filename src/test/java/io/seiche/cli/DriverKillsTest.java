package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.store.ModelReference;
import io.seiche.store.ModelVersion;
import io.seiche.store.Store;
import java.io.IOException;
import java.nio.file.Path;
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
        String expected = Victim.undisturbed(folder.resolve("undisturbed"));
        Random random = new Random(seed);
        while (killed < kills || published == 0 || finished > 0) {
            live(killed < kills ? random : null);
            lookAtTheStore(expected);
        }
        System.out.printf(
                "%d drivers killed, %d models published of 1 digest, %d finished rounds trained twice, at most 1 a"
                        + " kill%n",
                killed, published, lost);
    }

    /** One driver from its start to its end; where a source of randomness is given, it is likely to be killed. */
    private void live(Random random) throws IOException, InterruptedException {
        int rounds = random == null ? Integer.MAX_VALUE : 1 + random.nextInt(ROUNDS);
        int before = finished;
        int first = 0;
        try (Victim driver = new Victim(1, folder.resolve("store"), Victim.ONE_CORE)) {
            if (random != null && random.nextDouble() < ANY_TIME) {
                rounds = Integer.MAX_VALUE;
                killAfter(driver, random.nextInt(LIFE_MILLIS));
            }
            while (driver.says()) {
                assertFalse(driver.said(VictimDriver.TOLD) && driver.said().contains("is skipped"), driver.said());
                if (driver.said(VictimDriver.ROUND)) {
                    finished = Integer.parseInt(driver.said());
                    first = first == 0 ? finished : first;
                    if (finished - first + 1 == rounds) {
                        killAfter(driver, random.nextInt(ROUND_MILLIS));
                    }
                } else if (driver.said(VictimDriver.TRAINED) && random != null && random.nextBoolean()) {
                    killAfter(driver, random.nextInt(PUBLICATION_MILLIS));
                }
            }
            int code = driver.code();
            assertTrue(code == 0 || code == 137, () -> "ended with " + code + ": " + driver.log());
            killed += code == 0 ? 0 : 1;
        }
        if (first > 0) {
            int again = before - (first - 1);
            assertTrue(again <= 1, "round " + before + " was finished, and " + first + " was the next");
            lost += again;
        }
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
