package org.amana.events;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.outbound.Answer;
import org.amana.outbound.Errand;
import org.amana.outbound.Outbound;
import org.amana.outbound.Outcome;

/// The other end of a subscription.
final class Webhook {
    private static final String TYPE = "application/json; charset=utf-8";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Outbound outbound;

    Webhook(Outbound outbound) {
        this.outbound = outbound;
    }

    /// What came of telling.
    sealed interface Told {
        record Taken() implements Told {}

        /// @param forGood whether the same answer can be expected whenever it is tried again
        record Refused(String why, boolean forGood) implements Told {}
    }

    /// Tells of an event.
    ///
    /// @param body see [EventMessage#of]
    /// @param entry names the entry of the ledger that this telling is recorded in
    /// @throws AmanaException `SERVER_BUSY` when this server cannot go now; nobody was told
    Told tell(Subscription subscription, Delivery delivery, byte[] body, UUID entry) {
        Errand errand = errand(subscription, "Notification", body)
                .with("aeg-delivery-count", Integer.toString(delivery.attempts()))
                .with("aeg-data-version", "")
                .with("aeg-metadata-version", "1")
                .with("x-amana-ledger-entry", entry.toString());
        return switch (outbound.run(errand)) {
            case Outcome.Unreachable(String why) -> new Told.Refused(why, false);
            case Outcome.Unable(String why) -> throw unable(subscription, why);
            case Answer answer -> {
                try (answer) {
                    answer.skip(LONGEST_ANSWER);
                    yield told(answer.status());
                }
            }
        };
    }

    /// The statuses for which Event Grid does not try again are those of *Event Grid message delivery and retry*.
    private static Told told(int status) {
        return switch (status) {
            case 200, 201, 202, 203, 204 -> new Told.Taken();
            case 400, 401, 403, 413 -> new Told.Refused("it answered " + status, true);
            default -> new Told.Refused("it answered " + status, false);
        };
    }

    /// Asks whether it wants to be told, so that nobody's server is flooded by a stranger's wish.
    ///
    /// @throws AmanaException `INVALID_ARGUMENT` when it does not answer with the code;
    ///     `SERVER_BUSY` when this server cannot go now
    void requireConsent(Subscription subscription, Instant now) {
        String code = UUID.randomUUID().toString();
        byte[] body = EventMessage.validation(subscription, code, now);
        switch (outbound.run(errand(subscription, "SubscriptionValidation", body))) {
            case Outcome.Unreachable(String why) -> throw noConsent(subscription, why);
            case Outcome.Unable(String why) -> throw unable(subscription, why);
            case Answer answer -> {
                try (answer) {
                    requireCode(subscription, answer, code);
                } catch (IOException e) {
                    throw noConsent(subscription, "its answer broke off: " + e.getMessage());
                }
            }
        }
    }

    private static void requireCode(Subscription subscription, Answer answer, String code) throws IOException {
        if (answer.status() != 200) {
            throw noConsent(subscription, "it answered " + answer.status());
        }
        if (!code.equals(validationResponse(answer.body().readNBytes(LONGEST_ANSWER)))) {
            throw noConsent(
                    subscription,
                    "its answer is not {\"validationResponse\": CODE} with the code of the validation event");
        }
    }

    private static String validationResponse(byte[] answer) throws IOException {
        try {
            JsonNode json = JSON.readTree(answer);
            return json == null ? "" : json.path("validationResponse").asText();
        } catch (JacksonException _) {
            return "";
        }
    }

    private static AmanaException noConsent(Subscription subscription, String why) {
        return new AmanaException(
                ErrorCode.INVALID_ARGUMENT,
                "the webhook at " + subscription.shownUrl() + " did not agree to be told of events: " + why);
    }

    private static AmanaException unable(Subscription subscription, String why) {
        return new AmanaException(
                ErrorCode.SERVER_BUSY, "the webhook at " + subscription.shownUrl() + " was not called: " + why);
    }

    private static Errand errand(Subscription subscription, String type, byte[] body) {
        return Errand.post(subscription.url(), TYPE, body)
                .with("aeg-event-type", type)
                .with("aeg-subscription-name", subscription.name().toUpperCase(Locale.ROOT));
    }
}
