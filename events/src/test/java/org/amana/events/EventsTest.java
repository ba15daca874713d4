package org.amana.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.eventgrid.EventGridEvent;
import com.azure.messaging.eventgrid.systemevents.StorageBlobCreatedEventData;
import com.azure.messaging.eventgrid.systemevents.StorageBlobDeletedEventData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobRef;
import org.amana.blob.BlockChoice;
import org.amana.blob.BlockId;
import org.amana.blob.BlockSource;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.Content;
import org.amana.blob.CreateBlob;
import org.amana.blob.DeclareContainer;
import org.amana.blob.DeleteContainer;
import org.amana.blob.GetBlob;
import org.amana.blob.HttpHeaders;
import org.amana.blob.PutBlock;
import org.amana.blob.PutBlockList;
import org.amana.blob.ReadBlob;
import org.amana.blob.SetBlobHeaders;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Receipt;
import org.amana.outbound.Answer;
import org.amana.outbound.Errand;
import org.amana.outbound.Networks;
import org.amana.outbound.Outbound;
import org.amana.outbound.OutboundConfig;
import org.amana.policy.Action;
import org.amana.policy.Authority;
import org.amana.policy.BoxFacts;
import org.amana.policy.Caller;
import org.amana.policy.DataClass;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeDraft;
import org.amana.policy.PurposeId;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.amana.policy.Text;
import org.amana.store.Bell;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A webhook that reads with Azure's SDK is told what happened.
@SuppressWarnings(
        "deprecation") // the SDK has moved its models of events to a library of its own, where they are the same
@Tag("slow")
class EventsTest {
    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private Listener listener;
    private House house;

    @BeforeEach
    void open() throws IOException {
        listener = new Listener();
        house = House.build(folder, clock).start();
    }

    @AfterEach
    void close() {
        house.close();
        listener.close();
    }

    @Test
    void whatIsPutIsToldOfAsEventGridDoes() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        BlobRef blob = house.put("files", "a b/ä.txt");
        EventGridEvent event = listener.next().event();
        BlobProperties stored = house.run(blob.container(), Action.READ, house.blobs.blobProperties(ReadBlob.of(blob)));
        assertThat(event.getEventType()).isEqualTo("Microsoft.Storage.BlobCreated");
        assertThat(event.getSubject()).isEqualTo("/blobServices/default/containers/files/blobs/a b/ä.txt");
        assertThat(event.getTopic()).endsWith("/Microsoft.Storage/storageAccounts/testaccount");
        assertThat(event.getEventTime().toInstant()).isEqualTo(ManualClock.START);
        StorageBlobCreatedEventData data = event.getData().toObject(StorageBlobCreatedEventData.class);
        assertThat(data.getApi()).isEqualTo("PutBlob");
        assertThat(data.getETag()).isEqualTo(stored.etag().value());
        assertThat(data.getContentLength()).isEqualTo(stored.length());
        assertThat(data.getContentType()).isEqualTo("application/octet-stream");
        assertThat(data.getBlobType()).isEqualTo("BlockBlob");
        assertThat(data.getUrl()).isEqualTo("http://blobs.example:10000/testaccount/files/a%20b/%C3%A4.txt");
    }

    @Test
    void anEventNamesTheRequestThatCausedIt() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        house.caller = new Caller(house.caller.credential(), "test", "my request");
        long entry = house.ledger.size();
        house.put("files", "x");
        EventGridEvent event = listener.next().event();
        StorageBlobCreatedEventData data = event.getData().toObject(StorageBlobCreatedEventData.class);
        assertThat(Receipt.index(UUID.fromString(data.getRequestId()))).hasValue(entry);
        assertThat(data.getClientRequestId()).isEqualTo("my request");
    }

    @Test
    void whatIsDeletedIsToldOfAfterwards() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        BlobRef blob = house.put("files", "x");
        StorageBlobCreatedEventData created =
                listener.next().event().getData().toObject(StorageBlobCreatedEventData.class);
        house.delete(blob);
        EventGridEvent event = listener.next().event();
        assertThat(event.getEventType()).isEqualTo("Microsoft.Storage.BlobDeleted");
        StorageBlobDeletedEventData deleted = event.getData().toObject(StorageBlobDeletedEventData.class);
        assertThat(deleted.getApi()).isEqualTo("DeleteBlob");
        assertThat(deleted.getSequencer()).isGreaterThan(created.getSequencer());
    }

    @Test
    void whatIsDeletedIsToldOfAsWhatItWas() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        for (CreateBlob creation : List.of(
                CreateBlob.append(house.blob("files", "log")), CreateBlob.page(house.blob("files", "disk"), 1024))) {
            BlobRef blob = creation.blob();
            house.run(blob.container(), Action.WRITE, house.blobs.createBlob(creation));
            listener.next();
            HttpHeaders headers = HttpHeaders.ofType("text/plain");
            house.run(
                    blob.container(),
                    Action.WRITE,
                    house.blobs.setBlobHeaders(new SetBlobHeaders(blob, headers, Conditions.NONE)));
            house.delete(blob);
            StorageBlobDeletedEventData deleted =
                    listener.next().event().getData().toObject(StorageBlobDeletedEventData.class);
            assertThat(deleted.getBlobType()).isEqualTo(creation.kind().word());
            assertThat(deleted.getContentType()).isEqualTo("text/plain");
        }
    }

    @Test
    void blocksAreToldOfWhenTheyAreCommitted() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        BlobRef blob = house.blob("files", "blocks");
        String id = "AAAA";
        house.run(
                blob.container(),
                Action.WRITE,
                house.blobs.putBlock(PutBlock.of(blob, id), Body.of("block".getBytes(StandardCharsets.UTF_8))));
        house.run(
                blob.container(),
                Action.WRITE,
                house.blobs.putBlockList(
                        PutBlockList.of(blob, List.of(new BlockChoice(BlockSource.LATEST, new BlockId(id))))));
        StorageBlobCreatedEventData data =
                listener.next().event().getData().toObject(StorageBlobCreatedEventData.class);
        assertThat(data.getApi()).isEqualTo("PutBlockList");
        assertThat(data.getContentLength()).isEqualTo(5);
        assertThat(listener.rest()).isEmpty();
    }

    @Test
    void eachTellingStandsInTheLedgerUnderThePurpose() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        house.put("files", "x");
        Listener.Heard heard = listener.next();
        UUID named = UUID.fromString(heard.headers().getFirst("x-amana-ledger-entry"));
        String entry = house.ledger.entry(Receipt.index(named).orElseThrow()).toString();
        assertThat(entry).contains("export").contains(house.stewardship().toString());
        assertThat(heard.headers().getFirst("aeg-event-type")).isEqualTo("Notification");
        assertThat(heard.headers().getFirst("aeg-delivery-count")).isEqualTo("0");
    }

    @Test
    void oneConnectionServesManyTellings() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        listener.says = "thank you";
        house.put("files", "x");
        int port = listener.next().port();
        await(() -> house.state().delivered() == 1);
        house.put("files", "y");
        assertThat(listener.next().port()).isEqualTo(port);
    }

    @Test
    void aWebhookThatDoesNotAgreeIsToldNothing() {
        listener.agrees = false;
        assertThatThrownBy(() -> house.subscribe(house.subscription(listener.url())))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("/hook did not agree")
                .hasMessageContaining("validationResponse")
                .hasMessageNotContaining("secret");
        assertThat(house.events.subscriptions(House.ACCOUNT)).isEmpty();
        assertThat(house.control
                        .directory()
                        .serviceCredential(house.subscription(listener.url()).purpose(), "Amana courier"))
                .as("a credential for telling nobody")
                .isEmpty();
    }

    @Test
    void underAPurposeThatIsOverNobodyIsAskedToAgree() {
        PurposeId other = house.control.directory().purposes(House.ACCOUNT.value()).stream()
                .map(Purpose::id)
                .filter(id -> !id.equals(house.stewardship()))
                .findFirst()
                .orElseThrow();
        house.control.directory().end(other, Authority.operator("test"));
        Subscription subscription = Subscription.of(House.ACCOUNT, "newsroom", other, listener.url());
        assertThatThrownBy(() -> house.subscribe(subscription))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PURPOSE_INACTIVE))
                .hasMessageContaining("is not in force: nobody is told under it");
    }

    @Test
    void anAddressInTheHouseIsNotReached() {
        Subscription inside = house.subscription("http://169.254.169.254/latest");
        assertThatThrownBy(() -> house.subscribe(inside)).hasMessageContaining("no address that may be reached");
    }

    @Test
    void onlyWhatIsAskedForIsTold() throws InterruptedException {
        house.container("other");
        Subscription everything = house.subscription(listener.url());
        house.subscribe(everything.withInterest(
                everything.interest().ofTypes(Set.of(EventType.CREATED)).named("in/", ".pdf")));
        house.put("other", "in/a.pdf");
        house.put("files", "out/a.pdf");
        house.put("files", "in/a.txt");
        house.delete(house.put("files", "in/b.pdf"));
        house.put("files", "in/c.pdf");
        assertThat(List.of(
                        listener.next().event().getSubject(),
                        listener.next().event().getSubject()))
                .containsExactlyInAnyOrder(
                        "/blobServices/default/containers/files/blobs/in/b.pdf",
                        "/blobServices/default/containers/files/blobs/in/c.pdf");
        assertThat(listener.rest()).isEmpty();
    }

    @Test
    void wherePurposeDoesNotReachNothingIsTold() throws InterruptedException {
        house.container("secret");
        Purpose narrow = purpose("files");
        house.subscribe(
                house.subscription(listener.url()).withPurpose(narrow.id()).withInterest(Interest.EVERYTHING));
        house.put("secret", "x");
        house.put("files", "y");
        assertThat(listener.next().event().getSubject()).endsWith("files/blobs/y");
        await(() -> house.state().waiting() == 0);
        assertThat(listener.rest()).isEmpty();
    }

    @Test
    void whatFailsIsToldAgainLater() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        listener.status = () -> 503;
        house.put("files", "x");
        listener.next();
        await(() -> house.state().outcome().equals("it answered 503"));
        listener.status = () -> 200;
        clock.advance(Duration.ofSeconds(12));
        house.put("files", "wakes the courier");
        List<Listener.Heard> both = List.of(listener.next(), listener.next());
        Listener.Heard again = both.stream()
                .filter(it -> it.event().getSubject().endsWith("/x"))
                .findFirst()
                .orElseThrow();
        assertThat(again.headers().getFirst("aeg-delivery-count")).isEqualTo("1");
        await(() -> house.state().delivered() == 2);
        assertThat(house.state().waiting()).isZero();
    }

    @Test
    void whileNothingCanBeWrittenTheWebhookIsToldOnceAMinuteAtMost() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        for (String change : List.of("UPDATE", "DELETE")) {
            house.catalog.commit(tx -> tx.update("CREATE TRIGGER refused_" + change + " BEFORE " + change
                    + " ON event_delivery BEGIN SELECT RAISE(ABORT, 'refused'); END"));
        }
        house.put("files", "x");
        listener.next();
        Thread.sleep(2000); // while it would be told of again and again
        assertThat(listener.rest()).isEmpty();
        for (String change : List.of("UPDATE", "DELETE")) {
            house.catalog.commit(tx -> tx.update("DROP TRIGGER refused_" + change));
        }
        await(() -> {
            clock.advance(Duration.ofMinutes(1));
            house.put("files", "wakes the courier");
            return listener.rest().stream()
                    .anyMatch(it -> it.event().getSubject().endsWith("/x"));
        });
        await(() -> house.state().waiting() == 0);
    }

    @Test
    void whatWasNotToldWhenItStoppedIsToldAfterTheNextStart() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        listener.status = () -> 503;
        house.put("files", "x");
        listener.next();
        await(() -> !house.state().outcome().isEmpty());
        house.close();
        listener.status = () -> 200;
        clock.advance(Duration.ofMinutes(1));
        house = House.again(folder, clock, house.caller).start();
        assertThat(listener.next().event().getSubject()).endsWith("/x");
        await(() -> house.state().waiting() == 0);
    }

    @Test
    void whatIsRefusedForGoodIsPutAsideWithTheReason() throws InterruptedException, IOException {
        house.container("dead");
        house.subscribe(house.subscription(listener.url()).withDeadLetters(new ContainerName("dead")));
        listener.status = () -> 413;
        house.put("files", "x");
        EventGridEvent told = listener.next().event();
        await(() -> house.state().dead() == 1);
        BlobRef letter = house.blob("dead", "newsroom/2026/03/01/09/" + told.getId() + ".json");
        assertThat(text(letter))
                .contains("\"deadLetterReason\":\"UndeliverableDueToClientError\"")
                .contains("\"lastDeliveryOutcome\":\"it answered 413\"")
                .contains("\"deliveryAttempts\":1")
                .contains("/blobs/x");
        assertThat(house.state().waiting()).isZero();
    }

    @Test
    void nothingIsPutAsideWhereThoseMayLookWhoMayNotLookWhereItHappened() throws InterruptedException {
        ContainerRef dead = house.container("dead");
        house.run(
                dead,
                Action.WRITE,
                house.blobs.declareContainer(new DeclareContainer(dead, Set.of(DataClass.NONE), Set.of())));
        house.subscribe(house.subscription(listener.url()).withDeadLetters(new ContainerName("dead")));
        listener.status = () -> 413;
        house.put("files", "x");
        await(() -> house.ledger.entries(0, 1_000).stream()
                .anyMatch(entry -> entry.has("rule")
                        && entry.texts("rule").contains("baseline/forbid/told@1")
                        && entry.text("dec").equals("deny")));
        assertThat(house.state().dead()).isZero();
    }

    @Test
    void noDeadLetterIsToldOf() throws InterruptedException {
        house.container("dead");
        Subscription everything = house.subscription(listener.url()).withInterest(Interest.EVERYTHING);
        house.subscribe(everything.withDeadLetters(new ContainerName("dead")));
        house.subscribe(new Subscription(
                House.ACCOUNT,
                "archive",
                everything.purpose(),
                everything.url(),
                everything.interest(),
                everything.patience(),
                Optional.of(new ContainerName("files"))));
        listener.status = () -> 413;
        house.put("files", "x");
        await(() -> house.events.subscriptions(House.ACCOUNT).stream().allMatch(it -> it.dead() == 1));
        assertThat(house.events.subscriptions(House.ACCOUNT)).allMatch(it -> it.waiting() == 0);
        listener.next();
        listener.next();
        assertThat(listener.rest()).isEmpty();
    }

    @Test
    void anEventIsDecidedByTheContainerItHappenedIn() throws InterruptedException {
        Purpose narrow = purpose("files");
        house.subscribe(house.subscription(listener.url()).withPurpose(narrow.id()));
        house.close();
        house = House.again(folder, clock, house.caller);
        ContainerRef files = house.blob("files", "x").container();
        house.run(
                files,
                Action.WRITE,
                house.blobs.declareContainer(new DeclareContainer(files, Set.of(DataClass.SPECIAL), Set.of())));
        house.put("files", "secret");
        house.run(files, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(files, Conditions.NONE)));
        house.container("files");
        house.put("files", "open");
        house.start();
        assertThat(listener.next().event().getSubject()).endsWith("/blobs/open");
        await(() -> house.state().waiting() == 0);
        assertThat(listener.rest()).isEmpty();
    }

    @Test
    void anEventOfAContainerThatIsGoneIsToldByWhatItWas() throws InterruptedException {
        house.subscribe(
                house.subscription(listener.url()).withPurpose(purpose("files").id()));
        house.close();
        house = House.again(folder, clock, house.caller);
        ContainerRef files = house.blob("files", "x").container();
        house.put("files", "x");
        house.run(files, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(files, Conditions.NONE)));
        house.start();
        assertThat(listener.next().event().getSubject()).endsWith("/blobs/x");
        await(() -> house.state().delivered() == 1);
    }

    @Test
    void anEventThatAnEarlierBuildNotedIsDecidedByTheNameAlone() {
        BoxFacts missing =
                BoxFacts.missing(house.blobs.facts().of(House.ACCOUNT).orElseThrow(), "gone");
        BoxFacts present = house.blobs.facts().of(house.blob("files", "x").container());
        assertThat(ContainerThen.of("", "", "").facts(missing).classes()).containsExactlyInAnyOrder(DataClass.values());
        assertThat(ContainerThen.of("", "", "").facts(present)).isEqualTo(present);
    }

    @Test
    void whatIsOverIsNotBegunAgain() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        listener.status = () -> 503;
        house.put("files", "x");
        listener.next();
        await(() -> !house.state().outcome().isEmpty());
        Subscriptions subscriptions = Subscriptions.open(house.catalog);
        Subscriptions.Numbered only = subscriptions.all().getFirst();
        clock.advance(Duration.ofMinutes(1));
        Delivery stale = new Deliveries(house.catalog).due(only.id(), 1).getFirst();
        listener.status = () -> 200;
        house.put("files", "wakes the courier");
        await(() -> house.state().delivered() == 2);
        listener.next();
        listener.next();
        Telling telling = new Telling(
                house.control.gate(), house.control.directory(), house.blobs, new Webhook(house.outbound), 0);
        Bell bell = new Bell(house.catalog, "other-bell");
        try (Courier other = new Courier(house.catalog, subscriptions, bell, telling, House.ENDPOINT)) {
            other.begin(only.subscription(), stale);
        }
        assertThat(listener.rest()).isEmpty();
        assertThat(house.state().delivered()).isEqualTo(2);
    }

    @Test
    void theUrlNamesTheVeryBlob() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        house.put("files", "e\u0301+%41 ä");
        StorageBlobCreatedEventData data =
                listener.next().event().getData().toObject(StorageBlobCreatedEventData.class);
        assertThat(data.getUrl()).endsWith("/files/e%CC%81+%2541%20%C3%A4");
    }

    @Test
    void whatNobodyKeepsIsCountedAsLostWhenItsTimeIsOver() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()).withPatience(new Patience(1, Duration.ofMinutes(1))));
        listener.status = () -> 500;
        house.put("files", "x");
        listener.next();
        await(() -> house.state().dropped() == 1);
        assertThat(house.state().waiting()).isZero();
        assertThat(house.state().outcome()).isEqualTo("it answered 500");
    }

    @Test
    void whatHasWaitedLongerThanItLivesIsNotToldAnyMore() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()).withPatience(new Patience(30, Duration.ofMinutes(1))));
        house.close();
        house = House.again(folder, clock, house.caller);
        house.put("files", "x");
        clock.advance(Duration.ofMinutes(2));
        long before = house.ledger.size();
        house.start();
        await(() -> house.state().dropped() == 1);
        assertThat(house.state().outcome()).isEqualTo("its time was over before it was told");
        assertThat(listener.rest()).isEmpty();
        assertThat(house.ledger.size()).isEqualTo(before);
    }

    @Test
    void whatWasNeverTriedIsPutAsideWithoutAnAttempt() throws InterruptedException, IOException {
        house.container("dead");
        house.subscribe(house.subscription(listener.url())
                .withPatience(new Patience(30, Duration.ofMinutes(1)))
                .withDeadLetters(new ContainerName("dead")));
        house.close();
        house = House.again(folder, clock, house.caller);
        house.put("files", "x");
        String id = new Deliveries(house.catalog)
                .due(Subscriptions.open(house.catalog).all().getFirst().id(), 1)
                .getFirst()
                .event()
                .id();
        clock.advance(Duration.ofDays(1));
        house.start();
        await(() -> house.state().dead() == 1);
        assertThat(text(house.blob("dead", "newsroom/2026/03/01/09/" + id + ".json")))
                .contains("\"deadLetterReason\":\"TimeToLiveExceeded\"")
                .contains("\"deliveryAttempts\":0")
                .doesNotContain("lastDeliveryAttemptTime");
        assertThat(listener.rest()).isEmpty();
    }

    @Test
    void whileThereIsNoConnectionToSpareTheWebhookIsNotTried() throws IOException {
        house.subscribe(house.subscription(listener.url()));
        house.close();
        house = House.again(folder, clock, house.caller);
        house.put("files", "x");
        Subscriptions subscriptions = Subscriptions.open(house.catalog);
        Subscriptions.Numbered only = subscriptions.all().getFirst();
        Deliveries deliveries = new Deliveries(house.catalog);
        OutboundConfig narrow = new OutboundConfig(
                Networks.allowing("127.0.0.0/8"), Duration.ofMillis(200), Duration.ofSeconds(60), 0, 1);
        byte[] question = EventMessage.validation(only.subscription(), "code", clock.instant());
        try (Outbound outbound = Outbound.open(narrow);
                Answer other = (Answer) outbound.run(Errand.post(listener.url(), "application/json", question))) {
            assertThat(other.status()).isEqualTo(200); // and as long as nobody reads it, it keeps its connection
            Telling telling =
                    new Telling(house.control.gate(), house.control.directory(), house.blobs, new Webhook(outbound), 0);
            Bell bell = new Bell(house.catalog, "other-bell");
            try (Courier courier = new Courier(house.catalog, subscriptions, bell, telling, House.ENDPOINT)) {
                courier.begin(only.subscription(), deliveries.due(only.id(), 1).getFirst());
            }
        }
        assertThat(house.state().outcome()).contains("/hook was not called: too many others");
        assertThat(deliveries.due(only.id(), 1)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(deliveries.due(only.id(), 1).getFirst().attempts()).isZero();
    }

    @Test
    void aPurposeThatEndedIsWaitedFor() throws InterruptedException {
        Purpose narrow = purpose("files");
        house.subscribe(house.subscription(listener.url()).withPurpose(narrow.id()));
        house.control.directory().end(narrow.id(), Authority.operator("test"));
        house.put("files", "x");
        await(() -> house.state().outcome().equals("purpose " + narrow.id() + " is not in force"));
        assertThat(house.state().waiting()).isOne();
        assertThat(listener.rest()).isEmpty();
    }

    @Test
    void aSubscriptionThatEndedIsToldNothingMore() {
        house.subscribe(house.subscription(listener.url()));
        house.run(house.events.remove(House.ACCOUNT, "newsroom"));
        house.put("files", "x");
        assertThat(rows("event_delivery")).isZero();
        assertThatThrownBy(() -> house.run(house.events.remove(House.ACCOUNT, "newsroom")))
                .hasMessageContaining("there is no subscription newsroom");
    }

    @Test
    void whatASubscriptionThatEndedStillHadToTellIsDroppedByAndBy() throws InterruptedException {
        house.subscribe(house.subscription(listener.url()));
        listener.status = () -> 503;
        house.put("files", "x");
        await(() -> !house.state().outcome().isEmpty());
        house.catalog.commit(
                tx -> tx.update("INSERT INTO event_delivery (subscription, event, type, api, happened, account,"
                        + " container, name, etag, length, content_type, blob_type, attempts, not_before, attempted, outcome, dead)"
                        + " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)"
                        + " SELECT subscription, event, type, api, happened, account, container, name, etag, length, content_type,"
                        + " blob_type, attempts, not_before, attempted, outcome, dead FROM event_delivery, n"));
        house.run(house.events.remove(House.ACCOUNT, "newsroom"));
        await(() -> rows("event_delivery") == 0 && rows("event_leftover") == 0);
    }

    private long rows(String table) {
        return house.catalog.<Long>read(
                reader -> reader.first("SELECT count(*) AS n FROM " + table, row -> row.number("n"))
                        .orElseThrow());
    }

    @Test
    void oneNameIsOneSubscription() {
        house.subscribe(house.subscription(listener.url()));
        assertThatThrownBy(() -> house.subscribe(house.subscription(listener.url())))
                .hasMessageContaining("there is a subscription newsroom already");
    }

    private Purpose purpose(String container) {
        Authority authority = Authority.operator("test");
        Purpose proposed = house.control
                .directory()
                .propose(
                        new PurposeDraft(
                                House.ACCOUNT.value(),
                                new Text("Alerts", "تنبيهات"),
                                "dpv:ServiceProvision",
                                "eu-gdpr:A6-1-f",
                                new Scope(
                                        Set.of(container),
                                        Set.of(DataClass.PERSONAL),
                                        Set.of(Service.BLOB),
                                        Set.of(Scope.ALL),
                                        Set.of(Action.EXPORT),
                                        1L << 30,
                                        1000),
                                Duration.ofDays(30),
                                List.of()),
                        authority);
        return house.control.directory().activate(proposed.id(), authority);
    }

    private String text(BlobRef blob) throws IOException {
        try (Content content = house.run(blob.container(), Action.READ, house.blobs.getBlob(GetBlob.of(blob)))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            content.writeTo(out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).as("within a minute").isTrue();
    }
}
