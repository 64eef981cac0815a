package io.seiche.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.spark.sql.SparkSession;

/**
 * The archive of loaded classes (class data sharing) that the launcher asks for by {@value #FILE}, for later commands.
 *
 * <p>It is written by a diagnostic command of the JVM after a command that used Spark is done. Java's own option writes it
 * at the exit of any command: a refused configuration would take 2.4 seconds more, and leave an archive without Spark's
 * classes.
 */
final class ClassArchive {
    /** System property with the path of the archive. The JVM also needs {@code -XX:+RecordDynamicDumpInfo}. */
    static final String FILE = "seiche.archive";

    private ClassArchive() {}

    /** Writes the archive if it is asked for and Spark was used. On failure there is none, and later commands start slower. */
    static void write() {
        String file = System.getProperty(FILE);
        if (file == null || SparkSession.getActiveSession().isEmpty()) {
            return;
        }
        Path archive = Path.of(file);
        Path temporary = Path.of(file + "." + ProcessHandle.current().pid());
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // the JVM prints the file's name there
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", "\"" + temporary + "\""}},
                            new String[] {String[].class.getName()});
            if (Files.exists(temporary)) {
                Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (JMException | IOException | RuntimeException unwritten) {
            // the command is done, and its result does not depend on the archive
        } finally {
            System.setOut(out);
        }
    }
}
