package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The store's laws on S3 where one request of eight is disturbed by an {@link S3Proxy}. */
final class S3FaultsTest implements StoreLaws {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final S3Proxy PROXY = new S3Proxy(Long.getLong("seiche.seed", 1), 0.125);

    private static Configuration hadoop() {
        Configuration hadoop = S3StoreTest.hadoop();
        hadoop.set("fs.s3a.endpoint", PROXY.endpoint());
        hadoop.set("fs.s3a.retry.throttle.interval", "1ms");
        // Further tries are Hadoop's, a millisecond apart: the SDK would wait up to some seconds before its own.
        hadoop.setInt("fs.s3a.attempts.maximum", 2);
        return hadoop;
    }

    /** A bucket of its own, since Hadoop keeps one connector a bucket. */
    @Override
    public String root() {
        return "s3a://disturbed/faults-" + COUNT.incrementAndGet() + "/store";
    }

    @Override
    public int effort() {
        return 1;
    }

    @Override
    public StoreFiles files(String path) {
        return StoreFiles.at(path, false, hadoop());
    }

    @Test
    void askingWhetherItCanBeWrittenSurvivesALostReply() throws Exception {
        String root = root();
        PROXY.loseNextWrite();
        store(root).checkWritable();
        assertEquals(List.of(), files(root).list("."));
    }

    @Test
    void anOutputFileIsCheckedAndWrittenAlthoughRepliesAreLost() throws Exception {
        String root = root();
        OutputFile file = new OutputFile("report.path", root + "/report.html", hadoop());
        PROXY.loseNextWrite();
        file.check();
        PROXY.loseNextWrite();
        file.write("text");
        assertArrayEquals(
                StoreLaws.bytes("text"), files(root).read("report.html").orElseThrow());
        assertEquals(List.of("report.html"), files(root).list("."));
    }

    /** Hadoop does not try such a deletion again; the next cleanup does. */
    @Test
    void aDeletionThatFailedInASuccessfulAnswerIsDoneByTheNextCleanup() throws Exception {
        String root = root();
        Store store = store(root);
        for (int i = 1; i <= 3; i++) {
            store.publish("run-" + i, StoreLaws.files(i), StoreLaws.NO_FACTS);
        }
        PROXY.failDeletions(1);
        String told = assertThrows(StorageException.class, () -> store.collect(1, Duration.ofDays(-1), false))
                .getMessage();
        assertTrue(told.startsWith("cannot delete what was retired in " + root), told);
        assertEquals(3, store.find("").version());
        store.collect(1, Duration.ofDays(-1), false);
        assertEquals(List.of("run-2", "run-3"), files(root).list("data")); // a rollback would restore version 2
        assertEquals(
                4,
                store.publish("run-4", StoreLaws.files(4), StoreLaws.NO_FACTS).version());
    }

    @AfterAll
    static void everyFaultOccurred() {
        assertEquals(EnumSet.allOf(S3Proxy.Fault.class), PROXY.faults().keySet(), PROXY.faults()::toString);
    }
}
