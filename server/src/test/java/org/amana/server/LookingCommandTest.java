package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.durable.OsDisk;
import org.amana.ledger.RestoredMark;
import org.amana.server.AmanaConfig.Overrides;
import org.amana.testkit.Folders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that change nothing, on a folder that no server holds.
@Tag("slow")
class LookingCommandTest {
    private static final Optional<Integer> ANY = Optional.of(0);

    @TempDir
    Path data;

    @BeforeEach
    void aFolderThatWasServedAndPutBackFromABackup() throws IOException {
        serve();
        RestoredMark.leave(new OsDisk(), DataFolder.ledger(data), Instant.EPOCH, 0);
    }

    private void serve() throws IOException {
        try (Amana server = Amana.open(
                AmanaConfig.load(data, new Overrides(ANY, ANY, ANY, Optional.empty(), Optional.empty(), false)))) {
            server.serve();
        }
    }

    /// A drill on another machine would leave a second signed tree, which says that the keeper of the log
    /// cheats.
    @Test
    void aLookNeitherAppendsNorSignsNorTouchesTheIndex() throws IOException {
        Map<Path, Integer> before = files();
        for (String command : List.of(
                "fsck",
                "scrub",
                "key list",
                "purpose list",
                "approval list",
                "policy show --all",
                "policy set --dry-run --text permit",
                "account show",
                "scope list",
                "events list",
                "lifecycle show",
                "inventory show",
                "progress",
                "erase --person operator",
                "erase --object letters/a.txt")) {
            assertThat(look(command).err()).as(command).doesNotContain("\tat ");
            assertThat(files()).as(command).isEqualTo(before);
        }
        serve();
        assertThat(files()).as("the start goes on with the log").isNotEqualTo(before);
        look("fsck").done("sound");
    }

    @Test
    void aLookTellsWhatTheServerWouldTell() {
        look("purpose list").done("P-1", "Stewardship", "P-4");
        look("key list").done("K-1", "access-key");
        look("scrub").done("sound");
        look("approval list").done("account archive has no requests for more");
        look("account show").done("archive\n");
        look("scope list").done("account archive has no encryption scopes");
        look("events list").done("account archive has no webhooks");
        look("progress").done("done 0 waiting 0 parked 0");
        assertThat(look("lifecycle show").done().err()).contains("account archive has no rules");
        assertThat(look("inventory show").done().err()).contains("account archive has no inventory rules");
        assertThat(look("policy show").done().err()).contains("in force: ps-", "no policies of this site");
        look("policy set --dry-run --text permit").refused("site/forbid/");
        look("erase --object letters/a.txt").refused("no entry that can still be opened");
        assertThat(look("fsck").err()).isEmpty();
    }

    @Test
    void aWordThatIsDamagedIsNamedByEveryCommandAndByTheStart() throws SQLException {
        spoil("UPDATE purpose_version SET actions = 'read fly' WHERE number = 2");
        for (String command : List.of("fsck", "key list", "purpose list", "approval list", "reread", "up --port 0")) {
            CommandLine run = look(command);
            if (!command.equals("key list")) {
                assertThat(run.status()).as(command).isEqualTo(2);
                assertThat(run.out() + run.err())
                        .as(command)
                        .contains("catalog.db is damaged: purpose P-2, actions: put the data folder back from a backup")
                        .doesNotContain("\tat ");
            }
        }
    }

    /// What is served by such a row, the log calls evidence against its keeper.
    @Test
    void aRightThatTheLedgerDoesNotKnowIsFoundAndNotServed() throws SQLException {
        spoil("UPDATE purpose_version SET bytes_per_day = 5, actions = 'delete read' WHERE number = 2");
        spoil("UPDATE credential SET expires = expires + 1000000 WHERE number = 3");
        CommandLine fsck = look("fsck");
        assertThat(fsck.status()).as(fsck.err()).isEqualTo(2);
        assertThat(fsck.out())
                .containsPattern(
                        "purpose P-2: the catalog and entry \\d+ of the ledger do not agree: bytes a day, actions\n")
                .containsPattern("credential K-3: the catalog and entry \\d+ of the ledger do not agree: end\n")
                .endsWith("damaged\n");
        CommandLine up = look("up --port 0");
        assertThat(up.status()).isEqualTo(2);
        assertThat(up.err()).contains("catalog.db is damaged: purpose P-2: the catalog and entry", ", and 1 more");
    }

    /// One byte of rot in a file that nobody needs any more: `verify` calls it evidence.
    @Test
    void checkingTheFolderAndVerifyingTheLogAgree() throws IOException {
        Path earlier = DataFolder.publicLog(data).resolve("tile/0/000.p/1");
        byte[] tile = Files.readAllBytes(earlier);
        tile[5] ^= 1;
        Files.write(earlier, tile);
        assertThat(look("verify").status()).isEqualTo(2);
        CommandLine fsck = look("fsck");
        assertThat(fsck.status()).isEqualTo(2);
        assertThat(fsck.out()).contains("ledger/public: tile/0/000.p/1: contradicts");
    }

    @Test
    void wrongUsageHasAStatusOfItsOwn() {
        for (String command : List.of(
                "connect ftp",
                "purpose add --title x --actions fly",
                "up --port 99999",
                "erase",
                "container declare berth-9 --classes foo")) {
            assertThat(look(command).status()).as(command).isEqualTo(64);
        }
        assertThat(look("key add --purpose P-99").status()).isEqualTo(1);
    }

    /// What a server prints at every start goes to a log that many read.
    @Test
    void keysAreToldAtTheFirstStartAndToATerminal() {
        Connection connection = Connection.require(data);
        String key = connection.keys().getFirst().key();
        assertThat(welcome(connection, true)).contains(key, connection.signIn());
        assertThat(welcome(connection, false))
                .doesNotContain(key, "AccountKey")
                .contains(connection.signIn(), "in " + data.resolve("connection.json"));
    }

    private String welcome(Connection connection, boolean withKeys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Welcome(connection, data, "amana key add", withKeys)
                .print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aContainersWordThatIsDamagedIsFound() throws SQLException, IOException {
        try (Amana server = Amana.open(
                AmanaConfig.load(data, new Overrides(ANY, ANY, ANY, Optional.empty(), Optional.empty(), false)))) {
            Connection connection = server.serve();
            try (BlobClient client = BlobClient.of(connection)) {
                client.createContainer("berth-9");
            }
        }
        spoil("UPDATE container SET classes = 'nothing' WHERE name = 'berth-9'");
        CommandLine fsck = look("fsck");
        assertThat(fsck.status()).isEqualTo(2);
        assertThat(fsck.out())
                .contains("catalog.db is damaged: container berth-9, classes")
                .endsWith("damaged\n");
    }

    private void spoil(String sql) throws SQLException {
        try (java.sql.Connection catalog = DriverManager.getConnection("jdbc:sqlite:" + DataFolder.catalog(data));
                Statement statement = catalog.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private CommandLine look(String command) {
        return CommandLine.amana((command + " --data " + data).split(" "));
    }

    /// The log with its signer's memory, and the index, as they are on disk.
    private Map<Path, Integer> files() throws IOException {
        Map<Path, Integer> files = new HashMap<>();
        for (String part : List.of("ledger", "index")) {
            for (Path file : Folders.files(data.resolve(part))) {
                if (!file.getFileName().toString().startsWith("openings.db")) { // SQLite folds its log in as it closes
                    files.put(data.relativize(file), Arrays.hashCode(Files.readAllBytes(file)));
                }
            }
        }
        return files;
    }
}
