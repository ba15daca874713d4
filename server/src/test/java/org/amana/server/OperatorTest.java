package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amana.kernel.AmanaException;
import org.amana.policy.Authority;
import org.amana.policy.CredentialId;
import org.amana.policy.PurposeId;
import org.amana.server.AmanaConfig.Overrides;
import org.amana.testkit.Folders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the operator types, beside a server that runs and without one; and what the ledger then says.
@Tag("slow")
class OperatorTest {
    @TempDir
    Path data;

    private Amana server;
    private String out = "";
    private String err = "";

    @BeforeEach
    void up() throws IOException {
        server = Amana.open(AmanaConfig.load(
                data,
                new Overrides(
                        Optional.of(0), Optional.of(0), Optional.of(0), Optional.of(0), Optional.empty(), false)));
        server.serve();
    }

    @AfterEach
    void down() {
        server.close();
    }

    private int amana(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                false);
        int status = Main.run(new Host.Outside(terminal), all);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return status;
    }

    @Test
    void websitesHaveAPortOfTheirOwnWhichSaysWhenThereIsNone() throws IOException, InterruptedException {
        URI website = URI.create(Connection.read(data).orElseThrow().website() + "/");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(website).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("no website");
        }
    }

    @Test
    void theSafeguardsOfTheAccountAreShownAndSetOnTheRecord() {
        assertThat(amana("account", "show")).as(err).isZero();
        assertThat(out).contains("versions         off", "keep-containers  off");
        assertThat(amana("account", "set", "--versions", "on", "--keep-containers", "7"))
                .as(err)
                .isZero();
        assertThat(out).contains("versions         on", "keep-containers  7 days");
        assertThat(amana("account", "set", "--versions", "off")).as(err).isZero();
        assertThat(out).contains("versions         off", "keep-containers  7 days");
        assertThat(amana("account", "set", "--keep-containers", "366")).isNotZero();
        assertThat(amana("account", "set", "--versions", "perhaps")).isNotZero();
    }

    @Test
    void aContainerThatIsOpenToOthersAloneIsDeclaredAnewAllTheSame() {
        Connection connection = Connection.read(data).orElseThrow();
        try (BlobClient client = BlobClient.of(connection)) {
            client.createContainer("berth-9");
        }
        wrong("has no purpose P-99", "container", "declare", "berth-9", "--classes", "personal", "--open-to", "P-99");
        for (String purpose : List.of("P-2", "P-3")) {
            assertThat(amana("container", "declare", "berth-9", "--classes", "personal", "--open-to", purpose))
                    .as(err)
                    .isZero();
        }
    }

    @Test
    void aFileThatChangesWhileItIsTakenInIsNotStored(@TempDir Path elsewhere) throws IOException {
        Connection connection = Connection.read(data).orElseThrow();
        String before = FileMd5.of(Files.writeString(elsewhere.resolve("before"), "as it was"));
        try (BlobClient client = BlobClient.of(connection)) {
            client.createContainer("berth-9");
            for (int size : List.of(100, 20_000_000)) {
                Path file = Files.write(elsewhere.resolve("changed"), new byte[size]);
                assertThatThrownBy(() -> client.put("berth-9", "changed", file, before, BlobClient.If.ABSENT, _ -> {}))
                        .as("%d bytes", size)
                        .isInstanceOfAny(IOException.class, AmanaException.class);
                client.put("berth-9", "sound-" + size, file, FileMd5.of(file), BlobClient.If.ABSENT, _ -> {});
            }
            Path grows = Files.write(elsewhere.resolve("grows"), new byte[20_000_000]);
            assertThatThrownBy(() -> client.put(
                            "berth-9", "grows", grows, FileMd5.of(grows), BlobClient.If.ABSENT, _ -> append(grows)))
                    .hasMessage("it changed while it was read");
            assertThat(client.list("berth-9")).containsOnlyKeys("sound-100", "sound-20000000");
        }
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "more", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void encryptionScopesAreAddedListedDisabledAndEnabled() {
        String account = server.operator().account();
        assertThat(amana("scope", "list", account)).as(err).isZero();
        assertThat(out).contains("has no encryption scopes");
        assertThat(amana("scope", "list")).as(err).isZero();
        assertThat(out).contains("account " + account + " has no encryption scopes");
        assertThat(amana("scope", "add", account, "newsroom")).as(err).isZero();
        assertThat(amana("scope", "add", account, "archive-2")).as(err).isZero();
        assertThat(amana("scope", "disable", account, "newsroom")).as(err).isZero();
        assertThat(amana("scope", "list", account)).as(err).isZero();
        assertThat(out.lines()).hasSize(2);
        assertThat(out).containsPattern("archive-2 +enabled").containsPattern("newsroom +disabled");
        assertThat(amana("scope", "enable", account, "newsroom")).as(err).isZero();
        assertThat(out).containsPattern("newsroom +enabled");
        wrong("exists already", "scope", "add", account, "newsroom");
        wrong("Newsroom is not the name of an encryption scope", "scope", "add", account, "Newsroom");
        wrong("encryption scope other of account " + account + " does not exist", "scope", "disable", account, "other");
        wrong("account nobody does not exist", "scope", "list", "nobody");
        assertThat(amana("scope", "add", account)).isEqualTo(64);
    }

    @Test
    void theChangeFeedIsShownAndSetOnTheRecord() {
        assertThat(amana("account", "show")).as(err).isZero();
        assertThat(out).contains("change-feed      off", "keep-changes     for ever");
        assertThat(amana("account", "set", "--change-feed", "on", "--keep-changes", "7"))
                .as(err)
                .isZero();
        assertThat(out).contains("change-feed      on", "keep-changes     7 days", "versions         off");
        assertThat(amana("account", "set", "--change-feed", "off")).as(err).isZero();
        assertThat(out).contains("change-feed      off", "keep-changes     7 days");
        assertThat(amana("account", "set", "--keep-changes", "146001")).isNotZero();
        assertThat(amana("account", "set", "--change-feed", "perhaps")).isNotZero();
    }

    @Test
    void rulesAreReadFromTheCallersFileAndAreInForceUntilRemoved(@TempDir Path elsewhere) throws IOException {
        String rules = """
                {"rules": [{"name": "ageing", "definition": {"filters": {"blobTypes": ["blockBlob"]},
                  "actions": {"baseBlob": {"delete": {"daysAfterModificationGreaterThan": 30}}}}}]}""";
        Path file = Files.writeString(elsewhere.resolve("rules.json"), rules);
        assertThat(amana("lifecycle", "show")).isZero();
        assertThat(out).isEmpty();
        assertThat(err).contains("has no rules; to set some: amana lifecycle set FILE");
        wrong(
                "there is no such file: " + elsewhere,
                "lifecycle",
                "set",
                elsewhere.resolve("none.json").toString());
        assertThat(amana("lifecycle", "set", file.toString())).as(err).isZero();
        assertThat(out).contains("1 of 1 rules are on");
        assertThat(amana("lifecycle", "show")).as(err).isZero();
        assertThat(out.strip()).isEqualTo(rules);
        assertThat(amana("lifecycle", "run", "--dry-run")).as(err).isZero();
        assertThat(out).contains("would be: 0 blobs looked at");
        assertThat(amana("lifecycle", "remove")).as(err).isZero();
        wrong("has no rules", "lifecycle", "remove");
    }

    @Test
    void inventoriesAreWrittenByRulesOfTheCallersFile(@TempDir Path elsewhere) throws IOException {
        String rules = """
                {"enabled": true, "rules": [{"name": "all", "enabled": true, "destination": "missing", "definition":
                  {"filters": {"blobTypes": ["blockBlob"]}, "format": "csv", "objectType": "blob", "schedule": "daily",
                   "schemaFields": ["Name"]}}]}""";
        Path file = Files.writeString(elsewhere.resolve("inventory.json"), rules);
        assertThat(amana("inventory", "show")).isZero();
        assertThat(out).isEmpty();
        assertThat(err).contains("has no inventory rules; to set some: amana inventory set FILE");
        wrong("amana inventory set wants a FILE, or --json TEXT", "inventory", "set");
        assertThat(amana("inventory", "set", file.toString())).as(err).isZero();
        assertThat(out).contains("1 of 1 rules are on");
        assertThat(amana("inventory", "show")).as(err).isZero();
        assertThat(out.strip()).isEqualTo(rules);
        assertThat(amana("inventory", "run", "all")).isEqualTo(1);
        assertThat(out).contains("all, ", "failed, ", "missing");
        assertThat(amana("inventory", "remove")).as(err).isZero();
        wrong("has no inventory rules", "inventory", "remove");
    }

    @Test
    void aWebhookThatCannotBeReachedIsNotToldOfEvents() {
        wrong(
                "did not agree to be told of events: it has no address that may be reached from here",
                "events",
                "add",
                "newsroom",
                "--purpose",
                "P-1",
                "--to",
                "http://127.0.0.1:9/");
        wrong(
                "there is no purpose P-9",
                "events",
                "add",
                "newsroom",
                "--purpose",
                "P-9",
                "--to",
                "http://127.0.0.1:9/");
        assertThat(amana("events", "list")).as(err).isZero();
        assertThat(out).isEqualTo("account archive has no webhooks; to add one: amana events add\n");
    }

    @Test
    void theSecretInTheAddressOfAWebhookIsNotRepeated() {
        for (String url : List.of(
                "http://127.0.0.1:9/api?code=SECRET",
                "ftp://hooks.example.org/api?code=SECRET",
                "https://user:SECRET@hooks.example.org/api?code=SECRET",
                "https://hooks example.org:x/[?code=SECRET")) {
            assertThat(amana("events", "add", "newsroom", "--purpose", "P-1", "--to", url))
                    .as(url)
                    .isEqualTo(64);
            assertThat(out + err).as(url).doesNotContain("SECRET").contains("amana: ");
        }
    }

    @Test
    void aPlaceOfABackupThatIsNoneIsWrongUsage(@TempDir Path elsewhere) {
        for (List<String> wrong : List.of(
                List.of("restore", ""),
                List.of("restore", "--list", "ftp://example.org/backups"),
                List.of("restore", "--list", "--check", elsewhere.toString()),
                List.of("restore", "--list", "https://example.org/backups"),
                List.of("backup", " "),
                List.of("backup", "ftp://example.org/backups"))) {
            assertThat(amana(wrong.toArray(String[]::new))).as("%s", wrong).isEqualTo(64);
            assertThat(err).contains("Usage: amana " + wrong.getFirst());
        }
        wrong(
                "there is no folder",
                "restore",
                "--list",
                elsewhere.resolve("none").toString());
        assertThat(amana("restore", "--list", elsewhere.toString())).isZero();
        assertThat(err).contains("holds no whole backup");
    }

    @Test
    void keysThatAreOverAreForgottenAndTheStewardCanHaveAnother(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("minutes"), "of the meeting");
        String folder = elsewhere.toString();
        assertThat(amana("key", "end", "K-2")).isZero();
        assertThat(Connection.require(data).keys())
                .extracting(Connection.Key::purpose)
                .containsExactly("P-1", "P-3");
        wrong("no key for P-2 in connection.json", "connect", "az", "--purpose", "P-2");
        assertThat(amana("key", "end", "K-1")).isZero();
        Connection without = Connection.require(data);
        assertThat(without.stewardship()).isEmpty();
        assertThat(without.keys()).extracting(Connection.Key::purpose).containsExactly("P-3");
        wrong("holds no key of the steward's that is in force: make one with amana key add", "connect", "az");
        wrong("give it with --key KEY", "import", folder, "--container", "letters");
        assertThat(amana("key", "add", "--purpose", "P-1")).isZero();
        String secret = found("key:\\s+(\\S{88})");
        assertThat(amana("import", folder, "--container", "letters", "--key", secret))
                .as(err)
                .isZero();
        assertThat(out).contains("Container letters: 1 taken in");
    }

    /// As the console does, and whoever else has the directory.
    @Test
    void aKeyGoesFromTheFileWhoeverEndsIt() {
        Authority somebody = Authority.operator("test");
        server.operator().directory().end(CredentialId.parse("K-2"), somebody);
        assertThat(Connection.require(data).keys())
                .extracting(Connection.Key::purpose)
                .containsExactly("P-1", "P-3");
        server.operator().directory().end(PurposeId.parse("P-3"), somebody);
        assertThat(Connection.require(data).keys())
                .extracting(Connection.Key::purpose)
                .containsExactly("P-1");
    }

    /// It is worth nothing any more, whatever stands in the file.
    @Test
    void aKeyEndsThoughTheFileCannotBeRead() throws IOException {
        Files.writeString(data.resolve(Connection.FILE_NAME), "{ not what we wrote");
        assertThat(amana("key", "end", "K-2")).as(err).isZero();
        assertThat(out).contains("K-2");
    }

    @Test
    void whatEndsSoonIsToldAndAStewardshipThatEndedHasAWayBack() {
        assertThat(server.operator().lapses().lines()).isEmpty();
        Lapses later = new Lapses(
                server.operator().directory(), "archive", Instant.now().plus(Duration.ofDays(350)));
        assertThat(later.lines())
                .anyMatch(line -> line.matches("P-1 \"Stewardship\" ends .*; to go on: amana purpose renew P-1"));
        Lapses nearly = new Lapses(
                server.operator().directory(), "archive", Instant.now().plus(Duration.ofDays(80)));
        assertThat(nearly.lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("key K-1 of Steward of archive for P-1 ends ")
                        && line.endsWith("amana key add --purpose P-1 --for \"Steward of archive\""))
                .anyMatch(line -> line.contains(" for P-2 ends "))
                .anyMatch(line -> line.contains(" for P-3 ends "));
        assertThat(amana("key", "add", "--purpose", "P-1", "--for", "Steward of archive"))
                .as(err)
                .isZero();
        assertThat(nearly.lines()).as("the newer one ends as soon").hasSize(3);
        wrong("--for: say who will hold the key", "key", "add", "--purpose", "P-1", "--for", " ");
        assertThat(amana("purpose", "renew", "P-2", "--days", "10")).as(err).isZero();
        assertThat(server.operator().lapses().lines())
                .singleElement()
                .asString()
                .startsWith("P-2 \"Reading room\" ends");
        wrong("--days: a purpose is in force 1 to 365 days, not 366", "purpose", "renew", "P-2", "--days", "366");

        assertThat(amana("purpose", "end", "P-1")).isZero();
        assertThat(err).contains("amana purpose steward brings it back");
        wrong("amana purpose steward brings it back", "account", "set", "--versions", "on");
        assertThat(amana("purpose", "steward")).as(err).isZero();
        assertThat(out).startsWith("P-5 \"Stewardship\" is in force until");
        assertThat(err).contains("amana key add --purpose P-5 --for \"Steward of archive\"");
        assertThat(amana("account", "set", "--versions", "on")).as(err).isZero();
    }

    @Test
    void aPurposeAndAKeyAreMadeAndEndedBesideARunningServerAndWithoutOne() {
        assertThat(amana(
                        "purpose",
                        "add",
                        "--title",
                        "Reporting on the tender",
                        "--title-ar",
                        "تغطية المناقصة",
                        "--actions",
                        "read,search",
                        "--containers",
                        "samples,letters",
                        "--bytes-per-day",
                        "1 GiB",
                        "--approver",
                        "Omar",
                        "--approver",
                        "Lina"))
                .as(err)
                .isZero();
        assertThat(out).isEqualTo("P-5\n");
        assertThat(err)
                .contains(
                        "P-5 \"Reporting on the tender\" is in force until",
                        "read, search through blob, document, search, vision; letters, samples with none, personal"
                                + " data; 1 GiB and 100,000 objects a day",
                        "amana key add --purpose P-5");

        assertThat(amana("key", "add", "--purpose", "P-5", "--for", "Karim Azzi", "--days", "7"))
                .isZero();
        assertThat(out).contains("purpose:           P-5", "holder:            Karim Azzi");
        String key = found("id:\\s+(K-\\d+)");
        String secret = found("key:\\s+(\\S{88})");
        assertThat(out).contains("AccountKey=" + secret);

        assertThat(amana("connect", "az", "--key", secret)).isZero();
        assertThat(out).contains("AccountKey=" + secret, "BlobEndpoint=http://127.0.0.1:");
        for (ClientConfiguration client : ClientConfiguration.values()) {
            assertThat(amana("connect", client.word(), "--key", secret)).isZero();
            assertThat(out)
                    .as(client.word())
                    .contains("127.0.0.1:")
                    .matches(text -> text.contains(secret) || text.contains("sig="));
        }
        server.close();

        assertThat(amana("purpose", "list")).isZero();
        assertThat(out).contains("P-5", "Reporting on the tender · تغطية المناقصة", "Stewardship");
        assertThat(amana("key", "list")).isZero();
        assertThat(out).containsPattern(key + "\\s+P-5\\s+access-key until .* Karim Azzi");
        assertThat(amana("key", "end", key)).isZero();
        assertThat(amana("key", "end", key)).isEqualTo(1);
        assertThat(err).contains("credential " + key + " is not in force");
        assertThat(amana("purpose", "end", "P-5")).isZero();
        assertThat(amana("key", "add", "--purpose", "P-5")).isEqualTo(1);
        assertThat(err).contains("is not in force: no credential can be made for it");

        assertThat(amana("verify", "--json")).as(out).isZero();
        // Four purposes of the founding, then P-5 proposed, activated, ended; four credentials, then one made and
        // ended.
        assertThat(out).contains("\"verdict\": \"sound\"", "\"credential\": 6", "\"purpose\": 7");
    }

    private String found(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(out);
        assertThat(matcher.find()).as(out).isTrue();
        return matcher.group(1);
    }

    @Test
    void whatIsWrongIsSaidInALineThatNamesItAndChangesNothing() {
        wrong("not an id such as P-12: 5", "key", "add", "--purpose", "5");
        wrong("there is no purpose P-99; amana purpose list shows", "key", "add", "--purpose", "P-99");
        wrong("--days: a key lives 1 to 90 days, not 91", "key", "add", "--purpose", "P-1", "--days", "91");
        wrong("--actions: fly is none of read, write", "purpose", "add", "--title", "x", "--actions", "read,fly");
        wrong("--classes: secret is none of none, pers", "purpose", "add", "--title", "x", "--classes", "secret");
        wrong("--services: spy is none of blob", "purpose", "add", "--title", "x", "--services", "spy");
        wrong("--features: fly is none of text, ocr", "purpose", "add", "--title", "x", "--features", "text,fly");
        wrong("a title has no control characters", "purpose", "add", "--title", "a\nb");
        wrong("0 to 365 whole days, not 366", "account", "set", "--keep-containers", "366");
        wrong("--bytes-per-day: not a size such as", "purpose", "add", "--title", "x", "--bytes-per-day", "much");
        wrong("in force 1 to 365 days, not 400", "purpose", "add", "--title", "x", "--days", "400");
        wrong("container No_Good", "purpose", "add", "--title", "x", "--containers", "No_Good");
        wrong("not a vocabulary term such as", "purpose", "add", "--title", "x", "--dpv", "because");
        wrong("not a legal basis such as", "purpose", "add", "--title", "x", "--legal-basis", "{}");
        wrong("a title has 1 to 400 characters", "purpose", "add", "--title", " ");
        wrong("there is no purpose P-77", "purpose", "end", "P-77");
        wrong("ftp is none of az, rclone", "connect", "ftp");
        wrong("no key for P-4 in connection.json", "connect", "az", "--purpose", "P-4");
        assertThat(amana("purpose", "add")).isEqualTo(64);
        assertThat(err).contains("Missing required option: '--title=TEXT'");
        assertThat(amana("purpose", "list")).isZero();
        assertThat(out).contains("P-4").doesNotContain("P-5");
    }

    @Test
    void whatAMistakeMayHaveBeenIsToldWithTheWayOn() throws IOException {
        wrong(
                "--classes: bananas is none of none, personal, special, communications, biometric",
                "container",
                "declare",
                "berth-9",
                "--classes",
                "bananas");
        assertThat(amana("purpose", "add", "--title", "Berths", "--containers", "berth-9"))
                .as(err)
                .isZero();
        assertThat(err).contains("note: there is no container berth-9 yet");
        assertThat(amana("purpose", "end", "P-5")).isZero();
        wrong("has ended, for good; make another with amana purpose add", "purpose", "renew", "P-5");
        wrong("--key is no access key", "connect", "az", "--key", "nonsense");
        String stranger = Base64.getEncoder().encodeToString(new byte[64]);
        wrong("--key is no key of account archive that is in force;", "connect", "az", "--key", stranger);
        String reading = Connection.require(data).keys().get(1).key();
        assertThat(amana("connect", "az", "--key", reading)).as(err).isZero();
        assertThat(amana("connect", "az", "--key", reading, "--purpose", "P-2"))
                .as(err)
                .isZero();
        wrong("in force for P-1;", "connect", "az", "--key", reading, "--purpose", "P-1");
        server.close();
        wrong("--key is no access key", "connect", "az", "--key", "bm9uc2Vuc2U=");
        assertThat(amana("connect", "az", "--key", stranger)).as(err).isZero();
    }

    @Test
    void clientsConnectWithTlsWhenTheyAreToldToOrComeFromElsewhere() throws IOException {
        Connection connection = Connection.require(data);
        String secure = connection.blobEndpointHttps();
        assertThat(amana("connect", "az")).as(err).isZero();
        assertThat(out)
                .contains("DefaultEndpointsProtocol=http;", "# With TLS (--https): " + secure)
                .contains(connection.certificateFile());
        for (ClientConfiguration client : ClientConfiguration.values()) {
            assertThat(amana("connect", client.word(), "--https")).as(err).isZero();
            assertThat(out)
                    .as(client.word())
                    .contains(URI.create(secure).getAuthority(), connection.certificateFile())
                    .doesNotContain(URI.create(connection.blobEndpoint()).getAuthority());
        }
        server.close();
        Optional<Integer> any = Optional.of(0);
        server = Amana.open(AmanaConfig.load(data, new Overrides(any, any, any, any, Optional.of("0.0.0.0"), false)));
        server.serve();
        assertThat(amana("connect", "az")).as(err).isZero();
        assertThat(out).contains("DefaultEndpointsProtocol=https;", "REQUESTS_CA_BUNDLE=");
        assertThat(amana("connect", "az", "--no-https")).as(err).isZero();
        assertThat(out).contains("DefaultEndpointsProtocol=http;");
    }

    @Test
    void aFileIsNoDataFolderAndThatIsSaid(@TempDir Path elsewhere) throws IOException {
        String file = Files.writeString(elsewhere.resolve("file"), "x").toString();
        for (List<String> command : List.of(
                List.of("up"),
                List.of("connect", "az"),
                List.of("import", elsewhere.toString()),
                List.of("key", "list"),
                List.of("scrub"))) {
            List<String> all = new ArrayList<>(command);
            all.addAll(List.of("--data", file));
            CommandLine.amana(all.toArray(String[]::new)).refused(file + " is not a folder but a file");
        }
    }

    @Test
    void whatWasReadIsReadAgainWhenTheOperatorSaysSo() {
        Connection connection = Connection.read(data).orElseThrow();
        try (BlobClient client = BlobClient.of(connection)) {
            client.createContainer("berth-9");
            client.createContainer("berth-10");
        }
        assertThat(amana("reread", "--container", "berth-9")).as(err).isZero();
        assertThat(out).isEqualTo("0 files will be read again\n");
        assertThat(amana("reread", "--engine", "no-such-engine")).as(err).isZero();
        assertThat(out).isEqualTo("0 files will be read again\n");
        wrong("There is no container", "reread", "--container", "berth-11");
    }

    private void wrong(String message, String... arguments) {
        assertThat(amana(arguments)).as("%s", List.of(arguments)).isIn(1, 64);
        assertThat(err).startsWith("amana: ").contains(message);
        assertThat(err.lines()).hasSize(1);
    }

    @Test
    void checksAreCarriedOutBesideARunningServerAndWithoutOne() {
        for (int round = 0; round < 2; round++) {
            assertThat(amana("fsck")).isZero();
            assertThat(out).contains("references into the extents").endsWith("sound\n");
            assertThat(amana("scrub")).isZero();
            assertThat(out)
                    .contains("100%", "looking whether all that blobs refer to is there")
                    .endsWith("sound\n");
            assertThat(amana("verify")).isZero();
            assertThat(out).contains("SOUND");
            server.close();
        }
    }

    @Test
    void aScrubNamesTheBlobsWhoseExtentIsGone(@TempDir Path elsewhere) throws IOException {
        Connection connection = Connection.read(data).orElseThrow();
        Path file = Files.writeString(elsewhere.resolve("minutes"), "of the meeting");
        try (BlobClient client = BlobClient.of(connection)) {
            client.createContainer("berth-9");
            client.put("berth-9", "minutes", file, FileMd5.of(file), BlobClient.If.ABSENT, _ -> {});
        }
        server.close();
        try (Stream<Path> files = Files.list(DataFolder.volume(data))) {
            for (Path extent :
                    files.filter(it -> it.toString().endsWith(".extent")).toList()) {
                Files.delete(extent);
            }
        }
        for (String check : List.of("scrub", "fsck")) {
            assertThat(amana(check)).as(check).isEqualTo(2);
            assertThat(out).contains("berth-9: blob minutes").endsWith("damaged\n");
        }
        assertThat(amana("scrub")).isEqualTo(2);
        assertThat(out).contains("blob minutes, bytes 0 to 13: extent ", "the extent is missing");
    }

    /// Whoever cuts the log back to what it was an hour ago leaves it whole; the machine itself knows better.
    @Test
    void aLogThatWasCutBackIsFoundOnTheMachineThatKeepsIt() throws IOException {
        Path log = DataFolder.publicLog(data);
        Path copy = data.resolve("copy");
        Folders.copy(log, copy);
        assertThat(amana("purpose", "add", "--title", "Later")).isZero();
        server.close();
        assertThat(amana("verify")).isZero();
        Folders.copy(log, data.resolve("whole"));
        Files.write(log.resolve("checkpoint"), Files.readAllBytes(copy.resolve("checkpoint")));
        assertThat(amana("verify")).isZero();
        assertThat(out).contains("were signed, and the server shows them when it starts next");
        try (Stream<Path> partials = Files.list(log.resolve("tile/entries/000.p"))) {
            for (Path partial : partials.filter(file ->
                            !Files.exists(copy.resolve(log.relativize(file).toString())))
                    .toList()) {
                Files.delete(partial);
            }
        }
        assertThat(amana("verify")).isEqualTo(2);
        assertThat(out).contains("EVIDENCE", "tile/entries/000.p/12", "is missing");
    }

    @Test
    void withoutDataACommandSaysSo(@TempDir Path elsewhere) {
        server.close();
        for (List<String> command : List.of(
                List.of("purpose", "list"),
                List.of("key", "list"),
                List.of("fsck"),
                List.of("scrub"),
                List.of("verify"))) {
            List<String> all = new ArrayList<>(command);
            all.addAll(List.of("--data", elsewhere.toString()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
            assertThat(Main.run(new Host.Outside(new Terminal(stream, stream, false)), all))
                    .isEqualTo(1);
            assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("holds no data of Amana's");
        }
        assertThat(elsewhere).isEmptyDirectory();
    }
}
