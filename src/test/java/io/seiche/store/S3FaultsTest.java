package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;

/** The store's laws on S3 where one request of eight is disturbed by an {@link S3Proxy}. */
final class S3FaultsTest implements StoreLaws {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final S3Proxy PROXY = new S3Proxy(Long.getLong("seiche.seed", 1), 0.125);

    private static Configuration hadoop() {
        Configuration hadoop = S3StoreTest.hadoop();
        hadoop.set("fs.s3a.endpoint", PROXY.endpoint());
        hadoop.set("fs.s3a.retry.throttle.interval", "1ms");
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

    @AfterAll
    static void everyFaultOccurred() {
        assertEquals(EnumSet.allOf(S3Proxy.Fault.class), PROXY.faults().keySet(), PROXY.faults()::toString);
    }
}
