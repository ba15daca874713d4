package org.amana.analysis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amana.analysis.worker.LeptonicaPictures.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Jp2BoxesTest {
    private static final byte[] SIZE = box("ihdr", 0, 0, 0, 75, 0, 0, 0, 100, 0, 3, 7, 7, 0, 0);

    @TempDir
    private Path folder;

    @Test
    void theSizeIsFoundWhereverItStands() throws IOException {
        byte[] header = box("jp2h", box("colr", new byte[9]), SIZE);
        assertThat(Jp2Boxes.size(file(box("jP  ", 13, 10, 0x87, 10), header))).contains(new Size(100, 75));
        assertThat(Jp2Boxes.size(file(box("jP  ", 13, 10, 0x87, 10), box("rreq", new byte[4_000]), header)))
                .contains(new Size(100, 75));
    }

    @Test
    void boxesThatCannotBeLeadNowhere() throws IOException {
        byte[] endless = box("free", new byte[20]);
        ByteBuffer.wrap(endless).putInt(0, 0);
        byte[] huge = endless.clone();
        ByteBuffer.wrap(huge).putInt(0, -1);
        byte[] far = endless.clone();
        ByteBuffer.wrap(far).putInt(0, 1).putLong(8, Long.MAX_VALUE);
        for (byte[] bad : new byte[][] {endless, huge, far, {1, 2, 3}}) {
            assertThat(Jp2Boxes.size(file(bad, SIZE))).isEmpty();
        }
    }

    private Path file(byte[]... boxes) throws IOException {
        return Files.write(folder.resolve("a.jp2"), joined(boxes));
    }

    private static byte[] box(String kind, int... content) {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return box(kind, bytes);
    }

    private static byte[] box(String kind, byte[]... content) {
        byte[] inside = joined(content);
        return ByteBuffer.allocate(8 + inside.length)
                .putInt(8 + inside.length)
                .put(kind.getBytes(StandardCharsets.US_ASCII))
                .put(inside)
                .array();
    }

    private static byte[] joined(byte[]... pieces) {
        int length = 0;
        for (byte[] piece : pieces) {
            length += piece.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] piece : pieces) {
            all.put(piece);
        }
        return all.array();
    }
}
