package org.amana.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.web.http.Exchange;
import org.amana.web.http.Handler;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;

/// The plain way to store durably: one file for each object, synced before 201, behind the same HTTP server as
/// Amana's. No authentication, no policy, no log, no encryption; not even the folder is synced.
final class FilePerObject implements Handler {
    private final Path folder;
    private final AtomicLong count = new AtomicLong();

    private FilePerObject(Path folder) {
        this.folder = folder;
    }

    /// Runs until killed. Arguments: port, folder.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        for (int i = 0; i < 256; i++) {
            Files.createDirectories(folder.resolve(Integer.toHexString(i)));
        }
        HttpServer.start(HttpConfig.at("127.0.0.1", Integer.parseInt(arguments[0])), new FilePerObject(folder));
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        long number = count.incrementAndGet();
        Path file = folder.resolve(Long.toHexString(number & 255)).resolve(Long.toHexString(number));
        try (InputStream body = exchange.body();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] content = body.readAllBytes();
            channel.write(ByteBuffer.wrap(content));
            channel.force(false);
        }
        exchange.status(201);
        exchange.send();
    }
}
