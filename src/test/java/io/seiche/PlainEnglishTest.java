package io.seiche;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Rules for the English of Javadoc and documentation that a pattern can check.
 *
 * <p>A Javadoc comment, a {@code @param} and a {@code @return} start with a noun or a verb, not with a question word, so that
 * the index of the Javadoc reads well.
 * Later rows are <em>after</em> a point in time: "behind" can be read as earlier, which is dangerous next to leakage. Large
 * numbers are in billions.
 */
class PlainEnglishTest {
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern QUESTION_WORD =
            Pattern.compile("/\\*\\*[\\s*]*((With )?What|Whether|Where|How|Which|Why|So many)\\b");
    private static final Pattern QUESTION_TAG = Pattern.compile(
            "@(param\\s+\\S+|return)\\s+(\\*\\s+)?(what|whether|where|how|which|why|when)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RATE = Pattern.compile(
            "\\b(operations|bytes|batch|batches|collected|d|line|lines|numbers?|one|partition|rounds|samples|seconds"
                    + "|steps|tasks|used|windows|MB) an? (epoch|round|second|shard|slice|step|task|value|window)\\b");
    private static final Pattern AMBIGUOUS =
            Pattern.compile("\\bbehind\\b|thousand million|\\blies? (there|where)\\b", Pattern.CASE_INSENSITIVE);

    @Test
    void javadocStartsWithANounOrAVerb() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files("src", ".java")) {
            String text = Files.readString(file);
            Matcher comment = COMMENT.matcher(text);
            while (comment.find()) {
                Matcher question = QUESTION_WORD.matcher(comment.group());
                if (question.lookingAt()) {
                    found.add(place(file, text, comment.start() + question.end()));
                }
                Matcher tag = QUESTION_TAG.matcher(comment.group());
                while (tag.find()) {
                    found.add(place(file, text, comment.start() + tag.end()));
                }
            }
        }
        assertEquals(List.of(), found);
    }

    /** Rates are "per epoch": "rounds an epoch" can be read as a list. */
    @Test
    void ratesArePerUnit() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files = new ArrayList<>(files("src/main/java", ".java"));
        files.addAll(files("src/main/resources/io", ".js"));
        files.addAll(files("src/docs", ".md"));
        for (Path file : files) {
            String text = Files.readString(file);
            Matcher rate = RATE.matcher(text);
            while (rate.find()) {
                found.add(place(file, text, rate.start()));
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void timeIsBeforeAndAfter() throws IOException {
        List<Path> files = new ArrayList<>(files("src/main/java", ".java"));
        files.addAll(files("src/docs", ".md"));
        Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md").map(Path::of).forEach(files::add);
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file);
            Matcher ambiguous = AMBIGUOUS.matcher(text);
            while (ambiguous.find()) {
                found.add(place(file, text, ambiguous.start()));
            }
        }
        assertEquals(List.of(), found);
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    /** Returns file, line and the text of the line. */
    private static String place(Path file, String text, int at) {
        long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
        int start = text.lastIndexOf('\n', at) + 1;
        int end = text.indexOf('\n', at);
        return file + ":" + line + ": "
                + text.substring(start, end < 0 ? text.length() : end).strip();
    }
}
