package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static Places random(RandomGenerator random) {
        List<Place> places = new ArrayList<>();
        ExtentId extent = ExtentId.random(random);
        long offset = random.nextLong(1L << 41);
        for (int i = random.nextInt(40); i > 0; i--) {
            if (random.nextInt(8) == 0) {
                extent = ExtentId.random(random);
                offset = random.nextLong(1L << 30);
            }
            int frame = random.nextBoolean() ? Frame.MOST_PAYLOAD : 1 + random.nextInt(Frame.MOST_PAYLOAD);
            int from = random.nextInt(4) == 0 ? random.nextInt(frame) : 0;
            int length = from > 0 ? 1 + random.nextInt(frame - from) : frame;
            places.add(new Place(extent, offset, frame, from, length));
            offset += Frame.size(frame) + (random.nextInt(4) == 0 ? 4096 : 0);
        }
        return new Places(places);
    }

    @Test
    void whatIsEncodedIsDecoded() {
        Seeds.check(200, random -> {
            Places places = random(random);
            assertThat(Places.decode(places.encode())).isEqualTo(places);
        });
    }

    @Test
    void aSliceOfASliceIsTheSliceOfTheWhole() {
        Seeds.check(200, random -> {
            Places places = random(random);
            long from = random.nextLong(places.length() + 1);
            long length = random.nextLong(places.length() - from + 1);
            Places slice = places.slice(from, length);
            assertThat(slice.length()).isEqualTo(length);
            long inner = random.nextLong(length + 1);
            assertThat(slice.slice(inner, length - inner)).isEqualTo(places.slice(from + inner, length - inner));
            assertThat(places.slice(0, from)
                            .plus(places.slice(from, places.length() - from))
                            .length())
                    .isEqualTo(places.length());
        });
    }

    @Test
    void aGibibyteTakesFewBytesInItsRow() {
        List<Place> places = new ArrayList<>();
        long offset = 4096;
        for (int i = 0; i < 1024; i++) {
            places.add(Place.whole(new ExtentId(1, 2), offset, Frame.MOST_PAYLOAD));
            offset += Frame.size(Frame.MOST_PAYLOAD);
        }
        assertThat(new Places(places).encode()).hasSizeLessThan(4200);
    }

    /// The bytes of the format's page: they never change.
    @Test
    void placesAreLaidOutAsDocumented() {
        ExtentId extent = new ExtentId(0x0102030405060708L, 0x090a0b0c0d0e0f10L);
        Place first = Place.whole(extent, 4096, 300);
        Place second = new Place(extent, 4096 + Frame.size(300), 1000, 10, 20);
        assertThat(HexFormat.of().formatHex(new Places(List.of(first, second)).encode()))
                .isEqualTo("01" + "02" + "0102030405060708090a0b0c0d0e0f10" + "8020" + "ac02" + "05" + "e807" + "0a"
                        + "14");
    }

    @Test
    void damagedBytesAreRefused() {
        for (String hex : List.of("", "02", "0101", "0104", "01f0", "0102aa", "0103" + "ff".repeat(20))) {
            assertThatThrownBy(() -> Places.decode(HexFormat.of().parseHex(hex)))
                    .as(hex)
                    .isInstanceOf(AmanaException.class);
        }
        assertThat(Places.decode(new byte[] {1})).isEqualTo(Places.EMPTY);
    }
}
