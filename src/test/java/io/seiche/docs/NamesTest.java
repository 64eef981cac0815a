package io.seiche.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Classes named in Javadoc by {@code code} tags, and between backticks on pages, exist, and so do their members. */
class NamesTest {
    /** Names of other projects. */
    private static final Set<String> FOREIGN = Set.of(
            // JDK
            "FloatVector",
            "LogCompilation",
            "Math",
            "NaN",
            "ObjectOutputStream",
            "StrictMath",
            // Hadoop and Spark
            "Column",
            "CrossValidator",
            "DiskSpace",
            "Encoders",
            "ExecutorLostFailure",
            "RegressionEvaluator",
            "TrainValidationSplit",
            "FileContext",
            "LocalFileSystem",
            "Rename",
            // ONNX
            "Add",
            "MatMul",
            "Scan");

    private static final Pattern CODE_TAG = Pattern.compile("\\{@code\\s+([^{}]*)}");
    private static final Pattern TYPE_ALONE = Pattern.compile("([A-Z][a-z][A-Za-z0-9]*)(?:[.#](\\w+)(?:\\(.*)?)?");
    private static final Pattern CAMEL_CASE =
            Pattern.compile("(?<![\\w./@+-])([A-Z][a-z0-9]+[A-Z]\\w*)(?:\\.([a-z]\\w*))?");
    private static final Sources SOURCES = Sources.all();

    @Test
    void classesNamedInJavadocExist() {
        List<String> missing = new ArrayList<>();
        for (Path file : SOURCES.files()) {
            for (Matcher code = CODE_TAG.matcher(Pages.read(file)); code.find(); ) {
                if (!known(code.group(1).strip())) {
                    missing.add(file + ": " + code.group(1));
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void classesNamedOnPagesExist() {
        List<String> missing = new ArrayList<>();
        for (Path page : Pages.all()) {
            for (Pages.Piece code : Pages.inline(page)) {
                if (!known(code.text())) {
                    missing.add(code.toString());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static boolean known(String code) {
        Matcher alone = TYPE_ALONE.matcher(code);
        return alone.matches()
                ? exists(alone.group(1), alone.group(2))
                : CAMEL_CASE.matcher(code).results().allMatch(name -> exists(name.group(1), name.group(2)));
    }

    private static boolean exists(String type, String member) {
        return FOREIGN.contains(type) || (member == null ? SOURCES.declares(type) : SOURCES.declares(type, member));
    }
}
