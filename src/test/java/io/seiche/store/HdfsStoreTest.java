package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.junit.jupiter.api.Test;

/** The store's laws on a real HDFS (name node and data node in this JVM), and cases specific to HDFS. */
final class HdfsStoreTest implements StoreLaws {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public String root() {
        return HdfsForTests.uri() + "/tests/" + COUNT.incrementAndGet() + "/store";
    }

    @Override
    public int effort() {
        return 2;
    }

    @Override
    public StoreFiles files(String path) {
        return StoreFiles.at(path, false, new Configuration());
    }

    @Test
    void filesAreNotForTheWorld() throws IOException {
        String root = root();
        Store.open(root, "load", new Configuration()).publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        Path data = new Path(root + "/load/data/run");
        FileSystem fileSystem = data.getFileSystem(new Configuration());
        assertEquals("rwxr-x---", fileSystem.getFileStatus(data).getPermission().toString());
        assertEquals(
                "rw-r-----",
                fileSystem
                        .getFileStatus(new Path(data, "model.json"))
                        .getPermission()
                        .toString());
    }

    @Test
    void aQuotaThatIsUsedUpLeavesTheOldModelServed() throws IOException {
        String root = root();
        Store store = Store.open(root, "load", new Configuration());
        store.publish("old", StoreLaws.files(1), StoreLaws.NO_FACTS);
        Path path = new Path(root);
        DistributedFileSystem hdfs = (DistributedFileSystem) path.getFileSystem(new Configuration());
        hdfs.setQuota(path, HdfsConstants.QUOTA_DONT_SET, 4096);
        String told = assertThrows(StorageException.class, store::checkWritable).getMessage();
        assertTrue(told.contains("quota"), told);
        assertThrows(StorageException.class, () -> store.publish("new", StoreLaws.files(2), StoreLaws.NO_FACTS));
        assertEquals(StoreLaws.files(1).keySet(), store.read(store.find("")).keySet());
        hdfs.setQuota(path, HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
        assertEquals(
                2, store.publish("new", StoreLaws.files(2), StoreLaws.NO_FACTS).version());
    }

    @Test
    void inSafeModeTheOldModelIsServedAndWritingIsRefused() throws IOException {
        String root = root();
        Store store = Store.open(root, "load", new Configuration());
        store.publish("old", StoreLaws.files(1), StoreLaws.NO_FACTS);
        DistributedFileSystem hdfs = (DistributedFileSystem) new Path(root).getFileSystem(new Configuration());
        hdfs.setSafeMode(SafeModeAction.ENTER);
        try {
            String told =
                    assertThrows(StorageException.class, store::checkWritable).getMessage();
            assertTrue(told.startsWith("cannot write ") && told.contains("safe mode"), told);
            assertThrows(StorageException.class, () -> store.publish("new", StoreLaws.files(2), StoreLaws.NO_FACTS));
            assertEquals(StoreLaws.files(1).keySet(), store.pin("").files().keySet());
        } finally {
            hdfs.setSafeMode(SafeModeAction.LEAVE);
        }
        assertEquals(
                2, store.publish("new", StoreLaws.files(2), StoreLaws.NO_FACTS).version());
    }

    @Test
    void whatACrashedRunLeftGoesADayLater() throws IOException {
        String root = root();
        Store store = store(root);
        store.publish("run", StoreLaws.files(1), StoreLaws.NO_FACTS);
        StoreFiles files = files(root);
        String crashed = StoreLaws.run(2);
        String temporary = "_tmp/" + files.unique();
        files.putIfAbsent("data/" + crashed + "/model.json", StoreLaws.bytes("half"));
        files.putIfAbsent(temporary, StoreLaws.bytes("half"));
        FileSystem fileSystem = new Path(root).getFileSystem(new Configuration());
        long dayBefore = files.now() - Store.GRACE.toMillis() - 1000;
        fileSystem.setTimes(new Path(root, "data/" + crashed + "/model.json"), dayBefore, -1);
        assertEquals(new Store.CleanupResult(List.of(), List.of(crashed), 0), store.collect(1, Store.GRACE, false));
        fileSystem.setTimes(new Path(root, temporary), dayBefore, -1);
        assertEquals(new Store.CleanupResult(List.of(), List.of(), 1), store.collect(1, Store.GRACE, false));
        assertEquals(List.of("run"), files.list("data"));
    }
}
