package org.amana.verifier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The checkpoint that an auditor keeps from one check to the next: what proves that a log was cut back.
/// After a crash, a power cut or on a full disk the file holds the old one or the new one, whole.
record KeptCheckpoint(Path file) {
    /// The checkpoint as it was published.
    byte[] read() throws IOException {
        return Files.readAllBytes(file);
    }

    /// Puts a later checkpoint in its place, durably: a temporary beside it is written and synced, then
    /// renamed, then the folder is synced. What a link leads to is replaced, not the link.
    ///
    /// @param note as it was published
    /// @throws IOException if it could not be written, which leaves the old one, or made durable, which
    ///     leaves either
    void replace(byte[] note) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(file.toString(), null, "is no regular file");
        }
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.deleteIfExists(temporary); // of a process that was ended in here and had the same number
            write(temporary, note);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteAfter(e, temporary);
            throw e;
        }
        syncFolder(target.resolveSibling("."));
    }

    private static void write(Path temporary, byte[] note) throws IOException {
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer left = ByteBuffer.wrap(note);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void deleteAfter(IOException failure, Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /// Where a folder cannot be opened, on Windows, names are durable without it.
    private static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
