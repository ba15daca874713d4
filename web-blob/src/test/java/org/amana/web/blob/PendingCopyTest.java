package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.SyncPoller;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobCopyInfo;
import com.azure.storage.blob.models.CopyStatusType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.Header;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Copy Blob from a server elsewhere that takes its time: pending, then done, failed or aborted.
@Tag("slow")
final class PendingCopyTest extends CopyingHouse {
    @Test
    void aCopyThatEndsIsASuccessWithAllItsBytes() throws Exception {
        Answer begun = begin("/fast?sig=secret");
        Answer done = await("success");
        assertThat(done.headers())
                .contains(
                        new Header("x-ms-copy-id", begun.header("x-ms-copy-id").orElseThrow()),
                        new Header("x-ms-copy-source", url("/fast")),
                        new Header("x-ms-copy-progress", 2 * HALF + "/" + 2 * HALF),
                        new Header("Content-Length", Integer.toString(2 * HALF)),
                        new Header("Content-Type", "text/plain"),
                        new Header("x-ms-meta-of", "source"));
        assertThat(done.header("x-ms-copy-completion-time")).isPresent();
        assertThat(steward("GET", "/con/copy").send().text()).isEqualTo("x".repeat(2 * HALF));
    }

    @Test
    void aPendingCopyShowsItsProgressAndKeepsWritersOut() throws Exception {
        begin("/slow");
        Answer pending = head();
        assertThat(pending.header("x-ms-copy-status")).hasValue("pending");
        assertThat(pending.header("x-ms-copy-progress").orElseThrow()).endsWith("/" + 2 * HALF);
        assertThat(pending.header("x-ms-copy-completion-time")).isEmpty();
        assertThat(pending.header("Content-Length")).hasValue("0");
        String listed = steward("GET", "/con?restype=container&comp=list&include=copy")
                .send()
                .text();
        assertThat(listed).contains("<CopyStatus>pending</CopyStatus>").doesNotContain("CopyCompletionTime");
        for (String[] write : new String[][] {
            {"PUT", "/con/copy", "x-ms-blob-type", "BlockBlob"},
            {"PUT", "/con/copy?comp=block&blockid=AAAA"},
            {"PUT", "/con/copy?comp=metadata", "x-ms-meta-a", "b"},
            {"PUT", "/con/copy?comp=properties"},
            {"PUT", "/con/copy?comp=snapshot"},
            {"PUT", "/con/copy", "x-ms-copy-source", url("/fast")},
            {"DELETE", "/con/copy"},
        }) {
            String[] headers = Arrays.copyOfRange(write, 2, write.length);
            boolean block = write[1].contains("comp=block");
            Answer refused = steward(write[0], write[1], headers)
                    .body(block ? "x" : "")
                    .signed(A, key)
                    .send();
            assertThat(refused.code()).as(String.join(" ", write)).isEqualTo("PendingCopyOperation");
            assertThat(refused.status()).isEqualTo(409);
        }
        goOn.countDown();
        await("success");
        assertThat(steward("DELETE", "/con/copy").send().status()).isEqualTo(202);
    }

    @Test
    void anAbortedCopyLeavesABlobWithoutBytes() throws Exception {
        String id = begin("/slow").header("x-ms-copy-id").orElseThrow();
        String abort = "/con/copy?comp=copy&copyid=";
        assertThat(steward("PUT", abort + "00000000-0000-0000-0000-00000000000a", "x-ms-copy-action", "abort")
                        .send()
                        .code())
                .isEqualTo("CopyIdMismatch");
        assertThat(steward("PUT", abort + id, "x-ms-copy-action", "abort")
                        .send()
                        .status())
                .isEqualTo(204);
        Answer aborted = head();
        assertThat(aborted.header("x-ms-copy-status")).hasValue("aborted");
        assertThat(aborted.header("Content-Length")).hasValue("0");
        assertThat(aborted.header("x-ms-meta-of")).hasValue("source");
        assertThat(steward("PUT", abort + id, "x-ms-copy-action", "abort")
                        .send()
                        .code())
                .isEqualTo("NoPendingCopyOperation");
        goOn.countDown();
        assertThat(steward("PUT", "/con/copy", "x-ms-blob-type", "BlockBlob")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(head().header("x-ms-copy-status")).isEmpty();
    }

    @Test
    void aSourceThatHasChangedEndsTheCopyAsFailed() throws Exception {
        String first = etag;
        elsewhere.removeContext("/");
        elsewhere.createContext("/", exchange -> {
            etag = asked.get() == 0 ? first : "\"2\"";
            answer(exchange);
        });
        begin("/fast");
        Answer failed = await("failed");
        assertThat(failed.header("x-ms-copy-status-description").orElseThrow()).contains("has changed");
        assertThat(failed.header("Content-Length")).hasValue("0");
        assertThat(steward("GET", "/con?restype=container&comp=list&include=copy")
                        .send()
                        .text())
                .contains("<CopyStatus>failed</CopyStatus>")
                .contains("<CopyStatusDescription>");
    }

    /// A source that is there when a copy of it begins, and answers this status from then on, when it may go on.
    private String goneSource(String path, int status) {
        AtomicInteger times = new AtomicInteger();
        elsewhere.createContext(path, exchange -> {
            if (times.incrementAndGet() == 1) {
                answer(exchange);
                return;
            }
            asked.incrementAndGet();
            try (exchange) {
                goOn.await();
                exchange.sendResponseHeaders(status, -1);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        return url(path);
    }

    @Test
    void sourcesThatDoNotAnswerKeepNoOtherCopyWaiting() throws Exception {
        goOn.countDown();
        for (int i = 0; i < 6; i++) {
            assertThat(steward("PUT", "/con/dead" + i, "x-ms-copy-source", goneSource("/dead" + i, 503))
                            .send()
                            .status())
                    .isEqualTo(202);
        }
        begin("/fast");
        await("success");
        assertThat(steward("HEAD", "/con/dead0").send().header("x-ms-copy-status"))
                .as("tried again later")
                .hasValue("pending");
    }

    @Test
    void aFailureThatCannotBeNotedIsNotedLater() throws Exception {
        assertThat(steward("PUT", "/con/copy", "x-ms-copy-source", goneSource("/gone", 404))
                        .send()
                        .status())
                .isEqualTo(202);
        change("CREATE TRIGGER refusal BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, 'refused'); END");
        goOn.countDown();
        awaitAsked(3); // it has failed, could not say so, and tries again
        assertThat(head().header("x-ms-copy-status")).hasValue("pending");
        change("DROP TRIGGER refusal");
        assertThat(await("failed").header("x-ms-copy-status-description").orElseThrow())
                .contains("404");
    }

    private void change(String sql) {
        house.catalog.commit(tx -> tx.update(sql));
    }

    @Test
    void aCopyThatAStopInterruptedGoesOnWhenTheServerRunsAgain() throws Exception {
        Answer begun = begin("/slow");
        leave();
        goOn.countDown();
        enter();
        Answer done = await("success");
        assertThat(done.header("x-ms-copy-id")).isEqualTo(begun.header("x-ms-copy-id"));
        assertThat(done.header("Content-Length")).hasValue(Integer.toString(2 * HALF));
        assertThat(Base64.getDecoder().decode(done.header("Content-MD5").orElseThrow()))
                .hasSize(16);
    }

    @Test
    void whatACopyReplacesIsAPreviousVersionAndTheCopyIsOneVersion() throws Exception {
        house.safeguard(true, Duration.ofDays(7));
        steward("PUT", "/con/copy", "x-ms-blob-type", "BlockBlob")
                .body("former")
                .signed(A, key)
                .send();
        String version = begin("/slow").header("x-ms-version-id").orElseThrow(() -> new AssertionError("no version"));
        goOn.countDown();
        Answer done = await("success");
        assertThat(done.header("x-ms-version-id")).hasValue(version);
        String listed = steward("GET", "/con?restype=container&comp=list&include=versions")
                .send()
                .text();
        // The empty blob that the test begins with, what was written over it, and the copy.
        assertThat(listed.split("<VersionId>")).hasSize(4);
    }

    @Test
    void aCopyThatIsToBeKeptIsFinishedAndThenHeld() throws Exception {
        Answer begun = steward("PUT", "/con/held", "x-ms-copy-source", url("/fast"), "x-ms-legal-hold", "true")
                .send();
        assertThat(begun.header("x-ms-copy-status")).hasValue("pending");
        Instant until = Instant.now().plus(PATIENCE);
        while (!steward("HEAD", "/con/held")
                .send()
                .header("x-ms-copy-status")
                .orElse("")
                .equals("success")) {
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(50);
        }
        assertThat(steward("GET", "/con/held").send().text()).hasSize(2 * HALF);
        assertThat(steward("DELETE", "/con/held").send().code()).isEqualTo("BlobImmutableDueToLegalHold");
    }

    private boolean isAnyCopyPending() {
        return house.catalog
                .read(reader -> reader.first("SELECT 1 FROM pending_copy", _ -> true))
                .isPresent();
    }

    @Test
    void aCopyWhoseContainerIsDeletedMeanwhileIsNotPendingForEverWhenItIsBack() throws Exception {
        house.safeguard(true, Duration.ofDays(7));
        begin("/slow");
        assertThat(steward("DELETE", "/con?restype=container").send().status()).isEqualTo(202);
        leave();
        goOn.countDown();
        enter();
        Instant until = Instant.now().plus(PATIENCE);
        while (isAnyCopyPending()) { // until it has looked for its container, and failed
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(20);
        }
        String listed = steward("GET", "/?comp=list&include=deleted").send().text();
        String version = listed.replaceAll("(?s).*<Version>(.*)</Version>.*", "$1");
        Answer restored = steward(
                        "PUT",
                        "/con?restype=container&comp=undelete",
                        "x-ms-deleted-container-name",
                        "con",
                        "x-ms-deleted-container-version",
                        version)
                .send();
        assertThat(restored.status()).as(restored.toString()).isEqualTo(201);
        assertThat(await("failed").header("x-ms-copy-status-description")).isPresent();
        assertThat(steward("DELETE", "/con/copy").send().status()).isEqualTo(202);
    }

    @Test
    void thePollerOfTheSdkSeesACopyThrough() {
        BlobClient blob = house.sdk().getBlobContainerClient("con").getBlobClient("polled");
        SyncPoller<BlobCopyInfo, Void> poller = blob.beginCopy(url("/slow"), Duration.ofMillis(100));
        assertThat(poller.poll().getValue().getCopyStatus()).isEqualTo(CopyStatusType.PENDING);
        goOn.countDown();
        assertThat(poller.waitForCompletion(PATIENCE).getStatus())
                .isEqualTo(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED);
        assertThat(blob.downloadContent().getLength()).isEqualTo(2L * HALF);
    }

    @Test
    void thePollerOfTheSdkBreaksACopyOff() {
        BlobClient blob = house.sdk().getBlobContainerClient("con").getBlobClient("polled");
        SyncPoller<BlobCopyInfo, Void> poller = blob.beginCopy(url("/slow"), Duration.ofMillis(100));
        poller.poll();
        poller.cancelOperation();
        assertThat(blob.getProperties().getCopyStatus()).isEqualTo(CopyStatusType.ABORTED);
        assertThat(blob.getProperties().getBlobSize()).isZero();
    }
}
