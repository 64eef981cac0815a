package io.seiche.store;

import io.seiche.text.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A store's files on a local disk. A file is written under a temporary name, forced to the disk and then hard-linked to
 * its final name. Unlike Hadoop's {@code LocalFileSystem.create(overwrite = false)}, creating a link is atomic and
 * fails if the name exists. Files are 0640, directories 0750.
 *
 * @param directory the root
 * @param singleWriter true to move files instead of linking them, which is not safe for two writers at once
 */
record LocalFiles(Path directory, boolean singleWriter) implements StoreFiles {
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-r-----");
    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwxr-x---");
    /** Content of a probe file. */
    private static final byte[] ONE_BYTE = {1};

    @Override
    public String root() {
        return directory.toString();
    }

    @Override
    public CreateOutcome putIfAbsent(String path, byte[] bytes) {
        FileSizes.checkWrite(root(), path, bytes.length);
        Path target = directory.resolve(path);
        Path temporary = directory.resolve(TEMPORARIES).resolve(unique());
        try {
            makeDirectories(target.getParent());
            makeDirectories(temporary.getParent());
            write(temporary, bytes);
            try {
                place(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (FileAlreadyExistsException e) {
            return readBack(path, bytes, e);
        } catch (IOException | UnsupportedOperationException e) {
            throw cannotWrite(target, e);
        }
        try {
            force(target.getParent());
        } catch (IOException e) {
            throw new StorageException(
                    "cannot tell whether " + target + " would survive a power failure: " + Reason.of(e)
                            + "; nothing was deleted, check the disk",
                    e);
        }
        return CreateOutcome.WON;
    }

    private CreateOutcome readBack(String path, byte[] bytes, FileAlreadyExistsException taken) {
        Path target = directory.resolve(path);
        try {
            boolean same = Files.size(target) == bytes.length
                    && Arrays.equals(read(path).orElse(null), bytes);
            return same ? CreateOutcome.WON : CreateOutcome.LOST;
        } catch (IOException e) {
            taken.addSuppressed(e);
            throw new StorageException(
                    "cannot read " + target + ", which exists already: " + Reason.of(e)
                            + "; check the permission to read it",
                    taken);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file, FILE_MODE))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (isPosix(file)) {
                Files.setPosixFilePermissions(file, FILE_MODE); // the umask may have removed permissions
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private void place(Path temporary, Path target) throws IOException {
        if (!singleWriter) {
            Files.createLink(target, temporary);
        } else if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        } else {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Forces a directory's entries to the disk, so that they survive a power failure. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        makeDirectories(parent);
        try {
            Files.createDirectory(directory, attributes(directory, DIRECTORY_MODE));
            force(parent);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) { // otherwise another writer created it meanwhile
                throw new NotDirectoryException(e.getFile());
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        Path file = directory.resolve(path);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file"); // reading a pipe or a device might never end
        }
        try {
            FileSizes.check(root(), path, Files.size(file));
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> list(String path) throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve(path))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    @Override
    public OptionalLong modified(String path) throws IOException {
        try {
            return OptionalLong.of(
                    Files.getLastModifiedTime(directory.resolve(path)).toMillis());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public long now() throws IOException {
        Path probe = Files.createFile(directory.resolve(TEMPORARIES).resolve(unique()));
        try {
            return Files.getLastModifiedTime(probe).toMillis();
        } finally {
            Files.delete(probe);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        Path doomed = directory.resolve(path);
        for (Path each = doomed.getParent(); !each.equals(directory); each = each.getParent()) {
            if (Files.isSymbolicLink(each)) {
                throw new IOException(
                        each + " is a symbolic link, and what it points to is not deleted; put a directory"
                                + " in its place, or make the link one to the directory of the model's name");
            }
        }
        Files.walkFileTree(doomed, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // deleted by another process
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null && !(failure instanceof NoSuchFileException)) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
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
                write(first, ONE_BYTE);
                place(first, second);
            } finally {
                Files.deleteIfExists(first);
                Files.deleteIfExists(second);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw cannotWrite(directory, e);
        }
    }

    private StorageException cannotWrite(Path target, Exception e) {
        String reason = Reason.of(e);
        String remedy = "set store.path to a directory that can be written, or free this one";
        if (e instanceof NotDirectoryException) {
            reason += " is a file, not a directory";
        } else if (e instanceof UnsupportedOperationException) {
            reason = "this file system has no hard links, which prevent two writers from overwriting each other";
            remedy = "set store.path to one that has, or store.singleWriter = true if no two jobs ever write this"
                    + " store at once";
        } else if (e instanceof AccessDeniedException) {
            reason += ": permission denied";
        }
        return new StorageException("cannot write " + target + ": " + reason + "; " + remedy, e);
    }
}
