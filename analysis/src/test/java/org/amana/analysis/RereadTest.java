package org.amana.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was read once is read again when somebody says so, and each reading is told.
@Tag("slow")
class RereadTest {

    @Test
    void filesAreReadAgainByContainerAndByEngine(@TempDir Path folder) {
        try (ReadingRoom room = ReadingRoom.open(folder)) {
            ContainerRef papers = room.container("papers");
            ContainerRef letters = room.container("letters");
            BlobRef note = room.put(papers, "note.txt", "The harbour was closed on Tuesday.".getBytes(UTF_8));
            room.put(letters, "letter.txt", "كلمة".getBytes(Charset.forName("windows-1256")));
            room.awaitIdle();
            long told = room.ledger.size();
            String account = ReadingRoom.ACCOUNT.value();
            assertThat(room.analysis.reread(account, "papers", "Tesseract")).isZero();
            assertThat(room.analysis.reread(account, "nowhere", "")).isZero();
            assertThat(room.analysis.reread("another", "", "")).isZero();
            assertThat(room.ledger.size()).isEqualTo(told);
            assertThat(room.analysis.reread(account, "papers", "tika")).isEqualTo(1);
            assertThat(room.text(note, "")).as("until then").contains("harbour");
            room.awaitIdle();
            assertThat(room.analysis.progress().of(TaskKind.EXTRACT).done()).isEqualTo(3);
            assertThat(room.text(note, "")).contains("harbour");
            assertThat(room.analysis.reread(account, "", "")).isEqualTo(2);
            room.awaitIdle();
            assertThat(room.analysis.progress().of(TaskKind.EXTRACT).done()).isEqualTo(5);
            assertThat(room.ledger.size()).isGreaterThanOrEqualTo(told + 3);
        }
    }
}
