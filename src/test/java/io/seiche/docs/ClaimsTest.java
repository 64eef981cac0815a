package io.seiche.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each claim of SECURITY.md and each row of faults.md names the test that would fail if it were not true. */
class ClaimsTest {
    private static final Path SECURITY = Path.of(".github/SECURITY.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))`");
    private static final Pattern COMMAND =
            Pattern.compile("-Dtest=|-Dit\\.test=|IT=|^the same\\b|tests above$|\\(#by-hand\\)");
    private static final Sources SOURCES = Sources.all();

    /** Returns the lines of a section, which ends with the next heading of its level. */
    private static List<String> section(Path page, String heading) {
        List<String> lines = Pages.read(page).lines().toList();
        int from = lines.indexOf(heading) + 1;
        assertTrue(from > 0, "no " + heading + " in " + page);
        return lines.subList(from, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
    }

    /** Returns the cells of the rows of tables, without headings. */
    private static List<List<String>> rows(List<String> lines) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean heading = lines.get(i).startsWith("|---")
                    || (i + 1 < lines.size() && lines.get(i + 1).startsWith("|---"));
            if (lines.get(i).startsWith("|") && !heading) {
                String row = lines.get(i).strip();
                rows.add(Arrays.stream(row.substring(1, row.length() - 1).split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    private static void assertNamesTests(String claim, String text) {
        boolean any = false;
        for (Matcher test = TEST.matcher(text); test.find(); any = true) {
            assertTrue(SOURCES.declares(test.group(1)), test.group(1) + " of: " + claim);
            assertTrue(
                    SOURCES.declares(test.group(1), "Test") || SOURCES.declares(test.group(1), "ParameterizedTest"),
                    test.group(1) + " has no test");
        }
        assertTrue(any, "no test is named by: " + claim);
    }

    @Test
    void everyClaimOfTheTableNamesItsTest() {
        List<List<String>> rows = rows(section(SECURITY, "## The test of each claim"));
        assertTrue(rows.size() > 10, rows::toString);
        rows.forEach(row -> assertNamesTests(row.get(0), row.get(1)));
    }

    @Test
    void everyMeasureNamesItsTest() {
        String text = String.join("\n", section(SECURITY, "## Measures"));
        String[] measures = text.split("(?m)^\\* ", -1);
        assertTrue(measures.length > 8, text);
        for (int i = 1; i < measures.length; i++) {
            assertNamesTests(measures[i].lines().findFirst().orElse(""), measures[i]);
        }
    }

    /** The last cell is a command, or the section on runs by hand. */
    @Test
    void everyFaultHasItsCommand() {
        List<List<String>> rows =
                rows(Pages.read(Path.of("src/docs/faults.md")).lines().toList());
        assertTrue(rows.size() > 50, "only " + rows.size());
        List<String> without = rows.stream()
                .filter(row -> !COMMAND.matcher(row.get(row.size() - 1)).find())
                .map(row -> row.get(0))
                .toList();
        assertEquals(List.of(), without);
        assertFalse(COMMAND.matcher("once, by hand").find());
    }
}
