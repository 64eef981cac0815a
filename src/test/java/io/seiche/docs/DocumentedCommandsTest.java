package io.seiche.docs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.seiche.SparkForTests;
import io.seiche.cli.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command line of the pages and of the configurations' comments runs, in this JVM and on small data.
 *
 * <p>Changed for it: files of {@code out/} and {@code data/} are in a folder of the test, tables have their last 420 rows,
 * networks a few units, trainings one epoch ({@link #SMALL}); {@code --master} and {@code --spark} are left out, since there
 * is one local Spark here ({@code ClusterIT} has a cluster). Commands on HDFS and S3 are parsed only.
 */
class DocumentedCommandsTest {
    private static final int ROWS = 420;
    private static final String LAUNCHER = "submit-scripts/seiche";
    private static final Pattern INLINE = Pattern.compile("(?:submit-scripts/)?seiche ([a-z-]+)( .*)?");
    private static final Set<Integer> RETRAINED = Set.of(0, 7);

    /** Values set for each configuration of {@code conf/}, in addition to those of the command. */
    private static final Map<String, List<String>> SMALL = Map.of(
            "sp500",
            List.of("network.layers=lstm(3), lstm(3), dense(1)", "training.epochs=1", "evaluation.baselines=[naive]"),
            "sp500-rise",
            List.of("network.layers=lstm(3), dense(1, sigmoid)", "training.epochs=1"),
            "chicago",
            List.of(
                    "network.layers=gru(3), dense(7)",
                    "training.epochs=1",
                    "evaluation.baselines=[naive]",
                    "split.validation=28",
                    "split.test=56"),
            "chicago-nightly",
            List.of("network.layers=gru(3), dense(7)", "training.epochs=1", "evaluation.baselines=[naive]"),
            "characters",
            List.of("network.layers=embedding(3), lstm(4), dense(auto)", "training.epochs=1"));

    /** Files that a page's reader brings, and what stands for them here. */
    private static final Map<String, String> BROUGHT = Map.of(
            "tinyshakespeare.txt", "LICENSE",
            "half.txt", "LICENSE",
            "corpus.txt", "LICENSE",
            "net.safetensors", "out/net.safetensors");

    /** Commands that ran already: the models that later commands need are made by documented commands. */
    private static final Set<List<String>> DONE = new HashSet<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void models() throws IOException {
        SparkForTests.session();
        Files.createDirectories(folder.resolve("data"));
        for (String table : List.of("sp500", "chicago-l")) {
            List<String> rows = Files.readAllLines(Path.of("data", table + ".csv"));
            List<String> last = new ArrayList<>(rows.subList(rows.size() - ROWS, rows.size()));
            last.add(0, rows.get(0));
            Files.write(folder.resolve("data").resolve(table + ".csv"), last);
        }
        Path incoming = Files.createDirectories(folder.resolve("out/incoming")); // copied by hand in streaming.md
        Files.copy(folder.resolve("data/chicago-l.csv"), incoming.resolve("chicago-l.csv"));
        for (String conf : List.of("sp500", "sp500-rise", "chicago", "characters")) {
            run(List.of("train", "--conf", "conf/" + conf + ".conf"));
        }
        run(List.of("train", "--conf", "conf/sp500.conf", "--quiet")); // version 2, for the commands on versions
        run(List.of("models", "promote", "out/models/sp500@2"));
        run(List.of("export", "out/models/sp500", "--format", "pytorch", "--out", "out/net.safetensors"));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheLauncherRuns() {
        Map<List<String>, String> commands = new LinkedHashMap<>();
        for (Pages.Piece block : blocks()) {
            for (List<String> words : Shell.commands(block.text())) {
                if (List.of(LAUNCHER, "seiche").contains(words.get(0))) {
                    commands.putIfAbsent(here(words.subList(1, words.size())), block.page() + ":" + block.line());
                }
            }
        }
        assertTrue(commands.size() > 15, commands::toString);
        return commands.entrySet().stream()
                .map(command -> dynamicTest(
                        command.getValue() + " seiche " + String.join(" ", command.getKey()),
                        () -> run(command.getKey())));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandNamedInTheTextHasItsOptions() {
        return Pages.all().stream()
                .flatMap(page -> Pages.inline(page).stream())
                .filter(code -> INLINE.matcher(code.text()).matches())
                .map(code -> dynamicTest(code.toString(), () -> {
                    List<String> words = Shell.words(code.text());
                    String command = words.get(1);
                    Run help = Run.of(command, "--help");
                    assertEquals(0, help.code(), help.err());
                    words.stream()
                            .filter(word -> word.startsWith("--"))
                            .forEach(option -> assertTrue(help.out().contains(option.replaceFirst("=.*", "")), option));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfAHelpIsParsed() {
        return Run.helps().entrySet().stream()
                .map(help -> dynamicTest(help.getKey(), () -> {
                    String examples = help.getValue()
                            .substring(Math.max(0, help.getValue().indexOf("Examples:")));
                    for (List<String> words : Shell.commands(examples)) {
                        if (words.get(0).equals("seiche") && !words.contains("COMMAND")) {
                            int end = words.contains("|") ? words.indexOf("|") : words.size();
                            assertDoesNotThrow(() -> Run.parse(withoutSpark(words.subList(1, end))), words::toString);
                        }
                    }
                }));
    }

    /** {@code submit} prints what it would run; the cluster itself is not here. */
    @TestFactory
    Stream<DynamicTest> everyCommandOfSubmitIsPrintedAndParsed() {
        return scripts("submit-scripts/submit")
                .map(words -> dynamicTest(String.join(" ", words), () -> {
                    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
                    builder.environment()
                            .putAll(Map.of(
                                    "SEICHE_PRINT", "1",
                                    "SEICHE_MASTER", "spark://host:7077",
                                    "SEICHE_IMAGE", "registry/seiche",
                                    "SPARK_HOME", folder.toString(),
                                    "HADOOP_CONF_DIR", folder.toString()));
                    Process process = builder.start();
                    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still running");
                    assertEquals(0, process.exitValue(), printed);
                    List<String> command = Shell.words(printed);
                    Run.parse(withoutSpark(command.subList(1, command.size())));
                }));
    }

    /** The commands of {@code cluster} are those its usage names; {@code ClusterIT} runs start and stop. */
    @TestFactory
    Stream<DynamicTest> everyCommandOfClusterIsOneOfIts() {
        return scripts("submit-scripts/cluster")
                .map(words -> dynamicTest(
                        String.join(" ", words),
                        () -> assertTrue(List.of("start", "status", "stop").contains(words.get(1)), words::toString)));
    }

    private static Stream<List<String>> scripts(String script) {
        return blocks().stream()
                .flatMap(block -> Shell.commands(block.text()).stream())
                .filter(words -> words.get(0).equals(script))
                .distinct();
    }

    /** Blocks without a language, and the commands in the comments at the head of each configuration. */
    private static List<Pages.Piece> blocks() {
        List<Pages.Piece> blocks = new ArrayList<>();
        for (Path page : Pages.all()) {
            Pages.blocks(page).stream().filter(block -> block.kind().isEmpty()).forEach(blocks::add);
        }
        for (Path conf : Pages.files(Path.of("conf"), ".conf")) {
            Matcher said = Pattern.compile("# .*?(" + LAUNCHER + " .*)").matcher(Pages.read(conf));
            said.results().forEach(line -> blocks.add(new Pages.Piece(conf, 1, "", line.group(1))));
        }
        return blocks;
    }

    /** A command as it runs here. */
    private static List<String> here(List<String> words) {
        List<String> here = new ArrayList<>();
        for (String word : withoutSpark(words)) {
            String[] parts = word.split("(?<==)", 2); // key=value
            String value = parts[parts.length - 1];
            String path = BROUGHT.getOrDefault(value, value);
            here.add((parts.length == 1 ? "" : parts[0]) + path);
        }
        if (here.get(0).equals("bench")) {
            here.addAll(List.of("--seconds", "1"));
        }
        return here;
    }

    private static List<String> withoutSpark(List<String> words) {
        List<String> without = new ArrayList<>();
        for (int i = 0; i < words.size() && !words.get(i).equals("--spark"); i++) {
            if (words.get(i).equals("--master")) {
                i++;
            } else {
                without.add(words.get(i));
            }
        }
        return without;
    }

    private static void run(List<String> words) {
        if (!DONE.add(words)) {
            return;
        }
        int conf = words.indexOf("--conf");
        String name = conf < 0 ? "" : words.get(conf + 1).replaceAll("conf/|\\.conf", "");
        boolean elsewhere = words.stream().anyMatch(word -> word.contains("hdfs://") || word.contains("s3a://"));
        if (elsewhere || (conf >= 0 && !SMALL.containsKey(name))) { // a configuration of the reader's
            Run.parse(words);
            return;
        }
        List<String> command = words.stream()
                .map(word -> word.replaceAll("(^|=)(out|data|/tmp)/", "$1" + folder + "/$2/"))
                .collect(Collectors.toCollection(ArrayList::new));
        if (conf < 0 && words.get(0).equals("train")) { // with automatic settings
            command.addAll(List.of("--set", "training.members=0", "--set", "store.path=" + folder + "/out/models"));
        }
        if (conf >= 0) {
            Set<String> sets = new LinkedHashSet<>(SMALL.get(name));
            sets.add("store.path=" + folder + "/out/models");
            sets.add("report.path=" + folder + "/out/" + name + ".html");
            if (!name.equals("characters")) {
                sets.add("input.path=" + folder + "/data/" + (name.startsWith("sp500") ? "sp500" : "chicago-l")
                        + ".csv");
            }
            sets.forEach(set -> command.addAll(List.of("--set", set)));
        }
        Run run = Run.of(command.toArray(String[]::new));
        boolean done = words.get(0).equals("retrain") ? RETRAINED.contains(run.code()) : run.code() == 0;
        assertTrue(done, () -> "exit code " + run.code() + " of " + command + "\n" + run.err());
    }
}
