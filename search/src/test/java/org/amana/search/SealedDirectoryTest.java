package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.amana.durable.OsDisk;
import org.amana.kernel.ByteSize;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedDirectoryTest {
    @TempDir
    Path folder;

    private SealedDirectory directory() {
        return new SealedDirectory(new OsDisk(), folder, Shelf.KEY, ByteSize.ofMebibytes(1));
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    private static void write(SealedDirectory directory, String name, byte[] content) throws IOException {
        try (IndexOutput out = directory.createOutput(name, IOContext.DEFAULT)) {
            out.writeBytes(content, content.length);
        }
    }

    private static byte[] read(SealedDirectory directory, String name) throws IOException {
        try (IndexInput in = directory.openInput(name, IOContext.DEFAULT)) {
            byte[] content = new byte[(int) in.length()];
            in.readBytes(content, 0, content.length);
            return content;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 300_000})
    void whatWasWrittenIsReadWhateverItsLength(int length) throws IOException {
        try (SealedDirectory directory = directory()) {
            write(directory, "file", content(length));
            assertThat(directory.fileLength("file")).isEqualTo(length);
            assertThat(read(directory, "file")).isEqualTo(content(length));
        }
    }

    @Test
    void numbersThatGoOverTheEndOfAChunkAreReadWhole() throws IOException {
        byte[] content = content(200_000);
        java.nio.ByteBuffer expected = java.nio.ByteBuffer.wrap(content).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        try (SealedDirectory directory = directory()) {
            write(directory, "file", content);
            try (IndexInput in = directory.openInput("file", IOContext.DEFAULT)) {
                for (int at = 65_536 - 9; at < 65_536 + 2; at++) {
                    in.seek(at);
                    assertThat(in.readLong()).isEqualTo(expected.getLong(at));
                    in.seek(at);
                    assertThat(in.readInt()).isEqualTo(expected.getInt(at));
                    in.seek(at);
                    assertThat(in.readShort()).isEqualTo(expected.getShort(at));
                    assertThat(in.randomAccessSlice(at, 100).readLong(3)).isEqualTo(expected.getLong(at + 3));
                }
            }
        }
    }

    @Test
    void aSliceOfASliceReadsItsOwnPartAndNothingBehindIt() throws IOException {
        byte[] content = content(150_000);
        try (SealedDirectory directory = directory()) {
            write(directory, "file", content);
            try (IndexInput in = directory.openInput("file", IOContext.DEFAULT)) {
                IndexInput slice = in.slice("outer", 60_000, 50_000).slice("inner", 1_000, 10);
                slice.seek(9);
                assertThat(slice.readByte()).isEqualTo(content[61_009]);
                assertThatThrownBy(slice::readByte).isInstanceOf(java.io.EOFException.class);
                assertThatThrownBy(() -> slice.seek(11)).isInstanceOf(java.io.EOFException.class);
            }
        }
    }

    @Test
    void theDiskHoldsNoWordOfTheContent() throws IOException {
        byte[] content = "a word that nobody may find on the disk".getBytes(StandardCharsets.UTF_8);
        try (SealedDirectory directory = directory()) {
            write(directory, "file", content);
        }
        String raw = new String(Files.readAllBytes(folder.resolve("file")), StandardCharsets.ISO_8859_1);
        assertThat(raw).doesNotContain("word", "nobody");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10, 30, 65_559, 65_560, 70_000, 131_000})
    void aChangedByteIsFoundWhereverItIs(int at) throws IOException {
        try (SealedDirectory directory = directory()) {
            write(directory, "file", content(140_000));
            byte[] raw = Files.readAllBytes(folder.resolve("file"));
            raw[at] ^= 1;
            Files.write(folder.resolve("file"), raw);
            assertThatThrownBy(() -> read(directory, "file")).isInstanceOf(CorruptIndexException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 24, 39, 40, 65_576, 65_576 + 24, 70_000, 131_200})
    void aFileThatWasCutOffIsFound(int length) throws IOException {
        try (SealedDirectory directory = directory()) {
            write(directory, "file", content(140_000));
            byte[] raw = Files.readAllBytes(folder.resolve("file"));
            Files.write(folder.resolve("file"), java.util.Arrays.copyOf(raw, length));
            assertThatThrownBy(() -> read(directory, "file")).isInstanceOf(CorruptIndexException.class);
        }
    }

    @Test
    void aChunkOfAnotherFileDoesNotOpen() throws IOException {
        try (SealedDirectory directory = directory()) {
            write(directory, "one", content(100));
            write(directory, "two", content(100));
            byte[] one = Files.readAllBytes(folder.resolve("one"));
            byte[] two = Files.readAllBytes(folder.resolve("two"));
            System.arraycopy(two, SealedFormat.HEADER, one, SealedFormat.HEADER, 116);
            Files.write(folder.resolve("one"), one);
            assertThatThrownBy(() -> read(directory, "one")).isInstanceOf(CorruptIndexException.class);
        }
    }

    @Test
    void anotherKeyOpensNothing() throws IOException {
        try (SealedDirectory directory = directory()) {
            write(directory, "file", content(100));
        }
        SecretKeySpec other = new SecretKeySpec(new byte[32], "AES");
        try (SealedDirectory directory = new SealedDirectory(new OsDisk(), folder, other, ByteSize.ofMebibytes(1))) {
            assertThatThrownBy(() -> read(directory, "file"))
                    .isInstanceOf(CorruptIndexException.class)
                    .hasMessageContaining("another key");
        }
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeAbsentAsLuceneExpects() {
        try (SealedDirectory directory = directory()) {
            assertThatThrownBy(() -> directory.openInput("none", IOContext.DEFAULT))
                    .isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> directory.deleteFile("none")).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> directory.fileLength("none")).isInstanceOf(NoSuchFileException.class);
        }
    }
}
