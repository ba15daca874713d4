package org.amana.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.blob.AnonymousAccess;
import org.amana.blob.BlobRef;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerEncryption;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.CreateBlob;
import org.amana.blob.CreateContainer;
import org.amana.blob.CustomerKey;
import org.amana.blob.DeclareContainer;
import org.amana.blob.DeleteContainer;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.blob.ScopeName;
import org.amana.blob.SetContainerAcl;
import org.amana.blob.SetLegalHold;
import org.amana.blob.SetSafeguards;
import org.amana.blob.Tags;
import org.amana.blob.TakeSnapshot;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.DataClass;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class InventoryTest {
    private static final String ALL = "\"blobTypes\": [\"blockBlob\", \"appendBlob\", \"pageBlob\"]";
    private static final String FOLDER = "2026/03/01/09-30-00/all/";

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(); // a Sunday
    private House house;
    private ContainerRef lists;

    @BeforeEach
    void build() {
        house = House.build(folder, clock);
        lists = house.container("lists");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static String rule(String objectType, String schedule, String filters, String fields) {
        return "{\"enabled\": true, \"rules\": [{\"name\": \"all\", \"enabled\": true, \"destination\": \"lists\","
                + " \"definition\": {\"objectType\": \"" + objectType + "\", \"format\": \"csv\", \"schedule\": \""
                + schedule + "\", \"filters\": {" + filters + "}, \"schemaFields\": [" + fields + "]}}]}";
    }

    private InventoryState.Run run(String objectType, String filters, String fields) {
        house.run(
                house.inventory.set(House.ACCOUNT, InventoryPolicy.parse(rule(objectType, "daily", filters, fields))));
        return house.inventory.run(House.ACCOUNT, "").getFirst();
    }

    private List<String> csv() throws IOException {
        return house.read(lists, FOLDER + "all.csv").lines().toList();
    }

    @Test
    void anInventoryHasALineForEachBlobAndAManifestWithItsChecksum() throws Exception {
        house.put("files", "a,\"b\"");
        BlobRef log = house.blob("files", "log");
        house.run(log.container(), Action.WRITE, house.blobs.createBlob(CreateBlob.append(log)));
        InventoryState.Run run = run(
                "blob",
                ALL + ", \"prefixMatch\": [\"files\"]",
                "\"Name\", \"Creation-Time\", \"Content-Length\", \"BlobType\", \"AccessTier\", \"Etag\"");
        assertThat(run.failure()).isEmpty();
        assertThat(run.objects()).isEqualTo(2);
        assertThat(run.folder() + "/").isEqualTo(FOLDER);
        assertThat(csv())
                .hasSize(3)
                .startsWith("Name,Creation-Time,Content-Length,BlobType,AccessTier,ETag")
                .anyMatch(line -> line.startsWith("\"files/a,\"\"b\"\"\",2026-03-01T09:30:00Z,16,BlockBlob,Hot,0x"))
                .anyMatch(line -> line.startsWith("files/log,2026-03-01T09:30:00Z,0,AppendBlob,,0x"));
        assertThat(house.names(lists))
                .containsExactly(FOLDER + "all-manifest.checksum", FOLDER + "all-manifest.json", FOLDER + "all.csv");
        String text = house.read(lists, FOLDER + "all-manifest.json");
        JsonNode manifest = new ObjectMapper().readTree(text);
        assertThat(manifest.path("status").asText()).isEqualTo("Succeeded");
        assertThat(manifest.path("destinationContainer").asText()).isEqualTo("lists");
        assertThat(manifest.path("files").get(0).path("blob").asText()).isEqualTo(FOLDER + "all.csv");
        assertThat(manifest.path("files").get(0).path("size").asLong())
                .isEqualTo(house.read(lists, FOLDER + "all.csv").length());
        assertThat(manifest.path("summary").path("objectCount").asLong()).isEqualTo(2);
        assertThat(manifest.path("summary").path("totalObjectSize").asLong()).isEqualTo(16);
        assertThat(manifest.path("ruleDefinition").path("schedule").asText()).isEqualTo("daily");
        assertThat(house.read(lists, FOLDER + "all-manifest.checksum"))
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void keysAndEncryptionScopesAreTold() throws IOException {
        ScopeName scope = new ScopeName("newsroom");
        house.run(house.blobs.addEncryptionScope(House.ACCOUNT, scope));
        ContainerRef scoped = new ContainerRef(House.ACCOUNT, new ContainerName("scoped"));
        house.run(
                scoped,
                Action.WRITE,
                house.blobs.createContainer(
                        CreateContainer.of(scoped, Metadata.NONE).encrypted(new ContainerEncryption(scope, false))));
        house.put("scoped", "a");
        CustomerKey key = CustomerKey.of(new byte[CustomerKey.BYTES]);
        PutBlob put = PutBlob.of(scoped.blob("b")).withConditions(Conditions.NONE.withCustomerKey(key));
        house.run(scoped, Action.WRITE, house.blobs.putBlob(put, Body.of(new byte[1])));
        house.put("files", "c");
        run("blob", ALL, "\"Name\", \"EncryptionScope\", \"CustomerProvidedKeySHA256\"");
        assertThat(csv())
                .contains("scoped/a,newsroom,", "scoped/b,," + key.hash().base64(), "files/c,,")
                .startsWith("Name,EncryptionScope,CustomerProvidedKeySHA256");
        InventoryState.Run run =
                run("container", "", "\"Name\", \"DefaultEncryptionScope\", \"DenyEncryptionScopeOverride\"");
        assertThat(house.read(lists, run.folder() + "/all.csv").lines())
                .contains("scoped,newsroom,false", "files,$account-encryption-key,false");
    }

    @Test
    void prefixesTypesAndAgeLeaveBlobsOut() throws IOException {
        house.container("other");
        house.put("files", "in/1");
        house.put("files", "in/secret/2");
        house.put("files", "out/3");
        house.put("other", "in/4");
        run(
                "blob",
                "\"blobTypes\": [\"blockBlob\"], \"prefixMatch\": [\"files/in/\", \"files/in/1\", \"oth\"],"
                        + " \"excludePrefix\": [\"files/in/secret\"]",
                "\"Name\"");
        assertThat(csv()).containsExactly("Name", "files/in/1", "other/in/4");
        clock.advance(Duration.ofDays(2));
        house.put("files", "in/5");
        InventoryState.Run run =
                run("blob", "\"blobTypes\": [\"blockBlob\"], \"creationTime\": {\"lastNDays\": 1}", "\"Name\"");
        assertThat(house.read(lists, run.folder() + "/all.csv").lines().toList())
                .contains("files/in/5")
                .doesNotContain("files/in/1");
        run = run("blob", "\"blobTypes\": [\"pageBlob\"]", "\"Name\"");
        assertThat(run.objects()).isZero();
    }

    @Test
    void snapshotsVersionsMetadataAndTagsAreToldWhenAskedFor() throws IOException {
        house.run(house.blobs.setSafeguards(new SetSafeguards(House.ACCOUNT, true, Duration.ZERO)));
        BlobRef blob = house.blob("files", "a");
        PutBlob put = PutBlob.of(blob)
                .withMetadata(Metadata.of(Map.of("k", "v, w")))
                .withTags(new Tags(new TreeMap<>(Map.of("t", "1"))));
        house.run(blob.container(), Action.WRITE, house.blobs.putBlob(put, Body.of(new byte[1])));
        house.run(
                blob.container(),
                Action.WRITE,
                house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE)));
        run(
                "blob",
                ALL + ", \"prefixMatch\": [\"files\"], \"includeSnapshots\": true, \"includeBlobVersions\": true",
                "\"Name\", \"Snapshot\", \"VersionId\", \"IsCurrentVersion\", \"Metadata\", \"Tags\", \"TagCount\"");
        List<String> lines = csv();
        assertThat(lines).hasSize(4);
        assertThat(lines)
                .anyMatch(line -> line.contains(",true,\"{\"\"k\"\":\"\"v, w\"\"}\",\"{\"\"t\"\":\"\"1\"\"}\",1"));
        assertThat(lines).filteredOn(line -> line.startsWith("files/a,2026-")).hasSize(1);
        run("blob", ALL + ", \"prefixMatch\": [\"files\"]", "\"Name\"");
        assertThat(csv()).containsExactly("Name", "files/a");
    }

    @Test
    void holdsAreToldAndSoIsThatOneWasTakenOff() throws IOException {
        for (String name : List.of("held", "free", "never")) {
            house.put("files", name);
        }
        for (String name : List.of("held", "free")) {
            BlobRef blob = house.blob("files", name);
            boolean on = name.equals("held");
            house.run(blob.container(), Action.WRITE, house.blobs.setLegalHold(new SetLegalHold(blob, on)));
        }
        run("blob", ALL + ", \"prefixMatch\": [\"files\"]", "\"Name\", \"LegalHold\"");
        assertThat(csv()).containsExactly("Name,LegalHold", "files/free,false", "files/held,true", "files/never,");
    }

    @Test
    void containersCanBeListed() throws IOException {
        run("container", "\"prefixMatch\": [\"fi\"]", "\"Name\", \"LeaseState\", \"HasLegalHold\"");
        assertThat(csv()).containsExactly("Name,LeaseState,HasLegalHold", "files,available,false");
    }

    @Test
    void theInventoryOfManyBlobsIsWrittenInBlocks() throws IOException {
        String longName = "n".repeat(900);
        for (int i = 0; i < 40; i++) {
            house.put("files", longName + i);
        }
        Destination destination = new Destination(house.blobs, house.control.gate(), lists, house.caller);
        Destination.Writer file = destination.begin("large");
        String line = "x".repeat(99_999) + "\n";
        for (int i = 0; i < 100; i++) {
            file.write(line);
        }
        assertThat(file.end()).isEqualTo(10_000_000);
        assertThat(house.read(lists, "large")).hasSize(10_000_000).endsWith(line);
        assertThat(run("blob", ALL + ", \"prefixMatch\": [\"files\"]", "\"Name\"")
                        .objects())
                .isEqualTo(40);
    }

    @Test
    void whatIsMoreClosedThanTheDestinationIsNotToldThere() throws IOException {
        house.put("files", "patient");
        ContainerRef files = new ContainerRef(House.ACCOUNT, new ContainerName("files"));
        declare(files, DataClass.SPECIAL);
        InventoryState.Run refused = run("blob", ALL + ", \"prefixMatch\": [\"files\"]", "\"Name\"");
        assertThat(refused.failure()).contains("lists would tell of files");
        declare(lists, DataClass.SPECIAL);
        assertThat(run("blob", ALL + ", \"prefixMatch\": [\"files\"]", "\"Name\"")
                        .objects())
                .isEqualTo(1);
    }

    @Test
    void whatIsNotOpenToEverybodyIsNotToldWhereEverybodyReads() {
        house.put("files", "source");
        ContainerRef files = new ContainerRef(House.ACCOUNT, new ContainerName("files"));
        declare(files, DataClass.NONE);
        declare(lists, DataClass.NONE);
        open(lists);
        for (String subject : List.of("blob", "container")) {
            String filter = "\"prefixMatch\": [\"files\"]" + (subject.equals("blob") ? ", " + ALL : "");
            assertThat(run(subject, filter, "\"Name\"").failure())
                    .as(subject)
                    .contains("lists would tell of files")
                    .contains("baseline/forbid/told@1");
            assertThat(house.names(lists)).noneMatch(name -> name.endsWith(".csv"));
        }
        open(files);
        assertThat(run("blob", ALL + ", \"prefixMatch\": [\"files\"]", "\"Name\"")
                        .failure())
                .isEmpty();
    }

    private void open(ContainerRef container) {
        house.run(
                container,
                Action.WRITE,
                house.blobs.setContainerAcl(
                        new SetContainerAcl(container, List.of(), AnonymousAccess.CONTAINER, Conditions.NONE)));
    }

    private void declare(ContainerRef container, DataClass holds) {
        house.run(
                container,
                Action.WRITE,
                house.blobs.declareContainer(new DeclareContainer(container, Set.of(holds), Set.of())));
    }

    @Test
    void withoutTheDestinationARunFailsAndSaysSo() {
        String policy = rule("blob", "daily", ALL, "\"Name\"").replace("\"lists\"", "\"missing\"");
        house.run(house.inventory.set(House.ACCOUNT, InventoryPolicy.parse(policy)));
        InventoryState.Run run = house.inventory.run(House.ACCOUNT, "").getFirst();
        assertThat(run.succeeded()).isFalse();
        assertThat(run.failure()).contains("missing");
        assertThat(house.inventory.state(House.ACCOUNT).orElseThrow().runs()).containsExactly(run);
    }

    @Test
    void whatIsDueIsRunOnceADayOrEachSunday() {
        house.run(house.inventory.set(House.ACCOUNT, InventoryPolicy.parse(rule("blob", "daily", ALL, "\"Name\""))));
        house.inventory.runWhatIsDue();
        house.inventory.runWhatIsDue();
        assertThat(house.names(lists)).hasSize(3);
        clock.advance(Duration.ofHours(15));
        house.inventory.runWhatIsDue();
        assertThat(house.names(lists)).hasSize(6);
        Instant sunday = Instant.parse("2026-03-01T10:00:00Z");
        assertThat(Schedule.WEEKLY.isDue(sunday, Optional.empty())).isTrue();
        assertThat(Schedule.WEEKLY.isDue(sunday, ran(sunday.minusSeconds(60), "")))
                .isFalse();
        assertThat(Schedule.WEEKLY.isDue(sunday.plus(Duration.ofDays(1)), Optional.empty()))
                .isFalse();
        assertThat(Schedule.WEEKLY.isDue(sunday.plus(Duration.ofDays(7)), ran(sunday, "")))
                .isTrue();
        assertThat(Schedule.WEEKLY.isDue(sunday.plusSeconds(1), ran(sunday, "no room")))
                .as("not at once")
                .isFalse();
        assertThat(Schedule.WEEKLY.isDue(sunday.plus(Duration.ofDays(1)), ran(sunday, "no room")))
                .isTrue();
    }

    private static Optional<InventoryState.Run> ran(Instant at, String failure) {
        return Optional.of(new InventoryState.Run("all", at, at, "folder", 0, 0, failure));
    }

    @Test
    void whatFailedIsTriedAgainAfterAWhile() {
        String policy = rule("blob", "daily", ALL, "\"Name\"").replace("\"lists\"", "\"missing\"");
        house.run(house.inventory.set(House.ACCOUNT, InventoryPolicy.parse(policy)));
        house.inventory.runWhatIsDue();
        ContainerRef missing = house.container("missing");
        house.inventory.runWhatIsDue();
        assertThat(house.names(missing)).isEmpty();
        clock.advance(Duration.ofHours(1));
        house.inventory.runWhatIsDue();
        assertThat(house.names(missing)).hasSize(3);
    }

    @Test
    void aContainerThatIsDeletedMeanwhileIsPassedOver() throws IOException {
        house.put("files", "a");
        ContainerRef aside = house.container("aside");
        InventoryRule rule = InventoryPolicy.parse(
                        rule("blob", "daily", ALL + ", \"prefixMatch\": [\"files\", \"aside\"]", "\"Name\""))
                .rules()
                .getFirst();
        AtomicInteger asked = new AtomicInteger();
        InventoryState.Run run = new InventoryRun(
                        house.catalog,
                        house.blobs,
                        house.control.gate(),
                        House.ACCOUNT,
                        house.caller,
                        URI.create("http://blobs.example"),
                        () -> {
                            if (asked.incrementAndGet() == 2) { // containers are known, none is listed yet
                                DeleteContainer delete = new DeleteContainer(aside, Conditions.NONE);
                                house.run(aside, Action.DELETE, house.blobs.deleteContainer(delete));
                            }
                            return false;
                        })
                .run(rule);
        assertThat(run.failure()).isEmpty();
        assertThat(csv()).containsExactly("Name", "files/a");
    }

    @Test
    void aRunThatFailsAsNobodyForesawSaysSo() throws IOException {
        InventoryRule rule = InventoryPolicy.parse(rule("blob", "daily", ALL, "\"Name\""))
                .rules()
                .getFirst();
        InventoryState.Run run = new InventoryRun(
                        house.catalog,
                        house.blobs,
                        house.control.gate(),
                        House.ACCOUNT,
                        house.caller,
                        URI.create("http://blobs.example"),
                        () -> {
                            throw new IllegalStateException("unforeseen");
                        })
                .run(rule);
        assertThat(run.failure()).isEqualTo("an internal error");
        assertThat(house.read(lists, FOLDER + "all-manifest.json")).contains("\"status\" : \"Failed\"");
    }

    @Test
    void whatNobodyForesawInOneAccountKeepsNoOtherWaiting() {
        for (String account : List.of("oneaccount", "otheraccount")) {
            house.catalog.commit(tx -> tx.update(
                    "INSERT INTO inventory_policy VALUES (?, ?, ?)",
                    account,
                    InventoryPolicy.parse(rule("blob", "daily", ALL, "\"Name\""))
                            .text(),
                    tx.now()));
        }
        List<String> asked = new ArrayList<>();
        try (Inventory inventory = Inventory.open(house.catalog, house.blobs, house.control.gate(), account -> {
            asked.add(account.value());
            throw new IllegalStateException("unforeseen");
        })) {
            inventory.runWhatIsDue();
        }
        assertThat(asked).containsExactly("oneaccount", "otheraccount");
    }

    @Test
    void rulesThatAreOffAreRunOnlyByName() {
        String policy = rule("blob", "daily", ALL, "\"Name\"").replaceFirst("true", "false");
        house.run(house.inventory.set(House.ACCOUNT, InventoryPolicy.parse(policy)));
        house.inventory.runWhatIsDue();
        assertThat(house.inventory.run(House.ACCOUNT, "")).isEmpty();
        assertThat(house.inventory.run(House.ACCOUNT, "all")).hasSize(1);
        assertThatThrownBy(() -> house.inventory.run(House.ACCOUNT, "none"))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND));
        house.run(house.inventory.remove(House.ACCOUNT));
        assertThat(house.inventory.state(House.ACCOUNT)).isEmpty();
    }

    @Test
    void everyPageAndBlockIsInTheLedger() {
        house.put("files", "a");
        long before = house.ledger.size();
        run("blob", ALL, "\"Name\"");
        // Setting the rules, the manifest twice, containers, two lists, a block, the block list, the checksum.
        assertThat(house.ledger.size() - before).isEqualTo(9);
    }
}
