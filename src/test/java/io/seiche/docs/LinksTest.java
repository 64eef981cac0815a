package io.seiche.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Links between pages, and the files that pages name, exist. */
class LinksTest {
    private static final Pattern FILE =
            Pattern.compile("(src|conf|data|submit-scripts|\\.ci|\\.github)/[A-Za-z0-9_./-]+|[A-Z]+\\.md");

    @Test
    void everyLinkWithinTheProjectLeadsToAFileAndAHeading() {
        List<String> broken = new ArrayList<>();
        for (Path page : Pages.all()) {
            for (Pages.Piece link : Pages.links(page)) {
                if (!link.text().contains("://") && !leads(page, link.text())) {
                    broken.add(link.toString());
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void everyFileThatAPageNamesExists() {
        List<String> missing = new ArrayList<>();
        for (Path page : Pages.all()) {
            for (Pages.Piece code : Pages.inline(page)) {
                String text = code.text();
                if (FILE.matcher(text).matches() && !Files.exists(Path.of(text))) {
                    missing.add(code.toString());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void theIndexOfTheManualNamesEveryPage() {
        Path index = Path.of("src/docs/README.md");
        Set<Path> named = Pages.links(index).stream()
                .map(link -> index.resolveSibling(link.text().replaceFirst("#.*", ""))
                        .normalize())
                .collect(Collectors.toSet());
        assertEquals(
                List.of(),
                Pages.files(Path.of("src/docs"), ".md").stream()
                        .filter(page -> !page.equals(index) && !named.contains(page))
                        .toList());
    }

    private static boolean leads(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page
                : page.toAbsolutePath().resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** The anchors of a page's headings, as GitHub makes them. */
    private static Set<String> anchors(Path page) {
        return Pages.read(page)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
