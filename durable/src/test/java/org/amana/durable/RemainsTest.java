package org.amana.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemainsTest {
    private final Disk disk = new OsDisk();

    @TempDir
    Path folder;

    private Path file(int length) throws IOException {
        return Files.write(folder.resolve("0001.extent"), new byte[length]);
    }

    @Test
    void theNameGoesFirstAndTheBytesAfterIt() throws IOException {
        Path file = file(9 << 20);
        Remains remains = Remains.of(disk, file);
        assertThat(disk.list(folder)).containsExactly(folder.resolve("0001.extent.gone"));
        assertThat(disk.size(folder.resolve("0001.extent.gone"))).isEqualTo(9 << 20);
        remains.remove();
        assertThat(disk.list(folder)).isEmpty();
    }

    @Test
    void aFileOfNoLengthOrOfExactlyOneStepGoesToo() throws IOException {
        Remains.of(disk, file(0)).remove();
        assertThat(disk.list(folder)).isEmpty();
        Remains.of(disk, file(4 << 20)).remove();
        assertThat(disk.list(folder)).isEmpty();
    }

    @Test
    void aRemovalThatWasCutShortIsFoundAndFinished() throws IOException {
        Remains.of(disk, file(5 << 20));
        Path other = Files.write(folder.resolve("0002.extent"), new byte[1]);
        Remains.in(disk, folder).forEach(Remains::remove);
        assertThat(disk.list(folder)).containsExactly(other);
    }

    /// The name was taken, and there was no descriptor left to make that durable with.
    @Test
    void takingAFileItsNameIsSafeToDoAgain() throws IOException {
        Path file = file(9 << 20);
        Files.move(file, folder.resolve("0001.extent.gone"));
        Remains.of(disk, file).remove();
        assertThat(disk.list(folder)).isEmpty();
        assertThatThrownBy(() -> Remains.of(disk, file)).isInstanceOf(AmanaException.class);
    }
}
