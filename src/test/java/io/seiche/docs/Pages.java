package io.seiche.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the project as Markdown: fenced blocks, inline code and links, each with its line. */
final class Pages {
    private static final List<String> ELSEWHERE =
            List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md", ".github/SECURITY.md");
    private static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");

    private Pages() {}

    /**
     * A piece of a page.
     *
     * @param page the file
     * @param line its first line, from 1
     * @param kind language of a fenced block, or empty
     * @param text without fences or backticks
     */
    record Piece(Path page, int line, String kind, String text) {
        @Override
        public String toString() {
            return page + ":" + line + ": " + text.strip().lines().findFirst().orElse("");
        }
    }

    /** Every page. */
    static List<Path> all() {
        return Stream.concat(ELSEWHERE.stream().map(Path::of), files(Path.of("src/docs"), ".md").stream())
                .toList();
    }

    /** Every file of this ending in a folder, at any depth, by name. */
    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A text file. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The fenced blocks of a page. */
    static List<Piece> blocks(Path page) {
        List<Piece> blocks = new ArrayList<>();
        List<String> block = null;
        String kind = "";
        int number = 0;
        for (String line : read(page).lines().toList()) {
            number++;
            if (!line.startsWith("```")) {
                if (block != null) {
                    block.add(line);
                }
            } else if (block == null) {
                block = new ArrayList<>();
                kind = line.substring(3).strip();
            } else {
                blocks.add(new Piece(page, number - block.size(), kind, String.join("\n", block)));
                block = null;
            }
        }
        if (block != null) {
            throw new IllegalStateException(page + " ends within a fenced block");
        }
        return blocks;
    }

    /** Returns the code between backticks within the text of a page; line breaks become spaces. */
    static List<Piece> inline(Path page) {
        String prose = prose(page);
        List<Piece> spans = new ArrayList<>();
        for (Matcher code = CODE.matcher(prose); code.find(); ) {
            spans.add(
                    new Piece(page, line(prose, code.start()), "", code.group(2).replace('\n', ' ')));
        }
        return spans;
    }

    /** The targets of a page's links and pictures. */
    static List<Piece> links(Path page) {
        String prose = CODE.matcher(prose(page))
                .replaceAll(span -> "\n".repeat((int) span.group().lines().count() - 1));
        List<Piece> links = new ArrayList<>();
        for (Matcher link = LINK.matcher(prose); link.find(); ) {
            links.add(new Piece(page, line(prose, link.start()), "", link.group(1)));
        }
        return links;
    }

    /** A page with its fenced blocks left empty, line by line as it stands. */
    private static String prose(Path page) {
        StringBuilder prose = new StringBuilder();
        boolean fenced = false;
        for (String line : read(page).lines().toList()) {
            boolean fence = line.startsWith("```");
            prose.append(fenced || fence ? "" : line).append('\n');
            fenced ^= fence;
        }
        return prose.toString();
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
