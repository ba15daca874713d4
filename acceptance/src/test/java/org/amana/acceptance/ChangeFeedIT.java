package org.amana.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.changefeed.BlobChangefeedClient;
import com.azure.storage.blob.changefeed.BlobChangefeedClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amana.testkit.StartedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The change feed of a server that is killed while it is written, as Azure's client for it reads it, unmodified.
/// Segments last a minute here, so that it can be waited for.
class ChangeFeedIT {
    private static final int KILLS = 3;
    private static final int WRITES_BETWEEN_KILLS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    @Test
    void whatWasCommittedBeforeAKillStandsInTheFeedOnceAndInOrder() throws IOException, InterruptedException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("amana.conf"), "change-feed.segment=1m\nchange-feed.every=1s\n");
        try (StartedServer server = StartedServer.start(data)) {
            server.amana("account", "set", "--change-feed", "on").expectSuccess();
            service(server).createBlobContainer("files");
            int written = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                BlobContainerClient container = service(server).getBlobContainerClient("files");
                for (int i = 0; i < WRITES_BETWEEN_KILLS; i++) {
                    String name = String.format(Locale.ROOT, "%05d", written++);
                    container.getBlobClient(name).upload(BinaryData.fromString(name));
                    Thread.sleep(50); // so that appends come in between
                }
                server.kill();
                server.restart();
            }
            BlobServiceClient service = service(server);
            List<String> there = service.getBlobContainerClient("files").listBlobs().stream()
                    .map(BlobItem::getName)
                    .toList();
            assertThat(there).hasSize(written);
            assertThat(read(service, written)).containsExactlyElementsOf(there);
            server.amana("verify").expectSuccess();
        }
    }

    private static BlobServiceClient service(StartedServer server) {
        return new BlobServiceClientBuilder()
                .connectionString(server.steward().connectionString())
                .httpClient(new JdkHttpClientBuilder().build())
                .retryOptions(
                        new RequestRetryOptions(RetryPolicyType.FIXED, 1, Duration.ofSeconds(60), null, null, null))
                .buildClient();
    }

    /// The names that the feed tells of, once there are as many as expected.
    private static List<String> read(BlobServiceClient service, int expected) throws InterruptedException {
        BlobChangefeedClient feed = new BlobChangefeedClientBuilder(service).buildClient();
        Instant end = Instant.now().plus(PATIENCE);
        List<String> names = names(feed);
        while (names.size() < expected && Instant.now().isBefore(end)) {
            Thread.sleep(2_000);
            names = names(feed);
        }
        return names;
    }

    private static List<String> names(BlobChangefeedClient feed) {
        List<String> names = new ArrayList<>();
        feed.getEvents()
                .forEach(event -> names.add(
                        event.getSubject().substring(event.getSubject().lastIndexOf('/') + 1)));
        return names;
    }
}
