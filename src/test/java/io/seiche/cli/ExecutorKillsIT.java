package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executors of a standalone cluster are killed with SIGKILL at random moments while one application trains run after
 * run. Every run completes with the bytes of an undisturbed run on one core. {@code -Dseiche.kills} and {@code
 * -Dseiche.seed} set the number of kills and their random moments.
 */
class ExecutorKillsIT {
    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void executorsKilledAtRandomMoments() throws Exception {
        int kills = Integer.getInteger("seiche.kills", 200);
        long seed = Long.getLong("seiche.seed", 2);
        String expected = Victim.undisturbed(folder.resolve("undisturbed"));
        int runs = 0;
        int disturbed = 0;
        int before = 0;
        try (StandaloneCluster cluster = new StandaloneCluster(folder.resolve("spark"), 2);
                Victim driver = new Victim(Integer.MAX_VALUE, folder.resolve("store"), cluster.options());
                ExecutorKiller killer = new ExecutorKiller(cluster::executors, kills, seed, 2, 7)) {
            while (disturbed == 0 || before < kills) {
                assertTrue(driver.says(), () -> "after " + killer.killed() + " kills: " + driver.log());
                if (driver.said(VictimDriver.PUBLISHED)) {
                    assertEquals(expected, driver.said());
                    runs++;
                    disturbed += killer.killed() > before ? 1 : 0;
                    before = killer.killed();
                }
            }
        }
        System.out.printf(
                "%d executors killed, %d runs finished, %d of them disturbed, 1 digest%n", before, runs, disturbed);
    }
}
