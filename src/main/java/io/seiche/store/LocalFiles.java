package io.seiche.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A store's files on a local disk. A file is written beside its place, forced to the disk and then linked into place: a
 * link, unlike Hadoop's {@code LocalFileSystem.create(overwrite = false)}, refuses a place that is taken whatever the
 * race. Files are 0640, directories 0750.
 */
record LocalFiles(Path directory) implements StoreFiles {
    private static final String FILE_MODE = "rw-r-----";
    private static final String DIRECTORY_MODE = "rwxr-x---";

    @Override
    public String root() {
        return directory.toString();
    }

    @Override
    public Outcome putIfAbsent(String path, byte[] bytes) {
        Path target = directory.resolve(path);
        Path temporary = directory.resolve("_tmp").resolve(UUID.randomUUID().toString());
        try {
            makeDirectories(target.getParent());
            makeDirectories(temporary.getParent());
            write(temporary, bytes);
            return link(temporary, target, bytes);
        } catch (IOException | UnsupportedOperationException e) {
            throw cannotWrite(target, e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file, FILE_MODE))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static Outcome link(Path temporary, Path target, byte[] bytes) throws IOException {
        try {
            Files.createLink(target, temporary);
            force(target.getParent());
            return Outcome.WON;
        } catch (FileAlreadyExistsException e) {
            return Arrays.equals(Files.readAllBytes(target), bytes) ? Outcome.WON : Outcome.LOST;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Makes a directory's entries survive a power cut, where the file system lets a directory be opened. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void makeDirectories(Path directory) throws IOException {
        try {
            Files.createDirectories(directory, attributes(directory, DIRECTORY_MODE));
        } catch (FileAlreadyExistsException e) {
            throw new NotDirectoryException(e.getFile());
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String mode) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        Path file = directory.resolve(path);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file"); // a pipe or a device may never end
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> list(String path) throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve(path))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public long modified(String path) throws IOException {
        return Files.getLastModifiedTime(directory.resolve(path)).toMillis();
    }

    @Override
    public void delete(String path) throws IOException {
        Path start = directory.resolve(path);
        if (!Files.exists(start)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(start)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Override
    public void probe() {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        Path first = existing.resolve(".seiche-" + UUID.randomUUID());
        Path second = existing.resolve(".seiche-" + UUID.randomUUID());
        try {
            if (!Files.isDirectory(existing)) {
                throw new NotDirectoryException(existing.toString());
            }
            try {
                write(first, new byte[] {1});
                Files.createLink(second, first);
            } finally {
                Files.deleteIfExists(first);
                Files.deleteIfExists(second);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw cannotWrite(directory, e);
        }
    }

    private StorageException cannotWrite(Path target, Exception e) {
        String reason = StorageException.reason(e);
        if (e instanceof NotDirectoryException) {
            reason += " is a file, not a directory";
        } else if (e instanceof UnsupportedOperationException) {
            reason = "this file system has no hard links, which publishing needs";
        } else if (e.getClass().getSimpleName().equals("AccessDeniedException")) {
            reason += ": permission denied";
        }
        return new StorageException(
                "cannot write " + target + ": " + reason
                        + "; set store.path to a directory that can be written, or free this one",
                e);
    }
}
