package io.seiche.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The test classes and methods that documented Maven commands select exist. */
class TestCommandsTest {
    private static final Pattern SELECTION = Pattern.compile("-D(?:it\\.)?test=(?:'([^']*)'|([^\\s`]+))");
    private static final Sources SOURCES = Sources.all();

    @Test
    void everySelectedTestExists() {
        List<String> missing = new ArrayList<>();
        int selections = 0;
        for (Path page : Pages.all()) {
            for (Pages.Piece command : commands(page)) {
                for (Matcher selection = SELECTION.matcher(command.text()); selection.find(); selections++) {
                    for (String pattern : patterns(selection)) {
                        if (!selects(pattern, command.text())) {
                            missing.add(pattern + " in " + command);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(selections > 20, "only " + selections + " selections were found");
    }

    /** CONTRIBUTING's command for a new cell runs classes that take their cases from the registry or from golden files. */
    @Test
    void theCommandForANewCellRunsTheLawsOfTheRegistry() {
        Path page = Path.of("CONTRIBUTING.md");
        String command = commands(page).stream()
                .map(Pages.Piece::text)
                .filter(text -> text.contains("-Dtest=") && text.contains("GoldenTest"))
                .findFirst()
                .orElseThrow();
        Matcher selection = SELECTION.matcher(command);
        assertTrue(selection.find(), command);
        List<String> selected = patterns(selection);
        assertTrue(selected.contains("NetworkLawsTest"), "the gradient check is among " + selected);
        for (String test : selected) {
            assertTrue(SOURCES.declares(test, "RegisteredCells") || test.equals("GoldenTest"), test);
        }
    }

    private static List<Pages.Piece> commands(Path page) {
        return Stream.concat(Pages.blocks(page).stream(), Pages.inline(page).stream())
                .flatMap(piece -> piece.text()
                        .lines()
                        .map(line -> new Pages.Piece(piece.page(), piece.line(), piece.kind(), line)))
                .toList();
    }

    private static List<String> patterns(Matcher selection) {
        return List.of((selection.group(1) == null ? selection.group(2) : selection.group(1)).split(","));
    }

    private static boolean selects(String pattern, String command) {
        if (pattern.equals("none")) { // integration tests alone
            return command.contains("-Dsurefire.failIfNoSpecifiedTests=false");
        }
        String[] parts = pattern.split("#", 2);
        List<String> classes = SOURCES.matching(parts[0]);
        return !classes.isEmpty()
                && (parts.length == 1 || classes.stream().anyMatch(type -> SOURCES.declares(type, parts[1])));
    }
}
