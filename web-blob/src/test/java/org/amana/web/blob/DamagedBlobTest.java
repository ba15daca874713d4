package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client meets when bytes of a blob are no longer what was written.
class DamagedBlobTest {
    /// Well before the server closes a connection because nothing moves.
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static final int FRAME = 1 << 20;

    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void storeTwoMebibytes() throws IOException {
        house = new House(folder, Duration.ofMinutes(1));
        assertThat(send("PUT", "/box?restype=container", new byte[0]).status()).isEqualTo(201);
        byte[] content = new byte[2 * FRAME];
        new Random(1).nextBytes(content);
        assertThat(send("PUT", "/box/blob", content, "x-ms-blob-type", "BlockBlob")
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void damageAtTheBeginningIsAnErrorThatSaysSo() throws IOException {
        damage(10_000);

        Answer answer = send("GET", "/box/blob", new byte[0]);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("x-ms-error-code")).hasValue("DataCorrupted");
    }

    @Test
    void damageInTheMiddleBreaksTheAnswerOffAtOnce() throws IOException {
        damage(FRAME + FRAME / 2);
        Instant asked = Instant.now();

        assertThatThrownBy(() -> send("GET", "/box/blob", new byte[0]))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("of " + 2 * FRAME);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(AT_ONCE);
    }

    private Answer send(String method, String target, byte[] body, String... headers) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request(method, "/" + House.ACCOUNT + target)
                    .body(body)
                    .with(headers)
                    .signed(House.ACCOUNT, house.keys.steward().base64())
                    .send();
        }
    }

    /// Changes a byte about so far into the one extent there is.
    private void damage(long at) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("volumes/v1"))) {
            Path extent = files.filter(file -> file.toString().endsWith(".extent"))
                    .findFirst()
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(extent, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, at);
                one.put(0, (byte) (one.get(0) ^ 1)).rewind();
                channel.write(one, at);
            }
        }
    }
}
