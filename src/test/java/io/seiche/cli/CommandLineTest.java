package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final Path REFERENCE = Path.of("src/docs/configuration.md");

    static Stream<String> commands() {
        return Seiche.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTeaches(String command) {
        Run help = Run.of(command, "--help");
        assertEquals(0, help.code());
        assertTrue(help.out().contains("Usage: seiche " + command), help.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "trian", "train", "train --conf", "train --nonsense", "train --quiet --verbose --conf a"})
    void wrongUsageIsExitCode2WithoutATrace(String line) {
        Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" ", -1));
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().startsWith("seiche: "), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertEquals("", run.out());
    }

    @Test
    void aMistypedCommandIsGuessed() {
        assertTrue(Run.of("trian").err().contains("train"));
    }

    @Test
    void completionIsAScript() {
        assertTrue(Run.of("completion").out().startsWith("#!/usr/bin/env bash"));
    }

    @Test
    void thePageOfKeysListsThemAsTheSchemaHasThem() throws IOException {
        assertTrue(Files.readString(REFERENCE).contains(Keys.table()));
    }

    @Test
    void thePageOfKeysListsEveryExitCode() throws IOException {
        String page = Files.readString(REFERENCE);
        for (ExitCode code : ExitCode.values()) {
            assertTrue(page.contains("| " + code.number() + " | " + code.meaning() + " |"), code.name());
        }
    }

    @Test
    void theHelpListsEveryKey() {
        Run help = Run.of("help-config");
        Keys.ALL.forEach(key -> assertTrue(help.out().contains(key.path()), key.path()));
    }
}
