package org.amana.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.amana.testkit.Seeds;
import org.amana.testkit.Tearing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines as `strace` writes them, and what could be on the disk after them.
class TracedFolderTest {
    @TempDir
    Path scratch;

    private Path root;
    private TracedFolder folder;
    private int disks;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectory(scratch.resolve("data"));
        folder = TracedFolder.of(root);
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hex.append(String.format(java.util.Locale.ROOT, "\\x%02x", each));
        }
        return hex.toString();
    }

    private String path(String name) {
        return hex(root.resolve(name).toString());
    }

    private void seen(String line) {
        folder.apply(TraceReader.call(line).orElseThrow());
    }

    private void created(String name) {
        seen("7 openat(AT_FDCWD<" + hex("/") + ">, \"" + path(name) + "\", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 5<"
                + path(name) + ">");
    }

    private void written(String name, String text, int offset) {
        seen("7 pwrite64(5<" + path(name) + ">, \"" + hex(text) + "\", " + text.length() + ", " + offset + ") = "
                + text.length());
    }

    private void synced(String name) {
        seen("7 fdatasync(5<" + path(name) + ">) = 0");
    }

    private void folderSynced() {
        seen("7 fsync(6<" + hex(root.toString()) + ">) = 0");
    }

    /// What could be found under a name, "-" for no file.
    private Set<String> possible(String name, Tearing tearing) throws IOException {
        Set<String> found = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            Path target = scratch.resolve("disk-" + disks++);
            folder.afterPowerCut(target, Seeds.random(seed), tearing);
            Path file = target.resolve(name);
            found.add(Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "-");
        }
        return found;
    }

    @Test
    void whatIsSyncedWithItsNameIsThere() throws IOException {
        created("a");
        written("a", "hello", 0);
        synced("a");
        folderSynced();
        for (Tearing tearing : Tearing.values()) {
            assertThat(possible("a", tearing)).containsExactly("hello");
        }
    }

    @Test
    void aNameThatWasNotSyncedMayBeLostWithAllThatWasSyncedUnderIt() throws IOException {
        created("a");
        written("a", "hello", 0);
        synced("a");
        assertThat(possible("a", Tearing.SECTORS)).containsExactlyInAnyOrder("-", "hello");
        assertThat(possible("a", Tearing.LOST)).containsExactly("-");
    }

    @Test
    void whatWasWrittenAndNotSyncedIsThereOrNot() throws IOException {
        created("a");
        written("a", "hello", 0);
        synced("a");
        folderSynced();
        written("a", "HELLO", 0);
        assertThat(possible("a", Tearing.SECTORS)).containsExactlyInAnyOrder("hello", "HELLO");
        assertThat(possible("a", Tearing.GARBLED)).hasSizeGreaterThan(2);
    }

    @Test
    void aSyncCountsWhenItHasEnded() throws IOException {
        created("a");
        folderSynced();
        written("a", "hello", 0);
        seen("8 fdatasync(5<" + path("a") + "> <unfinished ...>");
        assertThat(possible("a", Tearing.LOST)).containsExactly("");
        written("a", "HELLO", 0);
        seen("8 <... fdatasync resumed>) = 0");
        assertThat(possible("a", Tearing.LOST)).containsExactly("hello");
    }

    @Test
    void aWriteThatHadNotEndedWhenASyncBeganIsNotSynced() throws IOException {
        created("a");
        folderSynced();
        seen("9 pwrite64(5<" + path("a") + ">, \"" + hex("hello") + "\", 5, 0 <unfinished ...>");
        seen("8 fdatasync(5<" + path("a") + "> <unfinished ...>");
        seen("9 <... pwrite64 resumed>) = 5");
        seen("8 <... fdatasync resumed>) = 0");
        assertThat(possible("a", Tearing.LOST)).containsExactly("");
    }

    @Test
    void aRenamedFileIsUnderOneOfItsNames() throws IOException {
        created("a");
        written("a", "hello", 0);
        synced("a");
        folderSynced();
        seen("7 rename(\"" + path("a") + "\", \"" + path("b") + "\") = 0");
        assertThat(possible("b", Tearing.SECTORS)).containsExactlyInAnyOrder("-", "hello");
        folderSynced();
        assertThat(possible("b", Tearing.LOST)).containsExactly("hello");
        assertThat(possible("a", Tearing.GARBLED)).containsExactly("-");
    }

    @Test
    void aDeletedFileMayBeThereUntilItsFolderIsSynced() throws IOException {
        created("a");
        folderSynced();
        seen("7 unlink(\"" + path("a") + "\") = 0");
        assertThat(possible("a", Tearing.SECTORS)).containsExactlyInAnyOrder("-", "");
        folderSynced();
        assertThat(possible("a", Tearing.SECTORS)).containsExactly("-");
    }

    @Test
    void whatIsWrittenWithoutAPlaceIsBehindWhatWasWrittenLast() throws IOException {
        created("a");
        folderSynced();
        seen("7 write(5<" + path("a") + ">, \"" + hex("hel") + "\", 3) = 3");
        seen("7 writev(5<" + path("a") + ">, [{iov_base=\"" + hex("l") + "\", iov_len=1}, {iov_base=\"" + hex("o")
                + "\", iov_len=1}], 2) = 2");
        seen("7 ftruncate(5<" + path("a") + ">, 4) = 0");
        synced("a");
        assertThat(possible("a", Tearing.LOST)).containsExactly("hell");
    }

    @Test
    void aCallThatFailedHasChangedNothing() throws IOException {
        seen("7 openat(AT_FDCWD<" + hex("/") + ">, \"" + path("a")
                + "\", O_RDWR|O_CREAT|O_EXCL, 0600) = -1 EEXIST (File exists)");
        folderSynced();
        assertThat(possible("a", Tearing.SECTORS)).containsExactly("-");
    }

    @Test
    void aWriteDuringWhichTheProcessWasKilledIsUnderWayForEver() {
        String line = "7 pwrite64(5<" + path("a") + ">, \"" + hex("text") + "\", 4, 0) = ?";
        assertThat(TraceReader.call(line).orElseThrow().phase()).isEqualTo(SystemCall.Phase.BEGUN);
        assertThat(TraceReader.call("7 <... pwrite64 resumed>) = ?")).isEmpty();
    }

    @Test
    void anOpenedFileIsSeenHoweverLongItsPathIs() {
        String name = "a".repeat(1_000);
        assertThat(TraceReader.call("7 openat(AT_FDCWD<" + hex("/") + ">, \"" + path(name)
                        + "\", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 5<" + path(name) + ">"))
                .isPresent();
    }

    @Test
    void whatWasAnsweredToAClientIsSeenWhenItBeginsToLeave() {
        String answer = "HTTP/1.1 201\r\nX-Ms-Client-Request-Id: r1-2-3\r\n\r\n";
        assertThat(Recording.answered(TraceReader.call("7 write(9<" + hex("socket:[12]") + ">, \"" + hex(answer)
                                + "\", " + answer.length() + " <unfinished ...>")
                        .orElseThrow()))
                .containsExactly("r1-2-3");
        assertThat(Recording.answered(TraceReader.call("7 write(9<" + path("a") + ">, \"" + hex(answer) + "\", "
                                + answer.length() + ") = " + answer.length())
                        .orElseThrow()))
                .isEmpty();
    }
}
