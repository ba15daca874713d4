package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

class FrameTest {
    private final ContainerKey key = ContainerKey.create();

    private byte[] encode(Place place, long syncedTo, byte[] payload) {
        byte[] frame = new byte[Frame.size(payload.length)];
        new FrameCipher().encrypt(key, place.extent(), place.offset(), syncedTo, payload, payload.length, frame, 0);
        return frame;
    }

    private byte[] decode(Place place, byte[] frame) {
        byte[] payload = new byte[place.frame()];
        byte[] chunk = new byte[Frame.CHUNK];
        for (int i = 0, at = Frame.HEADER; i < Frame.chunks(payload.length); i++) {
            int size = Math.min(Frame.CHUNK + Frame.TAG, frame.length - at);
            int length = new FrameCipher().decrypt(key, place, i, frame, at, size, chunk, 0);
            System.arraycopy(chunk, 0, payload, i * Frame.CHUNK, length);
            at += size;
        }
        return payload;
    }

    private static Place place(RandomGenerator random) {
        int[] edges = {1, 16, 65_535, 65_536, 65_537, 131_072, Frame.MOST_PAYLOAD - 1, Frame.MOST_PAYLOAD};
        int length = random.nextBoolean() ? edges[random.nextInt(edges.length)] : 1 + random.nextInt(200_000);
        return Place.whole(ExtentId.random(random), random.nextLong(1L << 40), length);
    }

    @Test
    void whatIsEncodedIsDecoded() {
        Seeds.check(40, random -> {
            Place place = place(random);
            long syncedTo = random.nextLong(place.offset() + 1);
            byte[] payload = Seeds.bytes(random, place.frame());
            byte[] frame = encode(place, syncedTo, payload);
            Frame parsed = Frame.parseWhole(frame, 0, frame.length, place.extent(), place.offset())
                    .orElseThrow();
            assertThat(parsed.place()).isEqualTo(place);
            assertThat(parsed.syncedTo()).isEqualTo(syncedTo);
            assertThat(parsed.size()).isEqualTo(frame.length);
            assertThat(decode(place, frame)).isEqualTo(payload);
        });
    }

    @Test
    void aFlippedBitAnywhereBreaksTheSum() {
        Seeds.check(40, random -> {
            Place place = Place.whole(ExtentId.random(random), random.nextLong(1L << 40), 1 + random.nextInt(200_000));
            byte[] frame = encode(place, 0, Seeds.bytes(random, place.frame()));
            for (int i = 0; i < 20; i++) {
                int bit = i < 10 ? random.nextInt(Frame.HEADER * 8) : random.nextInt(frame.length * 8);
                frame[bit / 8] ^= (byte) (1 << (bit % 8));
                assertThat(Frame.parseWhole(frame, 0, frame.length, place.extent(), place.offset()))
                        .as("bit %d", bit)
                        .isEmpty();
                frame[bit / 8] ^= (byte) (1 << (bit % 8));
            }
        });
    }

    @Test
    void aFlippedBitInAChunkFailsItsAuthenticationEvenIfTheSumIsForged() {
        Seeds.check(20, random -> {
            Place place = Place.whole(ExtentId.random(random), random.nextLong(1L << 40), 1 + random.nextInt(200_000));
            byte[] frame = encode(place, 0, Seeds.bytes(random, place.frame()));
            int bit = Frame.HEADER * 8 + random.nextInt((frame.length - Frame.HEADER) * 8);
            frame[bit / 8] ^= (byte) (1 << (bit % 8));
            Frame.seal(frame, 0, frame.length);
            assertThat(Frame.parseWhole(frame, 0, frame.length, place.extent(), place.offset()))
                    .isPresent();
            assertThatThrownBy(() -> decode(place, frame))
                    .isInstanceOf(AmanaException.class)
                    .hasMessageContaining(place.extent().toString())
                    .hasMessageContaining(Long.toString(place.offset()));
        });
    }

    @Test
    void aFrameIsNotTakenForOneElsewhere() {
        Place place = Place.whole(new ExtentId(1, 2), 8192, 100);
        byte[] frame = encode(place, 0, new byte[100]);
        assertThat(Frame.parseWhole(frame, 0, frame.length, new ExtentId(1, 3), 8192))
                .isEmpty();
        assertThat(Frame.parseWhole(frame, 0, frame.length, new ExtentId(1, 2), 8193))
                .isEmpty();
        Place elsewhere = Place.whole(new ExtentId(1, 2), 12288, 100);
        assertThatThrownBy(() -> decode(elsewhere, frame)).isInstanceOf(AmanaException.class);
        Place shorter = Place.whole(new ExtentId(1, 2), 8192, 99);
        assertThatThrownBy(() -> decode(shorter, Arrays.copyOf(frame, frame.length - 1)))
                .isInstanceOf(AmanaException.class);
    }

    @Test
    void chunksOfAFrameCannotChangePlaces() {
        Place place = Place.whole(new ExtentId(1, 2), 4096, 2 * Frame.CHUNK);
        byte[] frame = encode(place, 0, Seeds.bytes(Seeds.random(1), 2 * Frame.CHUNK));
        int stored = Frame.CHUNK + Frame.TAG;
        byte[] swapped = frame.clone();
        System.arraycopy(frame, Frame.HEADER, swapped, Frame.HEADER + stored, stored);
        System.arraycopy(frame, Frame.HEADER + stored, swapped, Frame.HEADER, stored);
        assertThatThrownBy(() -> decode(place, swapped)).isInstanceOf(AmanaException.class);
    }

    /// The bytes of the format's page: they never change.
    @Test
    void theHeaderIsLaidOutAsDocumented() {
        byte[] header = new byte[Frame.HEADER];
        Frame.putHeader(
                ByteBuffer.wrap(header), new ExtentId(0x0102030405060708L, 0x090a0b0c0d0e0f10L), 4096, 10, 4096);
        assertThat(HexFormat.of().formatHex(header))
                .isEqualTo("414d4652" + "01010000" + "0102030405060708090a0b0c0d0e0f10" + "0000000000001000"
                        + "0000000a" + "00000000" + "0000000000001000");
    }

    @Test
    void anAbsurdHeaderIsRefused() {
        for (int length : new int[] {0, -1, Frame.MOST_PAYLOAD + 1, Integer.MAX_VALUE}) {
            ByteBuffer header = ByteBuffer.allocate(Frame.HEADER);
            Frame.putHeader(header, new ExtentId(1, 2), 4096, length, 0);
            assertThat(Frame.parse(header.flip(), new ExtentId(1, 2), 4096))
                    .as("length %d", length)
                    .isEmpty();
        }
        ByteBuffer future = ByteBuffer.allocate(Frame.HEADER);
        Frame.putHeader(future, new ExtentId(1, 2), 4096, 5, 4097);
        assertThat(Frame.parse(future.flip(), new ExtentId(1, 2), 4096)).isEmpty();
    }
}
