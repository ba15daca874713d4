package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.durable.OsDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
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

    /// The port of a killed server may be anybody's by now, and arguments may hold signed addresses.
    @Test
    void whoListensOnThePortOfAKilledServerLearnsNeitherSecretNorArguments() throws Exception {
        String secret = "5ec4e7".repeat(10);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Files.writeString(data.resolve("control"), socket.getLocalPort() + " " + secret + "\n");
            Thread other = Thread.ofVirtual().start(() -> pretend(socket, heard));
            assertThat(Control.send(data, List.of("restore", "https://x/?sig=abc"), terminal))
                    .isEmpty();
            other.join();
        }
        assertThat(heard.size()).isEqualTo(32);
        assertThat(heard.toString(StandardCharsets.ISO_8859_1)).doesNotContain(secret);
    }

    /// Greets as a server of ours does, with a proof that it cannot know.
    private static void pretend(ServerSocket socket, ByteArrayOutputStream heard) {
        try (Socket client = socket.accept()) {
            heard.writeBytes(client.getInputStream().readNBytes(32));
            client.getOutputStream().write("amana-control-2\n".getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().write(new byte[64]);
            client.getOutputStream().flush();
            heard.writeBytes(client.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Whoever repeats what a server said in an earlier conversation is not taken for it.
    @Test
    void aProofIsGoodForOneConversation() throws IOException {
        ControlProof proof = new ControlProof("secret");
        assertThat(proof.byClient(new Script(new byte[0]))).as("no greeting").isFalse();
        Script recorded = new Script(new byte[32]); // the client's number of that time
        assertThatThrownBy(() -> proof.byServer(recorded)).isInstanceOf(IOException.class);
        assertThat(proof.byClient(new Script(recorded.said.toByteArray()))).isFalse();
    }

    /// The other side of a conversation, which says what it was going to say.
    private static final class Script implements ControlProof.Channel {
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();
        private final ByteArrayInputStream toHear;

        Script(byte[] toHear) {
            this.toHear = new ByteArrayInputStream(toHear);
        }

        @Override
        public void say(byte[] bytes) {
            said.writeBytes(bytes);
        }

        @Override
        public byte[] hear(int length) throws IOException {
            byte[] heard = toHear.readNBytes(length);
            if (heard.length < length && length == 32) {
                throw new IOException("the other side went away");
            }
            return heard;
        }
    }

    @Test
    void whoSaysNothingTakesNoMoreThanItsShareOfThreads() throws Exception {
        try (Control _ = open((_, _) -> 0)) {
            int port =
                    Integer.parseInt(Files.readString(data.resolve("control")).split(" ")[0]);
            List<Socket> silent = new ArrayList<>();
            try {
                for (int i = 0; i < 64; i++) {
                    silent.add(new Socket(InetAddress.getLoopbackAddress(), port));
                }
                try (Socket tooMany = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    tooMany.setSoTimeout(2_000);
                    assertThat(tooMany.getInputStream().read()).isEqualTo(-1);
                }
            } finally {
                for (Socket socket : silent) {
                    socket.close();
                }
            }
            Optional<Integer> status = Optional.empty();
            while (status.isEmpty()) { // until those have been let go
                status = Control.send(data, List.of("fsck"), terminal);
            }
            assertThat(status).contains(0);
        }
    }

    /// As when there is no descriptor left.
    @Test
    void aConnectionThatCannotBeAcceptedIsWaitedOutAndNotSpunOver() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        ServerSocket failing = new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                failures.incrementAndGet();
                throw new SocketException("Too many open files");
            }
        };
        try (Control _ = Control.open(new OsDisk(), data, (_, _) -> 0, failing)) {
            while (failures.get() == 0) {
                Thread.sleep(1);
            }
            Thread.sleep(500);
        }
        assertThat(failures).hasValueBetween(1, 50);
    }
}
