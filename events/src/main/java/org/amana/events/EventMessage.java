package org.amana.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.amana.blob.AccountName;

/// What is sent, in the Event Grid event schema: an array with one event, in UTF-8.
final class EventMessage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "1";

    private EventMessage() {}

    /// @param endpoint where blobs are, without a slash at its end
    static byte[] of(Delivery delivery, URI endpoint) {
        return bytes(JSON.createArrayNode().add(event(delivery, endpoint)));
    }

    /// An event that could not be delivered, with why, as Event Grid writes dead letters.
    static byte[] deadLetter(Delivery delivery, URI endpoint) {
        ObjectNode letter = event(delivery, endpoint);
        letter.put("deadLetterReason", delivery.dead());
        letter.put("deliveryAttempts", delivery.attempts());
        letter.put("lastDeliveryOutcome", delivery.outcome());
        letter.put("publishTime", delivery.happened().toString());
        if (delivery.attempts() > 0) {
            letter.put("lastDeliveryAttemptTime", delivery.attempted().toString());
        }
        return bytes(JSON.createArrayNode().add(letter));
    }

    /// What asks a webhook whether it wants to be told (*Endpoint validation with Event Grid event schema*).
    static byte[] validation(Subscription subscription, String code, Instant now) {
        ObjectNode event = JSON.createObjectNode();
        event.put("id", UUID.randomUUID().toString());
        event.put("topic", topic(subscription.account()));
        event.put("subject", "");
        event.put("eventType", "Microsoft.EventGrid.SubscriptionValidationEvent");
        event.put("eventTime", now.toString());
        event.put("metadataVersion", SCHEMA);
        event.put("dataVersion", "2");
        event.putObject("data").put("validationCode", code);
        return bytes(JSON.createArrayNode().add(event));
    }

    private static ObjectNode event(Delivery delivery, URI endpoint) {
        BlobEvent event = delivery.event();
        ObjectNode json = JSON.createObjectNode();
        json.put("topic", topic(event.container().account()));
        json.put(
                "subject",
                "/blobServices/default/containers/" + event.container().name() + "/blobs/" + event.name());
        json.put("eventType", event.type().azure());
        json.put("id", event.id());
        json.put("eventTime", delivery.happened().toString());
        json.put("dataVersion", "");
        json.put("metadataVersion", SCHEMA);
        ObjectNode data = json.putObject("data");
        data.put("api", event.api());
        if (!event.clientRequest().isEmpty()) {
            data.put("clientRequestId", event.clientRequest());
        }
        if (!event.request().isEmpty()) {
            data.put("requestId", event.request());
        }
        if (event.type() == EventType.CREATED) {
            data.put("eTag", event.etag());
            data.put("contentLength", event.length());
        }
        data.put("contentType", event.contentType());
        data.put("blobType", event.blobType());
        data.put("url", endpoint + event.blob().urlPath());
        data.put("sequencer", String.format(Locale.ROOT, "%032X", delivery.id()));
        data.putObject("storageDiagnostics");
        return json;
    }

    private static String topic(AccountName account) {
        return "/subscriptions/amana/resourceGroups/amana/providers/Microsoft.Storage/storageAccounts/" + account;
    }

    private static byte[] bytes(ArrayNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written as JSON", e);
        }
    }
}
