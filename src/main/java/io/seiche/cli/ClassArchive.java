package io.seiche.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
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

    /** The lines of the diagnostic command {@code VM.class_hierarchy}: bars of the depth, a class, its loader. */
    private static final Pattern LOADED =
            Pattern.compile("(?m)^[| -]*([^/|\\s]+)/(?:null|0x[0-9a-f]+)(?: \\(intf\\))?$");

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
            link(diagnose("vmClassHierarchy"));
            diagnose("vmCds", "dynamic_dump", "\"" + temporary + "\"");
            if (Files.exists(temporary)) {
                Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (JMException | IOException | RuntimeException unwritten) {
            // the command is done, and its result does not depend on the archive
        } finally {
            System.setOut(out);
        }
    }

    /**
     * Links classes, which reflection does and loading does not: Java 17 leaves classes that are not linked, a quarter of all,
     * out of an archive that is written before its exit.
     */
    private static void link(String hierarchy) {
        ClassLoader loader = ClassArchive.class.getClassLoader();
        LOADED.matcher(hierarchy).results().map(line -> line.group(1)).forEach(name -> {
            try {
                var unused = Class.forName(name, false, loader).getDeclaredConstructors(); // links the class
            } catch (ClassNotFoundException | LinkageError unlinked) {
                // a class of another loader, or one that needs a jar that is not there, is left out
            }
        });
    }

    private static String diagnose(String operation, String... arguments) throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        operation,
                        new Object[] {arguments},
                        new String[] {String[].class.getName()});
    }
}
