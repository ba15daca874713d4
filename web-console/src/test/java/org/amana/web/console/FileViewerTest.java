package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amana.web.console.view.FileView.Frame;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Words;
import org.junit.jupiter.api.Test;

final class FileViewerTest {
    @Test
    void nobodyCountsThePagesOfAFilm() {
        Words words = Words.in(Lang.EN);
        assertThat(FileViewer.place(words, "video/mp4", 1, 1)).isEmpty();
        assertThat(FileViewer.caption(words, "video/mp4", 1, 1)).isEqualTo("As the reader saw it");
        assertThat(FileViewer.place(words, "image/tiff", 1, 1)).isEqualTo("Page 1 of 1");
        assertThat(FileViewer.place(words, "image/gif", 2, 3)).isEqualTo("Page 2 of 3");
        assertThat(FileViewer.caption(words, "application/pdf", 1, 1)).isEqualTo("Page 1 of 1, as the reader saw it");
    }

    @Test
    void aStripWithoutAnyPictureIsNone() {
        Frame bare = new Frame("/file?page=1", "1", "", true);
        Frame drawn = new Frame("/file?page=2", "2", "/picture/a", false);
        assertThat(FileViewer.strip(List.of(bare, bare))).isEmpty();
        assertThat(FileViewer.strip(List.of(bare, drawn))).hasSize(2);
    }
}
