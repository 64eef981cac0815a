package io.seiche;

import io.seiche.training.JavaRelease;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Starts another JVM with this JVM's class path and Spark options, for tests that one JVM cannot run or survive. */
public final class ForkedJvm {
    /**
     * For a JVM that lives some seconds: no time is put into code that is run a few times. The Vector API is slow without
     * the compiler that is left out, so matrix products are plain loops.
     */
    public static final List<String> SHORT_LIVED =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dseiche.kernels=plain");

    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"([\\d.]+)\"");

    private static final Set<Integer> SUPPORTED = Set.of(17, 25);

    private ForkedJvm() {}

    /** The command that runs a class with these options and arguments. */
    public static List<String> command(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-XX:+Ignore"))
                .toList());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** The homes of this JVM and, beside it, of one Java of each version that Seiche supports. */
    public static List<Path> homes() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Map<Integer, Path> homes = new TreeMap<>(Map.of(Runtime.version().feature(), own));
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(own.getParent())) {
            for (Path home : beside) {
                Path release = home.resolve("release");
                if (Files.isRegularFile(release) && Files.isExecutable(home.resolve("bin/java"))) {
                    Matcher version = VERSION.matcher(Files.readString(release));
                    if (version.find()) {
                        Runtime.Version found = Runtime.Version.parse(version.group(1));
                        if (SUPPORTED.contains(found.feature()) && JavaRelease.isSound(found)) {
                            homes.putIfAbsent(found.feature(), home);
                        }
                    }
                }
            }
        }
        return List.copyOf(homes.values());
    }

    /** The folders of this JVM's class path, wherever a JVM starts: our own classes, where they are not packaged yet. */
    public static String folders() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).stream()
                .map(Path::of)
                .filter(Files::isDirectory)
                .map(folder -> folder.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
