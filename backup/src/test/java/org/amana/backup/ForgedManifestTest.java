package org.amana.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody who can write to the depot, and has not the root key, writes manifests into it.
class ForgedManifestTest {
    private static final int ENTRIES_OF_A_TILE = 256;

    @TempDir
    Path temporary;

    private FolderDepot depot;
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

    private Manifest newest() {
        return Shelf.of(depot).backup(Optional.empty()).manifest();
    }

    /// Writes one after the newest, sealed with another key.
    private Manifest forge(Checkpoint head, List<Part> parts) {
        Manifest real = newest();
        Run run = Run.after(Optional.of(real.run()), real.run().begun());
        Manifest forged = new Manifest(run, real.log(), head, real.entry(), false, parts);
        Path folder = temporary.resolve("elsewhere");
        new OsDisk().createDirectories(folder);
        RootKey other = RootKey.loadOrCreate(new OsDisk(), folder.resolve("root.key"), folder);
        put(forged.object(), forged.encode(other));
        return forged;
    }

    private void put(String name, byte[] content) {
        try (Depot.Writing object = depot.write(name)) {
            object.write(ByteBuffer.wrap(content));
            object.finish();
        }
    }

    @Test
    void nothingOfItComesIntoTheNextBackup() {
        for (int i = 0; i < ENTRIES_OF_A_TILE; i++) {
            house.ledger.actOfOperator("backup");
        }
        house.backUp(depot, 9);
        String evil = "20990101T000000.000Z/evil";
        List<Part> parts = newest().parts().stream()
                .map(part -> new Part(part.sha256(), part.length(), evil, 0, part.path()))
                .toList();
        put(evil, new byte[1 << 20]);
        Manifest forged = forge(newest().head(), parts);
        Backup.Result made = house.backUp(depot, 9);
        assertThat(made.unsealed()).containsExactly(forged.object());
        assertThat(newest().run()).hasToString(made.name());
        assertThat(newest().parts()).noneMatch(part -> part.object().equals(evil));
        assertThat(newest().parts())
                .as("what the newest real one has is not copied again")
                .anyMatch(part -> !part.object().startsWith(made.name()));
    }

    @Test
    void itTakesNoRealOnesPlace() {
        Backup.Result real = house.backUp(depot, 9);
        Manifest forged = forge(newest().head(), List.of());
        Backup.Result made = house.backUp(depot, 2);
        assertThat(new Restore(new OsDisk(), depot, (_, _, _, _) -> {}).list(Optional.empty()))
                .extracting(Restore.Listed::name)
                .containsExactly(real.name(), forged.run().toString(), made.name());
    }

    @Test
    void aCheckWithTheRootKeyFindsThatItIsForged() {
        house.backUp(depot, 9);
        Manifest forged = forge(newest().head(), newest().parts());
        Restore restore = new Restore(new OsDisk(), depot, (_, _, _, _) -> {});
        assertThat(restore.check("", Optional.empty()).seal()).isEqualTo(Restore.Seal.NOT_CHECKED);
        assertThatThrownBy(() -> restore.check("", Optional.of(house.rootKey())))
                .hasMessageContaining(forged.object() + " was not written with this root key");
        assertThat(restore.list(Optional.of(house.rootKey())))
                .extracting(each -> ((Restore.Whole) each).foreign())
                .containsExactly(false, true);
    }

    @Test
    void oneThatSaysToBringTheRootKeyIsHeldAgainstWhatItBrings() {
        house.backUp(depot, 9);
        Manifest real = newest();
        Run run = Run.after(Optional.of(real.run()), real.run().begun());
        Manifest forged = new Manifest(run, real.log(), real.head(), real.entry(), true, real.parts());
        put(forged.object(), forged.encode(house.root));
        Restore restore = new Restore(new OsDisk(), depot, (_, _, _, _) -> {});
        assertThatThrownBy(() -> restore.check("", Optional.empty())).hasMessageContaining("it names no root.key");
    }

    @Test
    void itDoesNotSayWhatTheLogHadSigned() {
        Backup.Result real = house.backUp(depot, 9);
        Checkpoint head = newest().head();
        forge(new Checkpoint(head.origin(), head.size() + 7, head.root()), List.of());
        Restore restore = new Restore(new OsDisk(), depot, (_, _, _, _) -> {});
        Path target = temporary.resolve("restored");
        Restore.Wish wish = new Restore.Wish(real.name(), Optional.of(house.rootKey()), Optional.empty(), false, false);
        assertThat(restore.run(House.layout(target), List.of(), wish).lost()).isZero();
        Restore.Wish newest = new Restore.Wish("", Optional.of(house.rootKey()), Optional.empty(), false, false);
        assertThatThrownBy(() -> restore.run(House.layout(temporary.resolve("other")), List.of(), newest))
                .isInstanceOf(AmanaException.class);
    }
}
