package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** The store's laws through Hadoop's S3A connector, against {@link S3Stub}. */
final class S3StoreTest implements StoreLaws {
    private static final AtomicInteger COUNT = new AtomicInteger();

    static Configuration hadoop() {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.s3a.endpoint", S3Stub.get().endpoint());
        hadoop.set("fs.s3a.endpoint.region", "us-east-1");
        hadoop.set("fs.s3a.access.key", "somebody");
        hadoop.set("fs.s3a.secret.key", "nobody-knows");
        hadoop.set("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        hadoop.setBoolean("fs.s3a.path.style.access", true);
        hadoop.setBoolean("fs.s3a.connection.ssl.enabled", false);
        hadoop.set("fs.s3a.fast.upload.buffer", "array");
        hadoop.set("fs.s3a.multipart.size", "5M"); // allocated for each file, however small
        hadoop.set("fs.s3a.retry.interval", "1ms");
        hadoop.set("fs.s3a.input.stream.type", "classic");
        return hadoop;
    }

    @Override
    public String root() {
        return "s3a://" + S3Stub.BUCKET + "/" + COUNT.incrementAndGet() + "/store";
    }

    /** Every request goes over HTTP. */
    @Override
    public int effort() {
        return 1;
    }

    @Override
    public StoreFiles files(String path) {
        return StoreFiles.at(path, false, hadoop());
    }

    @Test
    void aPutThatWasDoneAndReportedFailedIsReadBackAndWon() {
        Store store = store(root());
        S3Stub.get().loseAnswers(1);
        assertEquals(
                1,
                store.publish("run-1", StoreLaws.files(1), StoreLaws.NO_FACTS).version());
        assertEquals(1, S3Stub.get().answersLost());
        assertEquals(1, store.versions().size());
        S3Stub.get().loseAnswers(4); // both files, the manifest and the log entry
        assertEquals(
                2,
                store.publish("run-2", StoreLaws.files(2), StoreLaws.NO_FACTS).version());
        assertEquals(4, S3Stub.get().answersLost());
        assertEquals(2, store.versions().size());
    }

    @Test
    void withoutConditionalCreateAStoreIsNotWrittenUnlessTheUserVouchesForIt() {
        Configuration old = hadoop();
        old.setBoolean("fs.s3a.create.conditional.enabled", false);
        old.setBoolean("fs.s3a.impl.disable.cache", true);
        String root = root() + "/load";
        String told = assertThrows(StorageException.class, () -> StoreFiles.at(root, false, old)
                        .probe())
                .getMessage();
        assertTrue(told.contains("object stores with conditional create"), told);
        assertTrue(told.contains("store.singleWriter = true"), told);
    }
}
