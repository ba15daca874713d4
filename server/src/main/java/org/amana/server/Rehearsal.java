package org.amana.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// What the launcher asks of a new server once, while the JVM takes notes: some seconds of the requests there are most
/// of. A server that starts from the notes knows which of its methods are worth compiling, and how they are used
/// (JEP 515).
public final class Rehearsal {
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final int CLIENTS = 4;
    private static final int BYTES = 4096;
    private static final int READS = 3; // of each blob
    private static final String CONTAINER = "rehearsal";

    private final BlobClient blobs;
    private final Path file;
    private final String md5;

    private Rehearsal(BlobClient blobs, Path file) throws IOException {
        this.blobs = blobs;
        this.file = file;
        this.md5 = FileMd5.of(file);
    }

    /// @param arguments the data folder of a running server that nobody needs afterwards
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        Connection connection = Connection.require(data);
        Path file = Files.write(data.resolveSibling("rehearsed"), new byte[BYTES]);
        try (BlobClient blobs = BlobClient.of(connection);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            blobs.createContainer(CONTAINER);
            Rehearsal rehearsal = new Rehearsal(blobs, file);
            long end = System.nanoTime() + LENGTH.toNanos();
            CompletableFuture.allOf(IntStream.range(0, CLIENTS)
                            .mapToObj(client -> CompletableFuture.runAsync(() -> rehearsal.play(client, end), threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }

    private void play(int client, long end) {
        for (int i = 0; System.nanoTime() < end; i++) {
            String name = "client " + client + "/" + i;
            try {
                blobs.put(CONTAINER, name, file, md5, BlobClient.If.ABSENT, _ -> {});
                for (int read = 0; read < READS; read++) {
                    blobs.get(CONTAINER, name);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
