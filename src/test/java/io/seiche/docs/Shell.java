package io.seiche.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command lines of a fenced block, split into words as a shell does. */
final class Shell {
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z_]+=.*", Pattern.DOTALL);

    private Shell() {}

    /**
     * The commands of a block: lines ended by a backslash are joined, comments and variables set in front are left out.
     *
     * @return the words of each command
     */
    static List<List<String>> commands(String block) {
        List<List<String>> commands = new ArrayList<>();
        for (String line : block.replace("\\\n", " ").lines().toList()) {
            List<String> words = words(line);
            while (!words.isEmpty() && ASSIGNMENT.matcher(words.get(0)).matches()) {
                words.remove(0);
            }
            if (!words.isEmpty()) {
                commands.add(words);
            }
        }
        return commands;
    }

    /** The words of a line, without quotes and without a comment at its end. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && word == null && c == '#') {
                break;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
            } else {
                word = word == null ? new StringBuilder() : word;
                if (quote == 0 && (c == '\'' || c == '"')) {
                    quote = c;
                } else if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }
}
