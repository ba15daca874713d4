package org.amana.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What happened (Event Grid: *Azure Blob Storage as an Event Grid source*).
public enum EventType {
    CREATED("Microsoft.Storage.BlobCreated"),
    DELETED("Microsoft.Storage.BlobDeleted");

    private final String azure;
    private final String word = name().toLowerCase(Locale.ROOT);

    EventType(String azure) {
        this.azure = azure;
    }

    /// As Event Grid calls it: `Microsoft.Storage.BlobCreated`.
    public String azure() {
        return azure;
    }

    /// As the operator calls it: `created`.
    public String word() {
        return word;
    }

    /// @throws AmanaException `INVALID_ARGUMENT` naming the words there are
    public static EventType of(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word.equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.INVALID_ARGUMENT,
                        "no type of event: " + word + "; there are "
                                + Arrays.stream(values()).map(EventType::word).collect(Collectors.joining(", "))));
    }
}
