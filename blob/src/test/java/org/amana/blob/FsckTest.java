package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.amana.durable.OsDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsckTest {
    /// Each frame that was synced alone begins on a page of its own, behind the page of the header.
    private static final long SECOND_FRAME = 2 * 4096;

    @TempDir
    Path folder;

    @Test
    void whatWasTakenForATornTailAndIsReferredToIsNamed() throws IOException {
        write("first", "last");
        try (FileChannel extent = FileChannel.open(extent(), StandardOpenOption.WRITE)) {
            extent.truncate(SECOND_FRAME + 20); // as when that frame is damaged, and the server was killed
        }

        List<Finding> findings = findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().about()).contains("blob last");
        assertThat(findings.getFirst().what()).contains("missing");
    }

    @Test
    void aBlobWhoseExtentIsGoneIsNamed() throws IOException {
        write("only");
        Files.delete(extent());

        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.about()).contains("blob only"));
    }

    @Test
    void aSoundHouseHasNoFindings() {
        write("first", "last");

        assertThat(findings()).isEmpty();
    }

    @Test
    void aPageOfTheCatalogThatIsNoPageIsFound() throws IOException {
        write("first");
        long page;
        try (House house = House.open(new OsDisk(), folder, InstantSource.system())) {
            page = house.catalog.read(reader -> reader.first(
                            "SELECT rootpage FROM sqlite_schema WHERE name = 'staging'", row -> row.number("rootpage"))
                    .orElseThrow());
        }
        try (FileChannel catalog = FileChannel.open(folder.resolve("catalog.db"), StandardOpenOption.WRITE)) {
            catalog.write(ByteBuffer.wrap(new byte[] {99}), (page - 1) * 4096);
        }

        assertThat(findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.about()).contains("catalog"));
    }

    @Test
    void aBlobThatWaitsForACopyWhichNobodyCarriesOnIsNamed() {
        write("waits");
        try (House house = House.open(new OsDisk(), folder, InstantSource.system())) {
            house.catalog.commit(
                    tx -> tx.update("UPDATE blob SET copy_id = 'c', copy_source = 'pending 0/1' || char(10)"
                            + " || char(10) || 'http://elsewhere/', copy_completed = 0"));
        }
        assertThat(findings())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.about()).contains("waits").contains("nobody carries on"));
    }

    @Test
    void aBlobWhoseEncryptionScopeIsGoneIsNamed() {
        write("first", "last");
        try (House house = House.open(new OsDisk(), folder, InstantSource.system())) {
            house.catalog.commit(
                    tx -> tx.update("UPDATE blob SET keeping = 'scope nowhere' || char(10) WHERE name = ?", "last"));
        }
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.about()).contains("blob last");
            assertThat(finding.what()).contains("encryption scope");
        });
    }

    private void write(String... names) {
        try (House house = House.build(new OsDisk(), folder, InstantSource.system())) {
            ContainerRef container = house.container("box");
            for (String name : names) {
                house.put(BlobRef.of(container, name), name.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private List<Finding> findings() {
        try (House house = House.open(new OsDisk(), folder, InstantSource.system())) {
            return house.fsck();
        }
    }

    private Path extent() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("volumes/v1"))) {
            return files.filter(file -> file.toString().endsWith(".extent"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
