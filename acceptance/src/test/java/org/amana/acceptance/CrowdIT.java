package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten thousand connections that say nothing more, and a client that works meanwhile.
class CrowdIT {
    private static final int CROWD = 10_000;

    /// Of resident memory, all of them together: their sockets have no buffers while they are silent.
    private static final long MOST_KIB = 256 * 1024;

    @TempDir
    static Path folder;

    private static StartedServer server;

    @BeforeAll
    static void start() {
        server = StartedServer.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tenThousandIdleConnectionsHarmNobodyElse() throws IOException {
        assumeThat(ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                        .getMaxFileDescriptorCount())
                .as("files that one process may have open")
                .isGreaterThan(CROWD + 2_000);
        BlobContainerClient container = new BlobServiceClientBuilder()
                .connectionString(server.steward().connectionString())
                .buildClient()
                .createBlobContainer("crowd");
        container.getBlobClient("before").upload(BinaryData.fromString("before"));
        long before = residentKib();
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(silentAfterOneRequest());
            }
            for (int i = 0; i < 20; i++) {
                container.getBlobClient("blob-" + i).upload(BinaryData.fromString("content " + i));
                assertThat(container.getBlobClient("blob-" + i).downloadContent())
                        .hasToString("content " + i);
            }
            assertThat(residentKib() - before).isLessThan(MOST_KIB);
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    private static Socket silentAfterOneRequest() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                URI.create(server.blobEndpoint()).getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write("GET /nobody/nothing HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 4");
        return socket;
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
