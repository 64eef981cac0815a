package io.seiche.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file outside the store is written whole or not at all, with the permissions of the store. */
final class OutputFileTest {
    @TempDir
    Path folder;

    private static OutputFile file(Path path) {
        return new OutputFile("report.path", path.toString(), new Configuration());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aTextReplacesTheFileAndItsChecksum() throws IOException {
        Path page = folder.resolve("page.html");
        Files.writeString(page, "a longer text of another day");
        Files.writeString(folder.resolve(".page.html.crc"), "of the other day");
        file(page).check();
        assertEquals("a longer text of another day", Files.readString(page));
        file(page).write("a page");
        assertEquals("a page", Files.readString(page));
        assertEquals("rw-r-----", mode(page));
        assertEquals(List.of("page.html"), files());
    }

    @Test
    void aDirectoryIsRefusedBeforeAndWhileWriting() throws IOException {
        Path page = Files.createDirectories(folder.resolve("page.html"));
        String told = assertThrows(StorageException.class, file(page)::check).getMessage();
        assertEquals("report.path " + page + " is a directory; give the name of a file", told);
        Files.writeString(page.resolve("theirs"), "");
        told = assertThrows(StorageException.class, () -> file(page).write("a page"))
                .getMessage();
        assertTrue(told.startsWith("report.path " + page + " cannot be written: "), told);
        Path through = Files.createFile(folder.resolve("a-file")).resolve("page.html");
        told = assertThrows(StorageException.class, file(through)::check).getMessage();
        assertTrue(told.startsWith("report.path " + through + " cannot be written: "), told);
    }

    @Test
    void aFolderThatSparkHasWrittenIsNotForTheWorld() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("table/day=1"));
        Path rows = Files.writeString(inner.resolve("part-0.csv"), "1");
        for (Path each : List.of(folder.resolve("table"), inner)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Files.setPosixFilePermissions(rows, PosixFilePermissions.fromString("rw-rw-rw-"));
        OutputFile.restrict(folder.resolve("table").toString(), new Configuration());
        assertEquals("rwxr-x---", mode(folder.resolve("table")));
        assertEquals("rwxr-x---", mode(inner));
        assertEquals("rw-r-----", mode(rows));
    }
}
