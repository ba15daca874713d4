package org.amana.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A long recognition, task by task: it makes way for others, and has an end.
@Tag("slow")
class MakingWayTest {
    private static final int PAGES = OcrWork.BATCH + 3;

    @TempDir
    private Path folder;

    private final ScheduledExecutorService watchdog =
            Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().factory());

    private ReadingRoom room;
    private TaskQueue queue;
    private WorkerSeat seat;
    private Workshop shop;
    private TaskRunner runner;
    private ContainerRef papers;
    private AnalysisConfig config;

    @BeforeEach
    void open() {
        room = ReadingRoom.unstaffed(folder, InstantSource.system());
        assumeThat(room.analysis.recognisable()).isNotEmpty();
        queue = room.queue();
        papers = room.container("papers");
        config = ReadingRoom.config(folder);
        work(config.inStintsOf(0));
        WorkerCommand command = new WorkerCommand(
                Sandbox.NONE,
                "org.amana.analysis.worker.WorkerMain",
                WorkerCommand.ownClassPath(),
                config.heap(),
                config.addressSpace(),
                config.scratch(),
                List.of(),
                List.of());
        seat = new WorkerSeat(config, command, watchdog);
    }

    private void work(AnalysisConfig how) {
        shop = new Workshop(
                room.catalog,
                new Shelf(room.catalog, room.extents),
                queue,
                room.store.vaults(),
                new MachineReader(room.blobs, room.control.gate(), room.control.directory()),
                new Deadlines(how.patience()),
                how);
        runner = runner(new ExtractWork(shop));
    }

    private TaskRunner runner(ExtractWork extract) {
        Library library = new Library(room.catalog, shop.shelf(), room.store.vaults());
        return new TaskRunner(shop, extract, new OcrWork(shop, library), () -> false);
    }

    @AfterEach
    void close() {
        if (seat != null) {
            seat.close();
        }
        room.close();
        watchdog.shutdownNow();
    }

    private static byte[] scans(int count) throws IOException {
        BufferedImage page = new BufferedImage(120, 60, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < count; i++) {
                writer.writeToSequence(new IIOImage(page, null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    private BlobRef putScans() throws IOException {
        BlobRef blob = room.put(papers, "long.tif", scans(PAGES));
        runner.run(queue.claim(TaskKind.EXTRACT).orElseThrow(), seat, TaskKind.EXTRACT);
        return blob;
    }

    private long unread() {
        return room.catalog
                .read(reader -> reader.first("SELECT count(*) AS n FROM unread_page", row -> row.number("n")))
                .orElseThrow();
    }

    @Test
    void afterAStintANewFileIsReadFirstWhereThoseComeFirst() throws IOException {
        putScans();
        assertThat(unread()).isEqualTo(PAGES);
        room.put(papers, "new.txt", "a new file".getBytes(UTF_8));
        runner.run(queue.claim(TaskKind.OCR).orElseThrow(), seat, TaskKind.EXTRACT);
        assertThat(unread()).as("at the next page").isEqualTo(PAGES - 1);
        assertThat(queue.claim(TaskKind.EXTRACT).orElseThrow().name()).isEqualTo("new.txt");
        Claim rest = queue.claim(TaskKind.EXTRACT).orElseThrow();
        assertThat(rest.kind()).isEqualTo(TaskKind.OCR);
        assertThat(rest.attempt()).as("making way is no failed attempt").isEqualTo(1);
        work(config); // as after a restart
        runner.run(rest, seat, TaskKind.EXTRACT);
        assertThat(unread()).isZero();
        String ledger = room.ledger.entries(0, 1_000).stream()
                .map(entry -> new String(entry.bytes(), UTF_8))
                .collect(Collectors.joining("\n"));
        assertThat(ledger).as("each page is told once").containsOnlyOnce("unit:" + PAGES);
        assertThat(ledger).doesNotContain("unit:" + (PAGES - 1));
        assertThat(queue.claim(TaskKind.OCR)).isEmpty();
    }

    @Test
    void whoRecognisesFirstGoesOnUnlessAnotherRecognitionWaits() throws IOException {
        putScans();
        room.put(papers, "new.txt", "a new file".getBytes(UTF_8));
        Claim recognition = queue.claim(TaskKind.OCR).orElseThrow();
        assertThat(queue.othersWait(TaskKind.EXTRACT)).isTrue();
        assertThat(queue.othersWait(TaskKind.OCR)).isFalse();
        room.put(papers, "another.tif", scans(1));
        for (int i = 0; i < 2; i++) {
            runner.run(queue.claim(TaskKind.EXTRACT).orElseThrow(), seat, TaskKind.EXTRACT);
        }
        assertThat(queue.othersWait(TaskKind.OCR)).isTrue();
        runner.run(recognition, seat, TaskKind.OCR);
        assertThat(unread()).isEqualTo(PAGES - 1 + 1);
        assertThat(queue.claim(TaskKind.OCR).orElseThrow().name()).isEqualTo("another.tif");
    }

    /// Each stint begins with opening the whole file, with an entry in the ledger.
    @Test
    void whileTheStintLastsAFileIsOpenedOnceWhoeverWaits() throws IOException {
        work(config.inStintsOf(1_000_000));
        putScans();
        room.put(papers, "another.tif", scans(1));
        runner.run(queue.claim(TaskKind.EXTRACT).orElseThrow(), seat, TaskKind.EXTRACT);
        room.put(papers, "new.txt", "a new file".getBytes(UTF_8));
        Claim recognition = queue.claim(TaskKind.OCR).orElseThrow();
        assertThat(recognition.name()).isEqualTo("long.tif");
        assertThat(queue.othersWait(TaskKind.EXTRACT)).isTrue();
        long before = room.ledger.size();
        runner.run(recognition, seat, TaskKind.EXTRACT);
        assertThat(unread()).as("of the other file").isEqualTo(1);
        assertThat(room.ledger.size()).isEqualTo(before + 1);
    }

    @Test
    void ofAFileWithTooManyScansTheFirstAreReadAndThatIsSaid() throws IOException {
        runner = runner(new ExtractWork(shop, 5));
        BlobRef blob = putScans();
        assertThat(unread()).isEqualTo(5);
        assertThat(room.reading(blob).document().orElseThrow().insights())
                .extracting(Insight::reason)
                .contains(Reason.of(Reason.Kind.SCANS_LEFT, 5, PAGES));
    }

    @Test
    void whatWasSaidOfPagesIsOverWhenTheyAreTriedAgain() {
        OcrWork.Tried tried = new OcrWork.Tried(Set.of(1, 3));
        Engine engine = new Engine("Tesseract", "5");
        Reason late = Reason.of(Reason.Kind.LATE, 120);
        for (int page = 1; page <= 4; page++) {
            Insight insight = Insights.incomplete(
                    engine, Reason.of(Reason.Kind.PAGE_NOT_READ, page).because(late));
            assertThat(tried.tellsOf(insight)).as("page %d", page).isEqualTo(page % 2 == 1);
        }
        assertThat(tried.tellsOf(Insights.incomplete(engine, Reason.of(Reason.Kind.PAGE_NOT_DRAWN, 1))))
                .isFalse();
        assertThat(tried.tellsOf(new Insight(Insight.Kind.OCR, "1 2", engine, 90, null)))
                .isFalse();
    }

    @Test
    void ofACommitThatFailsNothingIsKept() throws Exception {
        long released = room.extents.usage().released();
        BlobRef blob = room.put(papers, "a.txt", "one".getBytes(UTF_8));
        Claim claim = queue.claim(TaskKind.EXTRACT).orElseThrow();
        try (Shelf.Body body =
                shop.shelf().body(Reads.vault(shop, claim), blob.name().value())) {
            body.put(new byte[1_000]);
            body.seal();
            assertThatThrownBy(() -> body.commit(tx -> {
                        body.refer(tx);
                        throw new IllegalStateException("no");
                    }))
                    .hasMessageContaining("no");
        }
        assertThat(room.extents.usage().released()).isGreaterThanOrEqualTo(released + 1_000);
    }
}
