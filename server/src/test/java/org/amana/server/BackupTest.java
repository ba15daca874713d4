package org.amana.server;

import static org.amana.server.CommandLine.amana;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amana.kernel.Threads;
import org.amana.server.AmanaConfig.Overrides;
import org.amana.testkit.Folders;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups made beside a server that works, and what is put back from them.
@Tag("slow")
class BackupTest {
    private static final String BOX = "/harbour";

    @TempDir
    static Path served;

    private static Path data;
    private static Amana server;
    private static Connection connection;
    private static Client client;

    @TempDir
    Path folder;

    private Path depot;
    private Path again;

    @BeforeAll
    static void up() throws IOException {
        data = served.resolve("data");
        server = open(data);
        connection = server.serve();
        client = new Client(connection);
        assertThat(client.createContainer("harbour")).isEqualTo(201);
    }

    @AfterAll
    static void down() {
        client.close();
        server.close();
    }

    @BeforeEach
    void name() {
        depot = folder.resolve("depot");
        again = folder.resolve("again");
    }

    private static Amana open(Path data) {
        Overrides ports =
                new Overrides(Optional.of(0), Optional.of(0), Optional.of(0), Optional.of(0), Optional.empty(), false);
        return Amana.open(AmanaConfig.load(data, ports));
    }

    private byte[] content(String name, int length) {
        return Seeds.bytes(Seeds.random(name.hashCode()), length);
    }

    private void put(String name, int length) {
        assertThat(client.put(BOX + "/" + name, content(name, length))).isEqualTo(201);
    }

    private CommandLine backup(String... more) {
        return amana(Stream.concat(Stream.of("backup", depot.toString(), "--data", data.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private CommandLine restore(String... more) {
        return amana(Stream.concat(
                        Stream.of("restore", depot.toString(), "--data", again.toString(), "--root-key", rootKey()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void assertBack(Map<String, byte[]> blobs) throws IOException {
        CommandLine.assertSound(again);
        try (Amana restored = open(again);
                Client reader = new Client(restored.serve(), connection)) {
            blobs.forEach((name, content) -> {
                var answer = reader.get(BOX + "/" + name);
                assertThat(answer.statusCode()).as(name).isEqualTo(200);
                assertThat(answer.body()).as(name).isEqualTo(content);
            });
            assertThat(reader.put(BOX + "/after", content("after", 100_000))).isEqualTo(201);
            assertThat(reader.get(BOX + "/after").body()).isEqualTo(content("after", 100_000));
            CommandLine.assertSound(again);
        }
    }

    @Test
    void everyWriteAnsweredBeforeItBeganIsInABackupMadeUnderLoad() throws IOException {
        Map<String, byte[]> answered = new ConcurrentHashMap<>();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> writers = Stream.of("a", "b", "c")
                .map(who -> Thread.ofPlatform().start(() -> write(who, answered, stop)))
                .toList();
        while (answered.size() < 60) {
            Thread.onSpinWait();
        }
        Map<String, byte[]> before = new TreeMap<>(answered);
        CommandLine made = backup();
        int during = answered.size() - before.size();
        stop.set(true);
        writers.forEach(Threads::awaitEnd);
        before.keySet().retainAll(answered.keySet()); // others were being deleted meanwhile
        made.done("Backup 20", "It does not hold the root key");
        assertThat(during).as("written while the backup was made").isPositive();
        restore().done("is back in");
        assertBack(before);
    }

    private void write(String who, Map<String, byte[]> answered, AtomicBoolean stop) {
        for (int i = 0; !stop.get(); i++) {
            String name = who + i;
            byte[] content = content(name, i % 10 == 9 ? 300_000 : 3_000);
            if (client.put(BOX + "/" + name, content) == 201) {
                answered.put(name, content);
            }
            if (i % 7 == 6) {
                answered.remove(who + (i - 6)); // may be gone from now on
                client.delete(BOX + "/" + who + (i - 6));
            }
        }
    }

    @Test
    void aSecondBackupCopiesOnlyWhatIsNewAndEachIsPutBackAsItWas() throws IOException {
        put("large", 8_000_000);
        String first = name(backup().done().out());
        long afterFirst = Folders.size(depot);
        put("small", 5_000);
        String second = name(backup().done().out());
        assertThat(Folders.size(depot) - afterFirst)
                .as("bytes of the second backup")
                .isLessThan(5_000_000);

        amana("restore", depot.toString(), "--list").done(first, second);
        amana("restore", depot.toString(), "--check").done("The seal was not checked", "sound\n");
        assertThat(restore("--check").done("sound\n").out()).doesNotContain("seal");
        backup("--check-earlier").done("Backup 20");
        restore("--at", second, "--give-up-entries").done(second);
        assertBack(Map.of("large", content("large", 8_000_000), "small", content("small", 5_000)));
    }

    /// The first backup that a text names.
    private static String name(String out) {
        Matcher name = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z").matcher(out);
        assertThat(name.find()).as(out).isTrue();
        return name.group();
    }

    @Test
    void olderBackupsAreRemovedAndTheOthersStayWhole() throws IOException {
        put("one", 200_000);
        String first = name(backup().done().out());
        put("two", 200_000);
        backup("--keep", "1").done("objects of older backups were removed");
        assertThat(amana("restore", depot.toString(), "--list").out().lines()).hasSize(1);
        amana("restore", depot.toString(), "--check").done("sound\n");
        restore("--at", first).refused("has no whole backup " + first);
        restore().done();
        CommandLine.assertSound(again);
    }

    @Test
    void aContainerOfAnotherServerTakesABackupAndGivesItBack() throws IOException {
        put("large", 20_000_000); // more than two blocks
        put("small", 3_000);
        try (Amana keeper = open(folder.resolve("keeper"));
                Client there = new Client(keeper.serve())) {
            assertThat(there.createContainer("vault")).isEqualTo(201);
            String vault = there.address("vault");
            var first = amana("backup", vault, "--data", data.toString()).done("It does not hold the root key");
            assertThat(first.out()).as("no signature is shown").doesNotContain("sig=");
            put("later", 5_000);
            var second = amana("backup", vault, "--data", data.toString()).done();
            assertThat(second.out()).containsPattern("of which [0-9.]+ (KiB|MiB) were new");
            amana("restore", vault, "--list").done(name(first.out()), name(second.out()));
            amana("restore", vault, "--check").done("sound\n");
            amana("restore", vault, "--data", again.toString(), "--root-key", rootKey())
                    .done(name(second.out()));
            amana("backup", vault, "--data", data.toString(), "--keep", "1").done("were removed");
            assertThat(amana("restore", vault, "--list").out().lines()).hasSize(1);
            amana("backup", there.address("nowhere"), "--data", data.toString()).refused("404", "ContainerNotFound");
        }
        assertBack(Map.of(
                "large", content("large", 20_000_000),
                "small", content("small", 3_000),
                "later", content("later", 5_000)));
    }

    @Test
    void theLedgerTellsOfABackupBeforeAByteLeavesAndOfARestore() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        int before = told(data, "backup");
        assertThat(amana("backup", file.resolve("x").toString(), "--data", data.toString())
                        .status())
                .isEqualTo(1);
        backup("--with-root-key").done("It holds the root key");
        amana("restore", depot.toString(), "--data", again.toString())
                .done("is back in", "What the log signed after this backup was made is not known here");
        open(again).close();
        assertThat(told(again, "backup")).as("an attempt is told").isEqualTo(before + 1);
        assertThat(told(again, "backup-with-root-key")).isEqualTo(1);
        assertThat(told(again, "restored")).isEqualTo(1);
        assertThat(Connection.require(again).keys()).as("came with the secrets").hasSameSizeAs(connection.keys());
        assertThat(again.resolve("tls/certificate.pem"))
                .as("whoever trusts the certificate goes on to")
                .hasSameBinaryContentAs(data.resolve("tls/certificate.pem"));
        open(again).close();
        assertThat(told(again, "restored")).as("told once").isEqualTo(1);
    }

    /// How often the public log tells of this act of its operator.
    private static int told(Path data, String reason) throws IOException {
        int count = 0;
        Path entries = DataFolder.publicLog(data).resolve("tile/entries");
        for (int number = 0;
                Files.exists(entries.resolve(bundle(number))) || Files.exists(partial(entries, number));
                number++) {
            Path file = entries.resolve(bundle(number));
            Path newest = Files.exists(file) ? file : newest(partial(entries, number));
            String text = new String(Files.readAllBytes(newest), StandardCharsets.ISO_8859_1);
            count += text.split("\"reason\":\"" + reason + "\"", -1).length - 1;
        }
        return count;
    }

    private static String bundle(int number) {
        return String.format(Locale.ROOT, "%03d", number);
    }

    private static Path partial(Path entries, int number) {
        return entries.resolve(bundle(number) + ".p");
    }

    private static Path newest(Path partials) throws IOException {
        try (Stream<Path> bundles = Files.list(partials)) {
            return bundles.max(Comparator.comparingInt(
                            bundle -> Integer.parseInt(bundle.getFileName().toString())))
                    .orElseThrow();
        }
    }

    @Test
    void withoutTheRootKeyNothingIsPutBack() throws IOException {
        put("one", 1000);
        backup().done();
        amana("restore", depot.toString(), "--data", again.toString())
                .refused("does not hold the root key", "--root-key FILE");
        Path other = folder.resolve("other");
        open(other).close();
        amana(
                        "restore",
                        depot.toString(),
                        "--data",
                        again.toString(),
                        "--root-key",
                        other.resolve("root.key").toString())
                .refused("is not the key that the data was written with");
        assertThat(again).doesNotExist();
    }

    @Test
    void aFolderWithAnythingInItIsNotRestoredInto() throws IOException {
        put("one", 1000);
        backup().done();
        Files.createDirectories(again);
        Files.writeString(again.resolve("note"), "mine");
        restore().refused(again + " is not empty");
        assertThat(again.resolve("note")).hasContent("mine");
        assertThat(again.resolve("root.check")).doesNotExist();
    }

    @Test
    void whatIsDamagedIsNamedAndAnInterruptedBackupIsNone() throws IOException {
        put("one", 200_000);
        String name = name(backup().done().out());
        Path run = depot.resolve(name);
        Path extent = find(run, ".extent");
        flip(extent, 70_000);
        var checked = amana("restore", depot.toString(), "--check");
        assertThat(checked.status()).isEqualTo(2);
        assertThat(CommandLine.lines(checked.out(), extent.getFileName().toString()))
                .hasSize(1)
                .first()
                .asString()
                .contains("is damaged", "for volumes/v1/" + extent.getFileName());
        assertThat(checked.out()).contains("amana backup --check-earlier", "--damaged-too");
        restore().refused("volumes/v1/" + extent.getFileName(), "are not what was written", "--damaged-too");
        for (String command : List.of("up", "fsck", "scrub", "verify")) {
            amana(command, "--data", again.toString())
                    .refused("a restore into it was interrupted", "run amana restore SRC --data " + again + " again");
        }

        flip(extent, 70_000);
        flip(find(run, "catalog.db"), 5000);
        restore().refused("for catalog.db, are not what was written");
        flip(find(run, "catalog.db"), 5000);
        restore().done("is back in");
        CommandLine.assertSound(again);
        Folders.delete(again);
        Files.delete(find(run, "/small"));
        restore().refused("small is missing");
        assertThat(again).as("the root key could not be checked").doesNotExist();
        flip(run.resolve("manifest"), 300);
        restore().refused("manifest is damaged: it does not end with its own checksum", "--at NAME");
        for (String option : List.of("--check", "--list")) {
            CommandLine found = amana("restore", depot.toString(), option);
            assertThat(found.status()).as(option).isEqualTo(2);
            assertThat(found.out()).contains(name, "manifest is damaged");
        }
        Files.delete(run.resolve("manifest"));
        restore().refused("holds no whole backup");
        assertThat(again).doesNotExist();
        backup().done("objects of older backups were removed");
        assertThat(run).as("what was left of the interrupted one").doesNotExist();
        restore().done();
        CommandLine.assertSound(again);
    }

    @Test
    void aServerWorksOnWithWhatADamagedBackupStillHas() throws IOException {
        Path own = folder.resolve("own");
        try (Amana keeper = open(own);
                Client there = new Client(keeper.serve())) {
            there.createContainer("harbour");
            assertThat(there.put(BOX + "/large", content("large", 8_000_000))).isEqualTo(201);
            assertThat(there.put(BOX + "/small", content("small", 5_000))).isEqualTo(201);
            amana("backup", depot.toString(), "--data", own.toString(), "--with-root-key")
                    .done();
        }
        Path largest = Folders.files(depot).stream()
                .filter(file -> file.toString().endsWith(".extent"))
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
        flip(largest, 4_000_000);
        assertWorksOn(largest, "small");
        Files.delete(largest);
        assertWorksOn(largest);
    }

    private void assertWorksOn(Path extent, String... whole) throws IOException {
        CommandLine restored = amana("restore", depot.toString(), "--data", again.toString(), "--damaged-too");
        assertThat(restored.status()).as(restored.err()).isEqualTo(2);
        assertThat(restored.out()).contains("for volumes/v1/" + extent.getFileName(), "amana scrub --data " + again);
        CommandLine scrubbed = amana("scrub", "--data", again.toString());
        assertThat(scrubbed.status()).isEqualTo(2);
        assertThat(scrubbed.out()).contains("large");
        try (Amana server = open(again);
                Client reader = new Client(server.serve())) {
            for (String name : whole) {
                assertThat(reader.get(BOX + "/" + name).body()).isEqualTo(content(name, 5_000));
            }
            assertThat(reader.put(BOX + "/after", content("after", 100_000))).isEqualTo(201);
            assertThat(reader.get(BOX + "/after").body()).isEqualTo(content("after", 100_000));
        }
        Folders.delete(again);
    }

    private static Path find(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[Math.min(at, bytes.length - 1)] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void whatAKilledBackupHasCopiedOfTheKeysGoesWhenTheFolderIsOpened() throws IOException {
        open(again).close();
        Path copies = Files.createDirectory(DataFolder.backup(again));
        Files.copy(DataFolder.catalog(again), copies.resolve("catalog.db"));
        Files.writeString(copies.resolve("openings.db-journal"), "half");
        open(again).close();
        assertThat(copies).doesNotExist();
    }

    @Test
    void aPlaceInTheDataFolderIsRefusedThroughLinksToo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), data);
        String inside = link.resolve("backups/of/today").toString();
        amana("backup", inside, "--data", data.toString())
                .refused("lies in the data folder", "name a folder elsewhere");
        String named = Files.createSymbolicLink(folder.resolve("named"), data).toString();
        amana("backup", data.resolve("backups").toString(), "--data", named).refused("lies in the data folder");
        assertThat(data.resolve("backups")).doesNotExist();
    }

    @Test
    void anotherServersDepotIsRefusedAndANewerFormatToo() throws IOException {
        String name = name(backup().done().out());
        Path other = folder.resolve("other");
        amana("backup", depot.toString(), "--data", other.toString()).refused("holds no data of Amana's");
        open(other).close();
        amana("backup", depot.toString(), "--data", other.toString())
                .refused("holds backups of another server", "take another folder");
        Path manifest = depot.resolve(name).resolve("manifest");
        Files.writeString(manifest, Files.readString(manifest).replace("amana-backup 2", "amana-backup 3"));
        restore().refused(name + "/manifest has format 3, this build knows 2: use a newer Amana");
    }

    @Test
    void anOlderBackupThanTheLogIsPutBackOnlyWhenItsLostEntriesAreGivenUp() throws IOException {
        put("one", 1000);
        String first = name(backup().done().out());
        put("two", 1000);
        backup().done();
        restore("--at", first).refused("more were signed after it", "refuses to sign", "--give-up-entries");
        assertThat(again).doesNotExist();
        restore("--at", first, "--give-up-entries").done("entries that the log had signed are given up");
        CommandLine.assertSound(again);
        assertThat(told(again, "restored-without-entries"))
                .as("a look goes on with no log")
                .isZero();
        amana("reread", "--data", again.toString()).done();
        assertThat(told(again, "restored-without-entries")).isEqualTo(1);
        CommandLine.assertSound(again);
    }

    @Test
    void aCheckpointThatSomebodyKeptShowsThatTheNewestBackupIsTooOld() throws Exception {
        put("one", 1000);
        backup().done();
        byte[] before = checkpoint();
        put("two", 1000);
        for (int i = 0; Arrays.equals(checkpoint(), before) && i < 200; i++) {
            Thread.sleep(50); // it is published within a second
        }
        Path kept = folder.resolve("kept");
        amana("verify", "--save", kept.toString(), "--data", data.toString()).done("SOUND");
        restore("--head", kept.toString()).refused("more were signed after it", "--give-up-entries");
        Files.writeString(kept, "no checkpoint");
        restore("--head", kept.toString()).refused("--head: not a checkpoint that");
    }

    private static byte[] checkpoint() throws IOException {
        return Files.readAllBytes(DataFolder.publicLog(data).resolve("checkpoint"));
    }

    @Test
    void aLedgerOlderThanItsSignersMemoryIsNotSigned() throws IOException {
        backup().done();
        for (int i = 0; i < 30; i++) {
            put("later" + i, 10);
        }
        backup().done(); // once it is recorded, what came before is being published
        restore("--at", name(amana("restore", depot.toString(), "--list").out()), "--give-up-entries")
                .done();
        // The signer's memory was kept elsewhere, and is newer than the ledger that was put back.
        Path kept = folder.resolve("kept");
        amana("restore", depot.toString(), "--data", kept.toString(), "--root-key", rootKey())
                .done();
        Files.copy(
                kept.resolve("ledger/private/signed"),
                again.resolve("ledger/private/signed"),
                StandardCopyOption.REPLACE_EXISTING);
        byte[] checkpoint = Files.readAllBytes(again.resolve("ledger/public/checkpoint"));
        amana("up", "--data", again.toString())
                .refused("its signer has signed", "is not signed again", "amana restore --give-up-entries");
        assertThat(again.resolve("ledger/public/checkpoint")).hasBinaryContent(checkpoint);
    }

    private static String rootKey() {
        return data.resolve("root.key").toString();
    }
}
