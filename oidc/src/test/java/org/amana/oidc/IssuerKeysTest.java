package org.amana.oidc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    /// Answers one request with a beginning of an answer, and then says nothing more.
    private static void stall(ServerSocket server, String beginning) {
        try {
            Socket socket = server.accept();
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // The test is over.
        }
    }

    @Test
    void anIssuerThatStopsInTheMiddleOfABodyIsGivenUp() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpClient client = IssuerKeys.client()) {
            Thread.startVirtualThread(
                    () -> stall(server, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"issuer\""));
            IssuerKeys keys = new IssuerKeys(
                    URI.create("http://127.0.0.1:" + server.getLocalPort()), client, Duration.ofMillis(500));
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> assertThatThrownBy(() -> keys.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), 0, null))
                            .isInstanceOf(JWKSetUnavailableException.class)
                            .hasMessageContaining("no whole answer"));
        }
    }
}
