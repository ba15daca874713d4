package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.amana.durable.OsDisk;
import org.amana.server.AmanaConfig.Overrides;
import org.amana.store.Catalog;
import org.amana.store.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A data folder as the first release (commit 914225f) left it when it was killed: an open extent, a write-ahead file
/// with entries in it, logs of SQLite, a search index. `first-release-blobs.txt` names what its clients had been
/// answered for: SHA-256, length, snapshot or `-`, path.
@Tag("slow")
class FirstReleaseTest {
    @TempDir
    Path data;

    @BeforeEach
    void unpack() throws IOException {
        try (ZipInputStream zip = new ZipInputStream(resource("first-release.zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = data.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(Objects.requireNonNull(target.getParent()));
                    Files.copy(zip, target);
                }
            }
        }
        Files.setPosixFilePermissions(data.resolve("root.key"), PosixFilePermissions.fromString("rw-------"));
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(FirstReleaseTest.class.getResourceAsStream(name), name);
    }

    private static List<String> blobs() throws IOException {
        try (InputStream in = resource("first-release-blobs.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private AmanaConfig config() {
        return AmanaConfig.load(
                data,
                new Overrides(Optional.of(0), Optional.of(0), Optional.of(0), Optional.of(0), Optional.empty(), false));
    }

    /// The keys of that time live for 90 days and their purposes for a year: whoever comes later makes another, as the
    /// operator does.
    private Client renewed(Connection connection) {
        CommandLine.amana("purpose", "steward", "--data", data.toString())
                .done("P-1 \"Stewardship\" is in force until");
        CommandLine added = CommandLine.amana("key", "add", "--purpose", "P-1", "--data", data.toString())
                .done("key: ");
        String secret = CommandLine.lines(added.out(), "key: ").getFirst().split(" +")[1];
        return new Client(connection, connection.given("P-1", secret));
    }

    @Test
    void itOpensEveryBlobIsReadAndAllChecksAreSound() throws IOException {
        try (Amana server = Amana.open(config());
                Client client = renewed(server.serve())) {
            assertThat(blobs()).hasSize(27);
            for (String line : blobs()) {
                String[] fact = line.split(" ", 4);
                var answer = fact[2].equals("-") ? client.get(fact[3]) : client.snapshot(fact[3], fact[2]);
                assertThat(answer.statusCode()).as(line).isEqualTo(200);
                assertThat(answer.body()).as(line).hasSize(Integer.parseInt(fact[1]));
                assertThat(Client.sha256(answer.body())).as(line).isEqualTo(fact[0]);
            }
            var small = client.get("/history/small.bin").headers();
            assertThat(small.firstValue("x-ms-meta-ColourOf")).contains("grey");
            assertThat(small.firstValue("x-ms-tag-count")).contains("2");
            assertThat(small.firstValue("Content-Language")).contains("en");
            assertThat(client.put("/history/leased.bin", new byte[1])).isEqualTo(412);
            assertThat(client.get("/history/uncommitted").statusCode()).isEqualTo(404);
            assertThat(client.get("/old/gone.bin").statusCode()).isEqualTo(404);
            assertThat(client.get("/lost/x").statusCode()).isEqualTo(404);
            assertThat(client.put("/history/new.bin", new byte[5000])).isEqualTo(201);
            CommandLine.assertSound(data);
        }
        CommandLine.assertSound(data);
    }

    @Test
    void whatMachinesHadDoneBelongsToItsAccount() {
        Amana.open(config()).close();
        try (Catalog catalog =
                Catalog.open(new OsDisk(), data.resolve("catalog.db"), List.of(), InstantSource.system())) {
            List<String> done = catalog.read(reader -> reader.list(
                    "SELECT account, kind, tasks FROM analysis_done",
                    row -> row.text("account") + " " + row.text("kind") + " " + row.number("tasks")));
            assertThat(done).containsExactly("archive extract 31");
        }
    }

    /// Where each format says its version, what it says then, and where the checksum over all before it stands
    /// (below 0: from the end; 0: there is none). The newest build must tell what a still newer one made, and
    /// leave the file as it was.
    @ParameterizedTest
    @CsvSource({
        "root.key, 15, 50, 0",
        "root.check, 17, 50, 0",
        "ledger/private/log.key, 11, 2, -4",
        "ledger/private/signed, 11, 2, -4",
        "ledger/wal/0000000000000000.wal, 11, 2, 85",
        "volumes/v1/61babb20827dcc21a7e91fb9d82c7112.extent, 4, 2, 4092"
    })
    void aFileOfANewerFormatIsRefusedByNameAndVersions(String name, int at, byte version, int checksum)
            throws IOException {
        Path file = data.resolve(name);
        byte[] newer = Files.readAllBytes(file);
        newer[at] = version;
        if (checksum != 0) {
            int sumAt = checksum < 0 ? newer.length + checksum : checksum;
            CRC32C sum = new CRC32C();
            sum.update(newer, 0, sumAt);
            ByteBuffer.wrap(newer).putInt(sumAt, (int) sum.getValue());
        }
        Files.write(file, newer);
        CommandLine.amana("up", "--data", data.toString())
                .refused(file + " has format 2, this build knows 1: use a newer Amana");
        assertThat(file).hasBinaryContent(newer);
    }

    /// A flipped bit is damage, of one extent among many.
    @Test
    void aFlippedBitInTheVersionOfAnExtentKeepsNobodyFromStarting() throws IOException {
        Path file = data.resolve("volumes/v1/61babb20827dcc21a7e91fb9d82c7112.extent");
        byte[] flipped = Files.readAllBytes(file);
        flipped[4] ^= 2;
        Files.write(file, flipped);
        Amana.open(config()).close();
        CommandLine scrub = CommandLine.amana("scrub", "--data", data.toString());
        assertThat(scrub.status()).isEqualTo(2);
        assertThat(scrub.out()).contains("61babb20827dcc21a7e91fb9d82c7112");
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog.db", "ledger/private/openings.db"})
    void aDatabaseOfANewerFormatOrWithNewerTablesIsRefused(String name) throws IOException {
        Amana.open(config()).close(); // folds the logs in
        Path file = data.resolve(name);
        byte[] known = Files.readAllBytes(file);
        byte[] newer = known.clone();
        newer[63] = 9; // PRAGMA user_version
        Files.write(file, newer);
        CommandLine.amana("up", "--data", data.toString())
                .refused(file + " has format 9, this build knows 1: use a newer Amana");
        assertThat(Files.readAllBytes(file)).isEqualTo(newer);
        Files.write(file, known);
        List<Schema> tables = List.of(new Schema("strangers", List.of("CREATE TABLE one (a INTEGER) STRICT;")));
        Catalog.open(new OsDisk(), file, tables, InstantSource.system()).close();
        try (Catalog catalog = Catalog.open(new OsDisk(), file, List.of(), InstantSource.system())) {
            catalog.commit(tx -> tx.update("UPDATE schema_version SET version = 99 WHERE name <> 'strangers'"));
        }
        CommandLine.amana("up", "--data", data.toString())
                .refused(file + " holds version 99 of the tables of", "use a newer Amana");
    }

    @Test
    void anIndexOfANewerFormatIsMadeAnew() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("index"))) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length > 8) {
                    bytes[7] = 9;
                    Files.write(file, bytes);
                }
            }
        }
        Amana.open(config()).close();
        CommandLine.assertSound(data);
    }

    /// Without the right root key nothing opens, and not a byte changes.
    @Test
    void aRootKeyThatIsMissingOrWrongIsRefusedAndNothingIsOverwritten() throws IOException {
        byte[] key = Files.readAllBytes(data.resolve("root.key"));
        Files.delete(data.resolve("root.key"));
        Map<Path, String> before = digests();
        for (String command : List.of("up", "fsck", "scrub")) {
            CommandLine.amana(command, "--data", data.toString())
                    .refused("root key", "is missing", "put the key back from your backup");
            assertThat(digests()).as(command).isEqualTo(before);
        }
        Path stranger = data.resolveSibling(data.getFileName() + "-other");
        Amana.open(AmanaConfig.load(stranger, Overrides.NONE)).close();
        Files.copy(stranger.resolve("root.key"), data.resolve("root.key"), StandardCopyOption.COPY_ATTRIBUTES);
        before = digests();
        CommandLine.amana("up", "--data", data.toString()).refused("is not the key that the data was written with");
        assertThat(digests()).isEqualTo(before);
        key[20] ^= 1;
        Files.write(data.resolve("root.key"), key);
        before = digests();
        CommandLine.amana("up", "--data", data.toString()).refused("is damaged: its checksum does not match");
        assertThat(digests()).isEqualTo(before);
        key[20] ^= 1;
        Files.write(data.resolve("root.key"), key);
        CommandLine.assertSound(data);
    }

    private Map<Path, String> digests() throws IOException {
        Map<Path, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(file, Client.sha256(Files.readAllBytes(file)));
            }
        }
        return digests;
    }
}
