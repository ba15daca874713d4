package org.amana.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.durable.OsDisk;
import org.amana.verifier.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What manifests say, how often they are read, and those of the first format.
class ManifestTest {
    private static final int TILES = 1; // full ones more for each backup, and as many bundles of entries
    private static final int ENTRIES_OF_A_TILE = 256;

    @TempDir
    Path temporary;

    private Depot depot;
    private House house;

    @BeforeEach
    void open() {
        depot = new FolderDepot(new OsDisk(), temporary.resolve("depot"));
        house = new House(temporary.resolve("data"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Backup.Result backUp() {
        for (int i = 0; i < TILES * ENTRIES_OF_A_TILE; i++) {
            house.ledger.actOfOperator("backup");
        }
        return house.backUp(depot, 9);
    }

    private Manifest newest() {
        return Shelf.of(depot).backup(Optional.empty()).manifest();
    }

    private String text(String object) {
        byte[] text = depot.content(object, depot.objects().get(object));
        return new String(text, StandardCharsets.US_ASCII);
    }

    private void assertItCanBePutBack() {
        Restore restore = new Restore(new OsDisk(), depot, (_, _, _, _) -> {});
        assertThat(restore.check("", Optional.of(house.rootKey())).damaged()).isEmpty();
        Path target = temporary.resolve("restored");
        Restore.Wish wish = new Restore.Wish("", Optional.of(house.rootKey()), Optional.empty(), false, false);
        Restore.Result result = restore.run(House.layout(target), List.of(), wish);
        assertThat(result.files()).isEqualTo(newest().files().size());
        newest().files()
                .keySet()
                .forEach(path -> assertThat(target.resolve(path)).exists());
        assertThat(target.resolve("ledger/public/tile/0/000")).exists();
    }

    @Test
    void fullTilesAreToldOnce() {
        String first = backUp().name();
        PartList list = newest().lists().keySet().iterator().next();
        assertThat(list.count()).isEqualTo(2 * TILES);
        assertThat(text(first + "/manifest")).doesNotContain("/tile/0/000");
        String second = backUp().name();
        assertThat(text(second + "/manifest")).contains(list.line()).doesNotContain("/tile/0/000", "/tile/0/001");
        assertThat(newest().lists()).hasSize(2);
        house.backUp(depot, 1);
        assertThat(newest().lists()).as("what others wrote stays").hasSize(2);
        assertItCanBePutBack();
    }

    @Test
    void aListThatIsLostIsMadeAnew() {
        backUp();
        String lost = newest().lists().keySet().iterator().next().object();
        depot.delete(lost);
        assertThatThrownBy(this::newest).hasMessageContaining(lost + " is missing");
        assertThat(backUp().damaged()).singleElement().asString().contains(lost);
        assertThat(house.backUp(depot, 9).damaged()).isEmpty();
        assertItCanBePutBack();
    }

    @Test
    void aBackupOfTheFirstFormatIsPutBackAndBuiltOn() {
        backUp();
        writeAsFirstFormat(newest());
        assertThat(newest().lists()).isEmpty();
        assertItCanBePutBack();
        Restore restore = new Restore(new OsDisk(), depot, (_, _, _, _) -> {});
        assertThat(restore.list(Optional.of(house.rootKey())))
                .extracting(each -> ((Restore.Whole) each).foreign())
                .containsExactly(false);
        Manifest old = newest();
        house.backUp(depot, 9);
        assertThat(newest().lists().keySet())
                .as("its tiles, where they lie")
                .extracting(PartList::holder)
                .containsExactly(old.run() + "/small");
    }

    /// In place of the one that is there, as builds before lists wrote it.
    private void writeAsFirstFormat(Manifest manifest) {
        List<String> lines = new ArrayList<>(List.of(
                "amana-backup 1",
                "run " + manifest.run(),
                "log " + manifest.log(),
                "head " + manifest.head().size() + " " + manifest.head().root(),
                "entry " + manifest.entry(),
                "secrets no"));
        manifest.parts().forEach(part -> lines.add(part.line()));
        lines.add("seal " + HexFormat.of().formatHex(Manifest.mac(house.root).doFinal(bytes(lines))));
        lines.add("end " + Sha256.hex(bytes(lines)));
        depot.delete(manifest.object());
        try (Depot.Writing object = depot.write(manifest.object())) {
            object.write(ByteBuffer.wrap(bytes(lines)));
            object.finish();
        }
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void oneWithoutASealIsDamaged() {
        house.backUp(depot, 9);
        List<String> lines = new ArrayList<>(text(newest().object()).lines().toList());
        lines.removeLast();
        lines.removeLast();
        lines.add("end " + Sha256.hex(bytes(lines)));
        assertThatThrownBy(() -> Manifest.decode(depot, "manifest", bytes(lines), _ -> {}))
                .hasMessageContaining("it has no seal");
    }

    @Test
    void eachOfManyIsReadOnceForABackupAndTheNewestTwice() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(house.backUp(depot, 9).name() + "/manifest");
        }
        List<String> read = new ArrayList<>();
        depot = new Watched(depot, read);
        house.backUp(depot, 9);
        assertThat(read).containsExactly(made.get(0), made.get(1), made.get(2), made.get(2));
    }

    /// Notes what is read.
    private record Watched(Depot depot, List<String> read) implements Depot {
        @Override
        public Map<String, Long> objects() {
            return depot.objects();
        }

        @Override
        public Writing write(String name) {
            return depot.write(name);
        }

        @Override
        public void clearUnfinished() {
            depot.clearUnfinished();
        }

        @Override
        public void read(String name, long offset, long length, Sink sink) {
            read.add(name);
            depot.read(name, offset, length, sink);
        }

        @Override
        public void delete(String name) {
            depot.delete(name);
        }

        @Override
        public void close() {
            depot.close();
        }
    }
}
