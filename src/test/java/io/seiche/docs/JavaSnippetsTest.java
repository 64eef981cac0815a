package io.seiche.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.seiche.SparkForTests;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every Java snippet of the pages compiles and runs as it stands: its imports, then statements that may use a session
 * {@code spark}. Files it writes to {@code out/} are in a folder of the test.
 */
class JavaSnippetsTest {
    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> everySnippetCompilesAndRuns() {
        List<Pages.Piece> snippets = Pages.all().stream()
                .flatMap(page -> Pages.blocks(page).stream())
                .filter(block -> block.kind().equals("java"))
                .toList();
        assertTrue(!snippets.isEmpty(), "the README has one");
        return snippets.stream().map(snippet -> dynamicTest(snippet.toString(), () -> run(snippet)));
    }

    private static void run(Pages.Piece snippet) throws Exception {
        String imports =
                snippet.text().lines().filter(JavaSnippetsTest::imports).collect(Collectors.joining("\n"));
        String body = snippet.text()
                .lines()
                .filter(line -> !imports(line))
                .collect(Collectors.joining("\n"))
                .replace("\"out/", "\"" + folder + "/out/");
        Path classes = Files.createTempDirectory(folder, "snippet");
        Path source = Files.writeString(
                classes.resolve("Snippet.java"),
                imports + "\npublic class Snippet {\npublic static void run(org.apache.spark.sql.SparkSession spark)"
                        + " throws Exception {\n" + body + "\n}\n}\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d", classes.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
            assertTrue(
                    compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                            .call(),
                    () -> snippet + "\n" + messages);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, JavaSnippetsTest.class.getClassLoader())) {
            loader.loadClass("Snippet").getMethod("run", SparkSession.class).invoke(null, SparkForTests.session());
        }
    }

    private static boolean imports(String line) {
        return line.startsWith("import ");
    }
}
