package org.amana.changefeed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.amana.blob.AccountName;
import org.amana.blob.BlobRef;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.CreateBlob;
import org.amana.blob.CreateContainer;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteContainer;
import org.amana.blob.HttpHeaders;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.blob.Rehydration;
import org.amana.blob.SetBlobHeaders;
import org.amana.blob.SetBlobMetadata;
import org.amana.blob.SetBlobTags;
import org.amana.blob.SetBlobTier;
import org.amana.blob.SetSafeguards;
import org.amana.blob.Tags;
import org.amana.blob.TakeSnapshot;
import org.amana.blob.Tier;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Receipt;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Plan;
import org.amana.policy.PurposeId;
import org.amana.policy.Service;
import org.amana.testkit.ManualClock;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The feed as Apache Avro reads it.
@Tag("slow")
class ChangeFeedTest {
    private static final String HOUR = "2026/03/01/0900";
    private static final String FILE = "log/00/" + HOUR + "/00000.avro";

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private House house;

    @BeforeEach
    void build() {
        house = House.build(folder, clock);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<GenericRecord> records(String name) throws IOException {
        List<GenericRecord> records = new ArrayList<>();
        try (DataFileReader<GenericRecord> file = new DataFileReader<>(
                new SeekableByteArrayInput(house.read(name)), new GenericDatumReader<GenericRecord>())) {
            file.forEach(records::add);
        }
        return records;
    }

    private static String of(GenericRecord event, String field) {
        return String.valueOf(event.get(field));
    }

    private static String data(GenericRecord event, String field) {
        return String.valueOf(((GenericRecord) event.get("data")).get(field));
    }

    private static Map<String, String> texts(Object map) {
        Map<String, String> texts = new TreeMap<>();
        ((Map<?, ?>) map).forEach((key, value) -> texts.put(key.toString(), String.valueOf(value)));
        return texts;
    }

    private static List<String> apis(List<GenericRecord> records) {
        return records.stream()
                .map(it -> of(it, "eventType") + " " + data(it, "api"))
                .toList();
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(house.read(name));
    }

    private void change(BlobRef blob, Plan<?> plan) {
        house.run(blob.container(), Action.WRITE, plan);
    }

    @Test
    void everyChangeOfABlobIsToldInTheOrderOfItsCommits() throws IOException {
        house.noting();
        BlobRef blob = house.put("files", "a/b c.txt");
        change(blob, house.blobs.setBlobMetadata(new SetBlobMetadata(blob, Metadata.NONE, Conditions.NONE)));
        change(
                blob,
                house.blobs.setBlobHeaders(new SetBlobHeaders(blob, HttpHeaders.ofType("text/html"), Conditions.NONE)));
        change(
                blob,
                house.blobs.setBlobTags(
                        new SetBlobTags(blob, new Tags(new TreeMap<>(Map.of("a", "1"))), Conditions.NONE)));
        change(blob, house.blobs.snapshotBlob(new TakeSnapshot(blob, Metadata.NONE, Conditions.NONE)));
        change(
                blob,
                house.blobs.setBlobTier(
                        new SetBlobTier(blob, Tier.ARCHIVE, Rehydration.Priority.STANDARD, Conditions.NONE)));
        change(
                blob,
                house.blobs.setBlobTier(
                        new SetBlobTier(blob, Tier.COOL, Rehydration.Priority.STANDARD, Conditions.NONE)));
        house.delete(blob);
        List<GenericRecord> records = readAll();
        assertThat(apis(records))
                .containsExactly(
                        "BlobCreated PutBlob",
                        "BlobPropertiesUpdated SetBlobMetadata",
                        "BlobPropertiesUpdated SetBlobProperties",
                        "BlobPropertiesUpdated SetBlobTags",
                        "BlobSnapshotCreated SnapshotBlob",
                        "BlobTierChanged SetBlobTier",
                        "BlobAsyncOperationInitiated SetBlobTier",
                        "BlobDeleted DeleteBlob",
                        "BlobDeleted DeleteBlob");
        assertThat(data(records.get(2), "blobPropertiesUpdated")).contains("ContentType", "text/html", "octet-stream");
        assertThat(data(records.get(3), "blobTagsUpdated")).contains("current", "previous");
        assertThat(data(records.get(4), "snapshot")).startsWith("2026-03-01T09:30:00");
        assertThat(texts(((GenericRecord) records.get(5).get("data")).get("previousInfo")))
                .containsExactly(Map.entry("PreviousTier", "Hot"));
        assertThat(data(records.get(5), "blobTier")).isEqualTo("Archive");
        assertThat(texts(((GenericRecord) records.get(6).get("data")).get("asyncOperationInfo")))
                .containsExactly(Map.entry("DestinationTier", "Cool"));
        assertThat(data(records.get(7), "snapshot")).isEqualTo(data(records.get(4), "snapshot"));
        assertThat(data(records.get(8), "snapshot")).isEqualTo("null");
        List<String> sequencers =
                records.stream().map(it -> data(it, "sequencer")).toList();
        assertThat(sequencers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatIsDeletedIsToldOfAsWhatItWas() throws IOException {
        house.noting();
        for (CreateBlob creation : List.of(
                CreateBlob.append(house.blob("files", "log")), CreateBlob.page(house.blob("files", "disk"), 1024))) {
            change(creation.blob(), house.blobs.createBlob(creation));
            house.delete(creation.blob());
        }
        assertThat(readAll())
                .extracting(it -> of(it, "eventType") + " " + data(it, "blobType") + " " + data(it, "contentLength"))
                .containsExactly(
                        "BlobCreated AppendBlob 0",
                        "BlobDeleted AppendBlob 0",
                        "BlobCreated PageBlob 1024",
                        "BlobDeleted PageBlob 1024");
    }

    private List<GenericRecord> readAll() throws IOException {
        house.write();
        List<GenericRecord> all = new ArrayList<>();
        for (String name : house.names("log/")) {
            all.addAll(records(name));
        }
        return all;
    }

    @Test
    void anEventNamesTheBlobTheEntryInTheLedgerAndTheClientsRequest() throws IOException {
        house.noting();
        BlobRef blob = house.blob("files", "a/b c.txt");
        Caller caller = new Caller(house.caller.credential(), "test", "my request");
        AccessRequest request =
                AccessRequest.in(() -> house.blobs.facts().of(blob.container()), caller, Service.BLOB, Action.WRITE);
        PutBlob command = PutBlob.of(blob).withHeaders(HttpHeaders.ofType("text/plain"));
        var passage = house.control
                .gate()
                .pass(request, house.blobs.putBlob(command, Body.of("five!".getBytes(StandardCharsets.UTF_8))));
        var written = passage.orThrow();
        GenericRecord event = readAll().getFirst();
        assertThat(of(event, "schemaVersion")).isEqualTo("5");
        assertThat(of(event, "topic")).endsWith("/storageAccounts/testaccount");
        assertThat(of(event, "subject")).isEqualTo("/blobServices/default/containers/files/blobs/a/b c.txt");
        assertThat(of(event, "eventTime")).isEqualTo("2026-03-01T09:30:00.0000000Z");
        assertThat(UUID.fromString(of(event, "id"))).isNotNull();
        assertThat(of(event, "metadataVersion")).isEqualTo("1");
        assertThat(data(event, "etag")).isEqualTo(written.etag().value());
        assertThat(data(event, "contentType")).isEqualTo("text/plain");
        assertThat(data(event, "contentLength")).isEqualTo("5");
        assertThat(data(event, "blobType")).isEqualTo("BlockBlob");
        assertThat(data(event, "blobTier")).isEqualTo("Hot");
        assertThat(data(event, "url")).isEqualTo(House.ENDPOINT + "/testaccount/files/a/b%20c.txt");
        assertThat(data(event, "clientRequestId")).isEqualTo("my request");
        assertThat(Receipt.index(UUID.fromString(data(event, "requestId"))))
                .hasValue(passage.receipt().index());
    }

    @Test
    void withVersionsAnEventNamesTheOneItMade() throws IOException {
        house.run(house.blobs.setSafeguards(new SetSafeguards(House.ACCOUNT, true, Duration.ZERO)));
        house.noting();
        house.put("files", "a");
        house.put("files", "a");
        List<GenericRecord> records = readAll();
        assertThat(data(records.get(0), "blobVersion")).startsWith("2026-03-01T09:30:00");
        assertThat(data(records.get(1), "blobVersion")).isGreaterThan(data(records.get(0), "blobVersion"));
        house.put("files", "b");
        clock.advance(Duration.ofHours(2));
        house.write();
        assertThat(house.names("")).as("no past of the feed itself").doesNotHaveDuplicates();
    }

    @Test
    void eventsOfSeveralHoursStandInSegmentsOfTheirOwn() throws IOException {
        house.noting().write();
        assertThat(house.names("")).containsExactly("idx/segments/1601/01/01/0000/meta.json", "meta/segments.json");
        assertThat(json("idx/segments/1601/01/01/0000/meta.json")
                        .path("chunkFilePaths")
                        .isEmpty())
                .isTrue();
        house.put("files", "a");
        house.write();
        String manifest = "idx/segments/" + HOUR + "/meta.json";
        assertThat(json(manifest).path("status").asText()).isEqualTo("Publishing");
        assertThat(json(manifest).path("begin").asText()).isEqualTo("2026-03-01T09:00:00.000Z");
        assertThat(json(manifest).path("intervalSecs").asInt()).isEqualTo(3600);
        assertThat(json(manifest).path("chunkFilePaths").get(0).asText())
                .isEqualTo("$blobchangefeed/log/00/" + HOUR + "/");
        assertThat(json("meta/segments.json").path("lastConsumable").asText()).isEqualTo("1601-01-01T00:00:00.000Z");
        house.put("files", "b");
        house.write();
        clock.advance(Duration.ofHours(3));
        house.put("files", "c");
        house.write();
        assertThat(json(manifest).path("status").asText()).isEqualTo("Finalized");
        assertThat(json("meta/segments.json").path("lastConsumable").asText()).isEqualTo("2026-03-01T09:00:00.000Z");
        assertThat(house.names("log/")).containsExactly(FILE, "log/00/2026/03/01/1200/00000.avro");
        assertThat(records(FILE)).hasSize(2);
        clock.advance(Duration.ofMinutes(29));
        house.write();
        assertThat(json("meta/segments.json").path("lastConsumable").asText()).isEqualTo("2026-03-01T09:00:00.000Z");
        clock.advance(Duration.ofMinutes(1));
        house.write();
        assertThat(json("meta/segments.json").path("lastConsumable").asText()).isEqualTo("2026-03-01T12:00:00.000Z");
    }

    @Test
    void whatIsFinalizedIsNeverAppendedToEvenIfTheClockGoesBack() throws IOException {
        house.noting();
        house.put("files", "a");
        clock.advance(Duration.ofHours(1));
        house.write();
        clock.advance(Duration.ofHours(-1));
        house.put("files", "b");
        house.write();
        assertThat(records(FILE)).hasSize(1);
        assertThat(records("log/00/2026/03/01/1000/00000.avro")).hasSize(1);
    }

    @Test
    void nothingIsNotedWhileItIsOff() throws IOException {
        house.put("files", "a");
        house.noting();
        house.put("files", "b");
        house.setting(ChangeFeedSetting.OFF);
        house.put("files", "c");
        assertThat(readAll()).hasSize(1);
        assertThat(house.catalog.<Long>read(
                        reader -> reader.first("SELECT count(*) AS n FROM change_event", row -> row.number("n"))
                                .orElseThrow()))
                .isZero();
    }

    @Test
    void whatWasNotedWhenTheServerStoppedIsWrittenOnceWhenItRunsAgain() throws IOException {
        house.noting();
        house.put("files", "a");
        house.write();
        house.put("files", "b");
        Caller caller = house.caller;
        house.close();
        house = House.again(folder, clock, caller);
        house.put("files", "c");
        assertThat(readAll().stream().map(it -> of(it, "subject")).toList())
                .containsExactly(
                        "/blobServices/default/containers/files/blobs/a",
                        "/blobServices/default/containers/files/blobs/b",
                        "/blobServices/default/containers/files/blobs/c");
        house.write();
        assertThat(records(FILE)).hasSize(3);
    }

    @Test
    void moreThanFitsInOneAppendIsAppendedAllTheSame() throws IOException {
        house.noting();
        for (int i = 0; i < Scribe.BATCH + 10; i++) {
            house.put("files", "n" + i);
        }
        assertThat(readAll()).hasSize(Scribe.BATCH + 10);
    }

    @Test
    void aFileThatIsLargeEnoughIsFollowedByAnother(@TempDir Path elsewhere) throws IOException {
        ChangeFeedConfig small =
                new ChangeFeedConfig(Duration.ofHours(1), Duration.ofSeconds(1), ByteSize.ofKibibytes(1));
        try (House other = House.build(elsewhere, clock, small).noting()) {
            for (String name : List.of("a", "b", "c")) {
                other.put("files", name);
                other.write();
            }
            assertThat(other.names("log/"))
                    .containsExactly(
                            FILE, FILE.replace("00000.avro", "00001.avro"), FILE.replace("00000.avro", "00002.avro"));
        }
    }

    @Test
    void theFeedTellsNothingOfItself() throws IOException {
        house.noting();
        house.put("files", "a");
        house.write();
        clock.advance(Duration.ofHours(1));
        assertThat(readAll()).hasSize(1);
    }

    @Test
    void nobodyButTheServiceWritesThere() {
        assertRefused(
                Action.WRITE, house.blobs.createContainer(CreateContainer.of(house.feedContainer(), Metadata.NONE)));
        house.noting();
        house.put("files", "a");
        house.write();
        BlobRef file = house.feedContainer().blob(FILE);
        assertRefused(Action.WRITE, house.blobs.putBlob(PutBlob.of(file), Body.of(new byte[0])));
        assertRefused(
                Action.WRITE,
                house.blobs.createBlob(CreateBlob.append(house.feedContainer().blob("x"))));
        assertRefused(Action.DELETE, house.blobs.deleteBlob(DeleteBlob.of(file)));
        assertRefused(
                Action.DELETE,
                house.blobs.deleteContainer(new DeleteContainer(house.feedContainer(), Conditions.NONE)));
    }

    private void assertRefused(Action action, Plan<?> plan) {
        assertThatThrownBy(() -> house.run(house.feedContainer(), action, plan))
                .isInstanceOfSatisfying(
                        AmanaException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_ACCOUNT_PERMISSIONS));
    }

    @Test
    void segmentsGoWhenTheirTimeIsOver() {
        house.setting(new ChangeFeedSetting(true, Duration.ofDays(1)));
        house.put("files", "a");
        house.write();
        clock.advance(Duration.ofHours(23));
        house.put("files", "b");
        house.write();
        assertThat(house.names("log/")).hasSize(2);
        clock.advance(Duration.ofHours(2));
        house.write();
        assertThat(house.names("log/")).containsExactly("log/00/2026/03/02/0800/00000.avro");
        assertThat(house.names("idx/"))
                .containsExactly("idx/segments/1601/01/01/0000/meta.json", "idx/segments/2026/03/02/0800/meta.json");
    }

    @Test
    void whatPolicyDoesNotLetBeWrittenStaysNoted() throws IOException {
        house.noting();
        house.put("files", "a");
        Caller able = house.caller;
        house.caller = house.stranger();
        house.write();
        house.caller = able;
        assertThat(house.blobs.facts().exists(house.feedContainer())).isFalse();
        assertThat(readAll()).hasSize(1);
    }

    @Test
    void whatNobodyForesawInOneAccountKeepsNoOtherWaiting() {
        house.noting();
        AccessRequest request = AccessRequest.on(
                house.blobs.facts().of(House.OTHER).orElseThrow(), house.stranger(), Service.BLOB, Action.WRITE);
        ChangeFeedSetting on = new ChangeFeedSetting(true, Duration.ZERO);
        house.control.gate().pass(request, house.feed.set(House.OTHER, on)).orThrow();
        List<AccountName> asked = new ArrayList<>();
        house.feed.write(new ChangeFeed.Surroundings(
                house.store.keeper(),
                house.control.gate(),
                account -> {
                    asked.add(account);
                    throw new IllegalStateException("unforeseen");
                },
                House.ENDPOINT));
        assertThat(asked).containsExactlyInAnyOrder(House.ACCOUNT, House.OTHER);
    }

    @Test
    void whileItWaitsNothingIsWrittenIntoTheLog() {
        house.noting();
        house.put("files", "a");
        house.caller = house.stranger();
        long before = house.ledger.size();
        house.write().write();
        assertThat(house.ledger.size()).isEqualTo(before);
    }

    @Test
    void anotherStewardshipGoesOnWithIt() throws IOException {
        house.noting();
        house.put("files", "a");
        house.write();
        PurposeId first = house.caller.credential().purpose();
        house.declareFeed(Set.of(new PurposeId(77)));
        house.put("files", "b");
        house.write();
        assertThat(house.blobs.facts().of(house.feedContainer()).openTo()).contains(first, new PurposeId(77));
        assertThat(readAll()).hasSize(2);
    }

    @Test
    void oneThatIsOpenToAllIsClosed() {
        house.noting();
        house.put("files", "a");
        house.write();
        house.declareFeed(Set.of());
        house.write();
        assertThat(house.blobs.facts().of(house.feedContainer()).openTo())
                .containsExactly(house.caller.credential().purpose());
    }

    @Test
    void theHeaderFitsWhereAzuresClientLooksForIt() {
        FeedFile file = new FeedFile(FILE, House.ENDPOINT);
        assertThat(file.header().length).isLessThan(4096);
        assertThat(new Schema.Parser().parse(FeedFile.SCHEMA).getName()).isEqualTo("BlobChangeEvent");
    }

    @Test
    void aSegmentDividesAnHour() {
        assertThatThrownBy(() ->
                        new ChangeFeedConfig(Duration.ofMinutes(7), Duration.ofSeconds(1), ByteSize.ofMebibytes(1)))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("change-feed.segment");
    }

    @Test
    void timesHaveSevenDecimals() {
        assertThat(FeedFile.time(Instant.parse("2026-03-01T09:30:00.123Z"))).isEqualTo("2026-03-01T09:30:00.1230000Z");
    }
}
