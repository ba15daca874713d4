package org.amana.web.blob;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// An error as Azure's clients read it.
///
/// @param code the word that clients branch on, in `x-ms-error-code` and in the body
/// @param summary the sentence that Azure has for the code; also the reason phrase
/// @param message what is to be said beyond that, naming the thing; "" for nothing
/// @param details further elements of the body, by name
record AzureError(int status, String code, String summary, String message, Map<String, String> details) {
    private static final int LONGEST_MESSAGE = 2_000;

    /// Codes that Azure does not have.
    private static final Set<String> OURS = Set.of(
            "PurposeRequired", "PurposeInactive", "PurposeForbidsAction", "VolumeLimitReached", "ApprovalRequired");

    AzureError {
        details = Map.copyOf(details);
    }

    AzureError(int status, String code, String summary) {
        this(status, code, summary, "", Map.of());
    }

    /// With what is to be said beyond the summary. Messages repeat what the client sent, which may be megabytes of an
    /// XML document; their beginning is enough.
    AzureError withMessage(String text) {
        String cut = text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "\u2026";
        return new AzureError(status, code, summary, cut, details);
    }

    AzureError withSummary(String other) {
        return new AzureError(status, code, other, message, details);
    }

    AzureError withStatus(int other) {
        return new AzureError(other, code, summary, message, details);
    }

    AzureError with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new AzureError(status, code, summary, message, more);
    }

    /// The reason in a sentence, for the ledger: the most telling of what the error says.
    String why() {
        return details.getOrDefault("AuthenticationErrorDetail", message.isEmpty() ? summary : message);
    }

    /// The body (Azure REST: *Status and error codes*). Azure's sentences have a line of their own, by
    /// which clients know them. Where the code is ours it is the reason that must be on the line that clients show.
    byte[] body(String requestId, String time) {
        Xml xml = new Xml();
        xml.open("Error").text("Code", code);
        String text = message.isEmpty() ? summary : summary + (OURS.contains(code) ? " " : "\n") + message;
        xml.text("Message", text + "\nRequestId:" + requestId + "\nTime:" + time);
        new TreeMap<>(details).forEach(xml::text);
        return xml.close("Error").bytes();
    }
}
