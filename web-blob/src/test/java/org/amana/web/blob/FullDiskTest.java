package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.amana.durable.OsDisk;
import org.amana.testkit.FailingDisk;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client meets when there is no room for its bytes.
class FullDiskTest {
    @Test
    void aWriteIsAnswered507AndReadsGoOnUntilThereIsRoomAgain(@TempDir Path folder) throws IOException {
        FailingDisk disk = new FailingDisk(new OsDisk());
        try (House house = new House(folder, disk)) {
            assertThat(send(house, "PUT", "/box?restype=container", "").status())
                    .isEqualTo(201);
            assertThat(send(house, "PUT", "/box/before", "kept").status()).isEqualTo(201);
            disk.fill(path -> path.startsWith(folder.resolve("volumes")));

            Answer refused = send(house, "PUT", "/box/blob", "too much");

            assertThat(refused.status()).isEqualTo(507);
            assertThat(refused.code()).isEqualTo("InsufficientStorage");
            assertThat(refused.header("Content-Type")).hasValue("application/xml");
            assertThat(refused.text())
                    .contains("<Error><Code>InsufficientStorage</Code>"
                            + "<Message>The server has no space left for this request.\nRequestId:"
                            + refused.header("x-ms-request-id").orElseThrow());
            assertThat(send(house, "GET", "/box/before", "").text()).isEqualTo("kept");
            assertThat(send(house, "GET", "/box/blob", "").status()).isEqualTo(404);
            disk.mend();
            assertThat(send(house, "PUT", "/box/blob", "fits").status()).isEqualTo(201);
            assertThat(send(house, "GET", "/box/blob", "").text()).isEqualTo("fits");
        }
    }

    private static Answer send(House house, String method, String target, String body) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request(method, "/" + House.ACCOUNT + target)
                    .with("x-ms-blob-type", "BlockBlob")
                    .body(body)
                    .signed(House.ACCOUNT, house.keys.steward().base64())
                    .send();
        }
    }
}
