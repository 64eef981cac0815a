package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.Keys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

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

    /** Whatever fails where a command begins its work, with any class of failure. */
    @ParameterizedTest
    @MethodSource("commands")
    void anUnexpectedFailureOfACommandIsABugOfOurs(String name) {
        for (Throwable failure : List.of(
                new IllegalStateException("seam"),
                new NullPointerException(),
                new Exception("seam"),
                new AssertionError("seam"))) {
            StringWriter err = new StringWriter();
            CommandLine line = Seiche.commandLine().setErr(new PrintWriter(err, true));
            CommandLine command = line.getSubcommands().get(name);
            line.setExecutionStrategy(parsed -> {
                if (failure instanceof Exception exception) {
                    throw new CommandLine.ExecutionException(command, "", exception);
                }
                throw (Error) failure;
            });
            assertEquals(ExitCode.BUG.number(), Seiche.run(line, required(name, command)), err.toString());
            assertTrue(err.toString().startsWith("seiche: this is a bug of ours: "), err.toString());
            assertTrue(err.toString().contains("and tell us"), err.toString());
            assertEquals(1, err.toString().lines().count(), err.toString());
        }
    }

    /** The words of a command with everything that it requires. */
    private static String[] required(String name, CommandLine command) {
        List<String> words = new ArrayList<>(List.of(name));
        for (ArgSpec argument : command.getCommandSpec().requiredArgs()) {
            if (argument.isOption()) {
                words.add(((OptionSpec) argument).longestName());
            }
            Iterable<String> candidates = argument.completionCandidates();
            words.add(candidates == null ? "1" : candidates.iterator().next());
        }
        return words.toArray(new String[0]);
    }

    @Test
    void helpOfACommand() {
        Run run = Run.of("help", "train");
        assertEquals(0, run.code());
        assertEquals(Run.of("train", "--help").out(), run.out());
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
        assertTrue(Files.readString(REFERENCE).contains(ConfigurationHelp.table()));
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
