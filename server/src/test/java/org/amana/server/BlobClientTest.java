package org.amana.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server whose answer to the first request that stores the blob never comes.
class BlobClientTest {
    private static final int CREATED = 201;

    @TempDir
    Path folder;

    private HttpServer server;
    private Path file;
    private String md5;
    private int puts;
    private String standing = ""; // the MD5 of what the blob holds

    @BeforeEach
    void serve() throws IOException {
        file = Files.writeString(folder.resolve("file"), "content");
        md5 = FileMd5.of(file);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().add("Content-MD5", standing);
                exchange.getResponseHeaders().add("Content-Length", Long.toString(Files.size(file)));
                exchange.sendResponseHeaders(200, -1);
            } else if (exchange.getRequestURI().getQuery().contains("comp=block&")) {
                exchange.sendResponseHeaders(CREATED, -1);
            } else if (++puts > 1) {
                exchange.getResponseHeaders().add("x-ms-error-code", "BlobAlreadyExists");
                exchange.sendResponseHeaders(409, -1);
            }
        }
    }

    private void put() throws IOException {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/account");
        try (BlobClient client = new BlobClient(endpoint, "sig=x")) {
            client.put("box", "name", file, md5, BlobClient.If.ABSENT, _ -> {});
        }
    }

    @Test
    void whatTheFirstTryStoredIsNoConflict() {
        standing = md5;
        assertThatCode(this::put).doesNotThrowAnyException();
    }

    @Test
    void whatTheFirstTryCommittedIsNoConflict() throws IOException {
        Files.write(file, new byte[(8 << 20) + 1]);
        md5 = FileMd5.of(file);
        standing = md5;
        assertThatCode(this::put).doesNotThrowAnyException();
    }

    @Test
    void whatSomebodyElseStoredMeanwhileIs() {
        standing = "of something else";
        assertThatThrownBy(this::put).isInstanceOf(AmanaException.class).hasMessageContaining("BlobAlreadyExists");
    }
}
