package io.seiche.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java sources of the project by the types they declare, nested ones included. */
final class Sources {
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)");

    private final List<Path> files;
    private final Map<String, String> types = new TreeMap<>();

    private Sources(List<Path> files) {
        this.files = files;
        for (Path file : files) {
            String text = Pages.read(file);
            for (Matcher type = TYPE.matcher(text); type.find(); ) {
                types.merge(type.group(1), text, String::concat);
            }
        }
    }

    /** Those of the program, its tests, benchmarks and fuzzing. */
    static Sources all() {
        return new Sources(Stream.of("main", "test", "jmh", "fuzz", "kerberos")
                .flatMap(part -> Pages.files(Path.of("src", part, "java"), ".java").stream())
                .toList());
    }

    List<Path> files() {
        return files;
    }

    /** Returns true if a type of this simple name is declared. */
    boolean declares(String type) {
        return types.containsKey(type);
    }

    /** Returns true if a type is declared and its file holds this word, such as the name of one of its methods. */
    boolean declares(String type, String member) {
        return declares(type)
                && Pattern.compile("\\b" + Pattern.quote(member) + "\\b")
                        .matcher(types.get(type))
                        .find();
    }

    /** The declared types whose names fit a pattern of Surefire, in which {@code *} stands for any letters. */
    List<String> matching(String pattern) {
        Pattern regex = Pattern.compile(pattern.replace("*", "\\w*"));
        return types.keySet().stream()
                .filter(type -> regex.matcher(type).matches())
                .toList();
    }
}
