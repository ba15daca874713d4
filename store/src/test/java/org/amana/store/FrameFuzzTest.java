package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.testkit.FaultyDisk;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Tag;

/// Whatever lies on the disk, the parsers answer "not a frame" or a frame that encodes to the same bytes, and never
/// fail otherwise. Runs the inputs under `src/test/resources`; with `JAZZER_FUZZ=1` it looks for new ones.
@Tag("slow")
class FrameFuzzTest {
    private static final ExtentId EXTENT = new ExtentId(0x0102030405060708L, 0x090a0b0c0d0e0f10L);
    private static final Path FILE = Path.of("/x/y.extent");

    /// Chance finds no checksum, so this one puts it right.
    @FuzzTest
    void aFrameWhoseSumIsRightLiesWithinItsBytes(byte[] bytes) {
        if (bytes.length >= Frame.HEADER) {
            Frame.parse(ByteBuffer.wrap(bytes), EXTENT, ExtentFormat.HEADER)
                    .filter(frame -> frame.size() <= bytes.length)
                    .ifPresent(frame -> Frame.seal(bytes, 0, frame.size()));
        }
        aParsedFrameLiesWithinItsBytes(bytes);
    }

    @FuzzTest
    void aParsedFrameLiesWithinItsBytes(byte[] bytes) {
        Optional<Frame> frame = Frame.parseWhole(bytes, 0, bytes.length, EXTENT, ExtentFormat.HEADER);
        if (frame.isPresent()) {
            assertThat(frame.get().size()).isLessThanOrEqualTo(bytes.length);
            byte[] same = Arrays.copyOf(bytes, frame.get().size());
            Frame.seal(same, 0, same.length);
            assertThat(same).isEqualTo(Arrays.copyOf(bytes, same.length));
        }
    }

    @FuzzTest
    void aScanCoversEveryByteOnce(byte[] bytes) {
        FaultyDisk disk = new FaultyDisk(Seeds.random(0));
        disk.createDirectories(FILE.getParent());
        try (DurableFile file = disk.open(FILE, Mode.CREATE_NEW)) {
            file.write(ByteBuffer.wrap(bytes), ExtentFormat.HEADER);
            long[] at = {ExtentFormat.HEADER};
            new ExtentScan(file, EXTENT, ExtentFormat.HEADER + bytes.length).walk(new ExtentScan.Visitor() {
                @Override
                public void frame(Frame frame) {
                    assertThat(frame.offset()).isGreaterThanOrEqualTo(at[0]);
                    at[0] = frame.offset() + frame.size();
                }

                @Override
                public void bad(long offset, long length) {
                    assertThat(length).isPositive();
                    assertThat(offset).isGreaterThanOrEqualTo(at[0]);
                    at[0] = offset + length;
                }
            });
            assertThat(at[0]).isLessThanOrEqualTo(ExtentFormat.HEADER + bytes.length);
        }
    }

    @FuzzTest
    void placesThatCanBeReadAreWrittenTheSame(byte[] bytes) {
        Places places;
        try {
            places = Places.decode(bytes);
        } catch (AmanaException e) {
            return;
        }
        assertThat(Places.decode(places.encode())).isEqualTo(places);
    }
}
