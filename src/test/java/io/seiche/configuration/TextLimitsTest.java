package io.seiche.configuration;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that the parser would take minutes, all memory or all of the stack for are refused before it sees them. */
final class TextLimitsTest {
    @TempDir
    Path directory;

    private record Bomb(String name, String text, String told) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String doubled(String first, String each, int times) {
        return IntStream.range(1, times)
                .mapToObj(i -> each.replace("#", "${seiche.k" + (i - 1) + "}").replace("@", "k" + i))
                .collect(Collectors.joining("\n", "seiche {\nk0 = " + first + "\n", "\n}"));
    }

    private static String where(String condition) {
        return "seiche.input { path = t.csv, where = \"" + condition + "\" }";
    }

    private static Stream<Bomb> bombs() {
        String depth = "blocks and lists must be nested at most 50 deep";
        String words = "a key must have at most 50 words";
        String bytes = "a configuration must have at most 1,048,576 bytes with all that it includes";
        String expanded = "substitutions ${...} must come to at most 8,388,608 characters";
        String unquoted = "a text without quotes must have at most 1,000 characters";
        return Stream.of(
                new Bomb("blocks", "seiche " + "{ a ".repeat(30_000), depth),
                new Bomb("lists", "seiche.name = " + "[".repeat(30_000), depth),
                new Bomb("lists after a comment", "# \"\nseiche.name = " + "[".repeat(30_000), depth),
                new Bomb("blocks that close", "seiche.name = " + "{a=[".repeat(99) + "]}".repeat(99), depth),
                new Bomb("words of a key", "seiche" + ".w".repeat(30_000) + " = 1", words),
                new Bomb("quoted words of a key", "seiche" + ".\"w\"".repeat(30_000) + " = 1", words),
                new Bomb("words of a substitution", "seiche.name = ${" + "w.".repeat(30_000) + "w}", words),
                new Bomb("texts doubled", doubled("\"lol\"", "@ = #\"-\"#", 40), expanded),
                new Bomb("lists doubled", doubled("[1]", "@ = [#, #]", 40), expanded),
                new Bomb("blocks doubled", doubled("{ a = 1 }", "@ = { b = #, c = # }", 40), expanded),
                new Bomb("optional ones doubled", doubled("1", "@ = # #", 40).replace("${", "${?"), expanded),
                new Bomb(
                        "one that doubles itself",
                        "seiche.name = x\n" + "seiche.name = ${seiche.name}${seiche.name}\n".repeat(40),
                        expanded),
                new Bomb(
                        "keys",
                        IntStream.range(0, 20_000)
                                .mapToObj(i -> "seiche.k" + i + "=1")
                                .collect(Collectors.joining("\n")),
                        "at most 2,000 keys"),
                new Bomb(
                        "100,000 keys",
                        IntStream.range(0, 100_000)
                                .mapToObj(i -> "seiche.key" + i + "=1")
                                .collect(Collectors.joining("\n")),
                        bytes),
                new Bomb("a long key", "seiche { " + "k".repeat(900_000) + " = 1 }", unquoted),
                new Bomb("tokens", "seiche { name = " + "a b ".repeat(200_000) + " }", unquoted),
                new Bomb("tokens without a space", "seiche { name = " + "true1".repeat(200_000) + " }", unquoted),
                new Bomb("quoted tokens", "seiche { name = " + "\"a\" ".repeat(200_000) + " }", unquoted),
                new Bomb(
                        "a condition",
                        where("(".repeat(5_000) + "y" + ")".repeat(5_000)),
                        "parentheses deeper than 30"),
                new Bomb("a long condition", where("y" + " + 1".repeat(10_000)), "at most 20,000 characters"),
                new Bomb("a query", "seiche.input.sql = \"" + "(".repeat(50) + "\"", "parentheses deeper than 30"),
                new Bomb("bytes", "# " + "x".repeat(2_000_000), bytes));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombsAreRefusedInAFile(Bomb bomb) throws IOException {
        Path file = Files.writeString(directory.resolve("bomb.conf"), bomb.text());
        String told = assertThrows(ConfigurationException.class, () -> Configuration.read(file.toString(), List.of()))
                .getMessage();
        assertTrue(told.startsWith(file + ": " + bomb.told()) || told.contains(bomb.told()), told);
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombsAreRefusedInAModel(Bomb bomb) {
        String told = assertThrows(ConfigurationException.class, () -> Configuration.thaw(bomb.text(), List.of()))
                .getMessage();
        assertTrue(told.contains(bomb.told()), told);
    }

    @Test
    void filesThatIncludeOneAnotherTwiceAreRefused() throws IOException {
        for (int i = 0; i < 30; i++) {
            String next = "include \"f" + (i + 1) + ".conf\"\n";
            Files.writeString(directory.resolve("f" + i + ".conf"), next + next);
        }
        Files.writeString(directory.resolve("f30.conf"), "seiche.name = a\n");
        String told = assertThrows(
                        ConfigurationException.class,
                        () -> Configuration.read(directory.resolve("f0.conf").toString(), List.of()))
                .getMessage();
        assertTrue(told.contains("at most 100 files may be included"), told);
    }

    @Test
    void aFileOfGigabytesIsNotRead() throws IOException {
        Path file = directory.resolve("large.conf");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        assertThrows(ConfigurationException.class, () -> Configuration.read(file.toString(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void bombsAreRefusedInASetting(String set) {
        assertThrows(ConfigurationException.class, () -> Configuration.read(null, List.of(set)));
    }

    private static Stream<String> sets() {
        return Stream.of(
                "input.target=" + "[".repeat(20_000) + "]",
                "w." + "w.".repeat(20_000) + "w=1",
                "input.options={a={" + "a={".repeat(20_000) + "}}}",
                "w".repeat(500_000) + "=1");
    }

    @Test
    void whatPeopleWriteIsFarFromTheLimits() throws IOException {
        String columns =
                IntStream.range(0, 5000).mapToObj(i -> "\"x" + i + "\"").collect(Collectors.joining(", "));
        String text =
                "seiche {\n  name = a.b.c\n  # a comment with [ and \" and ${\n  store.path = \"s3a://b/\"${seiche.name}\n"
                        + "  report.path = \"s3a://r/\"${seiche.name}\"/\"${seiche.name}.html\n  input { path = \"p[\", time = t, target = y\n"
                        + "    covariates.past = [" + columns + "]\n    where = \"" + "a.b = 1 and ".repeat(300)
                        + "1 = 1\" }\n}\n";
        Path file = Files.writeString(directory.resolve("large.conf"), text);
        Configuration read = assertDoesNotThrow(() -> Configuration.read(file.toString(), List.of()));
        assertEquals("a.b.c", read.name());
        assertEquals("s3a://b/a.b.c", read.store().path());
        assertEquals(read.frozen(), Configuration.thaw(read.frozen(), List.of()).frozen());
    }
}
