package io.seiche.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** One HDFS for all tests, started on first use and stopped with the JVM. */
public final class HdfsForTests {
    private static MiniDFSCluster cluster;

    private HdfsForTests() {}

    /** {@code hdfs://127.0.0.1:PORT}. */
    public static synchronized String uri() {
        if (cluster == null) {
            cluster = start();
        }
        return cluster.getURI().toString();
    }

    private static MiniDFSCluster start() {
        try {
            // The name node's web server makes its own directory there, and does not make its parent.
            Path temporary = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
            Path base = Files.createTempDirectory(temporary, "hdfs");
            Configuration configuration = new Configuration();
            configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, base.toString());
            MiniDFSCluster started =
                    new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
            started.waitActive();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> started.shutdown(true)));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
