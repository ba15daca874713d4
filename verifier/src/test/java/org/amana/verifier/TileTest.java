package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
    @Test
    void pathsAreThoseOfTheSpecification() {
        assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(3, 0, 8).path()).isEqualTo("tile/3/000.p/8");
        assertThat(new Tile(Tile.ENTRIES, 999, 256).path()).isEqualTo("tile/entries/999");
        assertThat(new Tile(Tile.ENTRIES, 1_000, 1).path()).isEqualTo("tile/entries/x001/000.p/1");
        assertThat(new Tile(0, 1_000_000, 255).path()).isEqualTo("tile/0/x001/x000/000.p/255");
    }

    @Test
    void everyPathReadsBack() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Tile tile = new Tile(
                    random.nextInt(-1, 7), random.nextLong(1L << random.nextInt(1, 45)), random.nextInt(1, 257));
            assertThat(Tile.parse(tile.path())).contains(tile);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000/001",
                "tile/7/000",
                "tile/00/000",
                "tile/-1/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/257",
                "tile/0/000.p/01",
                "tile/0/000.p",
                "/tile/0/000",
                "tile/0/../000",
                "tile/0/x001/x234/067/",
                "tile/entries/x1/000",
                "tile/0/000.p/1\n",
                "tile/0/٠٠٠",
                ".tmp"
            })
    void otherSpellingsAreNoTiles(String path) {
        assertThat(Tile.parse(path)).isEmpty();
    }

    @Test
    void aTreeHasTheTilesOfItsSize() {
        assertThat(Tile.of(0)).isEmpty();
        assertThat(Tile.of(70_000).stream().map(Tile::path))
                .hasSize(274 + 274 + 2 + 1)
                .contains(
                        "tile/entries/273.p/112",
                        "tile/0/273.p/112",
                        "tile/1/000",
                        "tile/1/001.p/17",
                        "tile/2/000.p/1");
    }

    @Test
    void bundlesReadBackAndShortOnesAreNamed() {
        List<byte[]> entries = List.of(new byte[0], new byte[] {1}, new byte[2_048]);
        byte[] bundle = EntryBundle.encode(entries);
        assertThat(EntryBundle.decode(bundle, 3))
                .usingElementComparator(java.util.Arrays::compare)
                .isEqualTo(entries);
        assertThatThrownBy(() -> EntryBundle.decode(bundle, 4))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("ends before entry 3");
        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bundle, length);
            assertThatThrownBy(() -> EntryBundle.decode(cut, 3)).isInstanceOf(MalformedException.class);
        }
    }
}
