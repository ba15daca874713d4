package org.amana.events;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.Body;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.HttpHeaders;
import org.amana.blob.PutBlob;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.BoxFacts;
import org.amana.policy.Caller;
import org.amana.policy.Credential;
import org.amana.policy.Directory;
import org.amana.policy.Gate;
import org.amana.policy.Passage;
import org.amana.policy.Planned;
import org.amana.policy.Service;

/// Telling somebody outside of a blob is exporting what is known of it: it is asked for under the subscription's
/// purpose, decided, and recorded, and each attempt is an access of its own.
///
/// @param shard number of the ledger, 0 to 255, for the names of its entries
record Telling(Gate gate, Directory directory, BlobService blobs, Webhook webhook, int shard) {
    /// Who tells, in the directory and in the openings of entries.
    static final String COURIER = "Amana courier";

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// What came of it.
    sealed interface Result {
        record Done() implements Result {}

        /// The purpose does not reach there, so it was none of the subscription's business.
        record NotCovered() implements Result {}

        /// It may be told some time, but not now, which is not the webhook's doing.
        record Wait(String why) implements Result {}

        /// @param forGood whether trying again is of no use
        record Failed(String why, boolean forGood) implements Result {}
    }

    Result tell(Subscription subscription, Delivery delivery, byte[] body) {
        Optional<Credential> credential = directory.serviceCredential(subscription.purpose(), COURIER);
        if (credential.isEmpty()) {
            return new Result.Wait(notInForce(subscription));
        }
        BlobEvent event = delivery.event();
        AccessRequest request = AccessRequest.in(
                        () -> facts(event), caller(credential.get()), Service.BLOB, Action.EXPORT)
                .withObject(event.path());
        if (!gate.foresees(request)) {
            return new Result.NotCovered();
        }
        Passage<Webhook.Told> passage = gate.pass(
                request,
                _ -> Planned.of(
                        new Amounts(0, body.length, 0, 1, 0),
                        permit -> webhook.tell(
                                subscription, delivery, body, permit.receipt().requestId(shard))));
        return switch (passage) {
            case Passage.Done<Webhook.Told> done ->
                switch (done.result()) {
                    case Webhook.Told.Taken _ -> new Result.Done();
                    case Webhook.Told.Refused(String why, boolean forGood) -> new Result.Failed(why, forGood);
                };
            case Passage.Failed<Webhook.Told> failed
            when failed.failure().code().category() == ErrorCode.Category.UNAVAILABLE ->
                new Result.Wait(failed.failure().message());
            case Passage.Failed<Webhook.Told> failed ->
                new Result.Failed(failed.failure().message(), false);
            case Passage.Denied<Webhook.Told> denied
            when denied.code() == ErrorCode.VOLUME_LIMIT_REACHED || denied.code() == ErrorCode.APPROVAL_REQUIRED ->
                new Result.Wait(denied.reason());
            case Passage.Denied<Webhook.Told> denied -> new Result.Failed(denied.reason(), false);
        };
    }

    /// Of the container in which it happened.
    private BoxFacts facts(BlobEvent event) {
        return event.then().facts(blobs.facts().of(event.container()));
    }

    /// Puts aside what could not be delivered, in the name of the subscription. Who may look there learns what
    /// happened, so it must be as closed as where it did.
    ///
    /// @return why it could not be; empty if it is
    Optional<String> bury(Subscription subscription, ContainerName into, Delivery delivery, byte[] letter) {
        Optional<Credential> credential = directory.serviceCredential(subscription.purpose(), COURIER);
        if (credential.isEmpty()) {
            return Optional.of(notInForce(subscription));
        }
        ContainerRef container = new ContainerRef(subscription.account(), into);
        BlobRef blob = container.blob(subscription.name() + "/" + HOUR.format(delivery.happened()) + "/"
                + delivery.event().id() + ".json");
        AccessRequest request = AccessRequest.in(
                        () -> blobs.facts().of(container), caller(credential.get()), Service.BLOB, Action.WRITE)
                .withObject(blob.path())
                .tellingOf(List.of(() -> facts(delivery.event())));
        PutBlob command = PutBlob.of(blob).withHeaders(HttpHeaders.ofType("application/json"));
        return switch (gate.pass(request, blobs.putBlob(command, Body.of(letter)))) {
            case Passage.Done<?> _ -> Optional.empty();
            case Passage.Failed<?> failed -> Optional.of(failed.failure().message());
            case Passage.Denied<?> denied -> Optional.of(denied.reason());
        };
    }

    static boolean isCourier(Credential credential) {
        return credential.kind() == Credential.Kind.INTERNAL
                && credential.principal().name().equals(COURIER);
    }

    private static String notInForce(Subscription subscription) {
        return "purpose " + subscription.purpose() + " is not in force";
    }

    private static Caller caller(Credential credential) {
        return new Caller(credential, "amana events");
    }
}
