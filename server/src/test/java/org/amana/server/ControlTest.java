package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.amana.durable.OsDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {
    @TempDir
    Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            true);

    private Control open(Control.Commands commands) throws IOException {
        return Control.open(new OsDisk(), data, commands);
    }

    @Test
    void aCommandIsCarriedOutInsideAndItsWordsComeBack() throws IOException {
        try (Control _ = open((arguments, inside) -> {
            inside.out().println("did " + arguments + ", watched: " + inside.watched());
            inside.err().println("أمانة");
            return 7;
        })) {
            assertThat(Control.send(data, List.of("key", "add", "--for", "كريم"), terminal))
                    .contains(7);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("did [key, add, --for, كريم], watched: true\n");
            assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("أمانة\n");
            assertThat(Files.getPosixFilePermissions(data.resolve("control")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void withoutAServerNothingIsSent() throws IOException {
        assertThat(Control.send(data, List.of("fsck"), terminal)).isEmpty();
        open((_, _) -> 0).close();
        assertThat(data.resolve("control")).doesNotExist();
        assertThat(Control.send(data, List.of("fsck"), terminal)).isEmpty();
    }

    @Test
    void theFileOfAServerThatWasKilledMisleadsNobody() throws Exception {
        ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        try (socket) {
            Files.writeString(data.resolve("control"), socket.getLocalPort() + " secret\n");
            Thread other = Thread.ofVirtual().start(() -> answerSomethingElse(socket));
            assertThat(Control.send(data, List.of("fsck"), terminal)).isEmpty();
            other.join();
        }
        assertThat(Control.send(data, List.of("fsck"), terminal)).isEmpty();
        for (String nonsense : List.of("", "x y\n", "99999999 s\n", "1 2 3\n")) {
            Files.writeString(data.resolve("control"), nonsense);
            assertThat(Control.send(data, List.of("fsck"), terminal))
                    .as(nonsense)
                    .isEmpty();
        }
    }

    private static void answerSomethingElse(ServerSocket socket) {
        try (Socket client = socket.accept()) {
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whoDoesNotKnowTheSecretChangesNothing() throws IOException {
        try (Control _ = open((_, _) -> {
            throw new AssertionError("carried out");
        })) {
            String facts = Files.readString(data.resolve("control"));
            Files.writeString(data.resolve("control"), facts.replaceFirst(" .", " x"));
            assertThat(Control.send(data, List.of("key", "add"), terminal)).isEmpty();
            Files.writeString(data.resolve("control"), facts);
        }
    }

    @Test
    void aServerThatGoesAwayInTheMiddleIsAFailureAndNotASuccess() throws IOException {
        try (Control _ = open((_, inside) -> {
            inside.out().println("half");
            throw new IllegalStateException("it fell");
        })) {
            assertThatThrownBy(() -> Control.send(data, List.of("scrub"), terminal))
                    .isInstanceOf(IOException.class);
        }
    }
}
