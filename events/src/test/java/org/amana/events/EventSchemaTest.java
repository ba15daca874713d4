package org.amana.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.amana.durable.OsDisk;
import org.amana.store.Catalog;
import org.amana.store.Schema;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of what older builds wrote, and of older builds.
class EventSchemaTest {
    private static final Schema FOUR =
            new Schema("events", EventSchema.SCHEMA.steps().subList(0, 4));

    @TempDir
    Path folder;

    private Catalog open(Schema schema) {
        return Catalog.open(new OsDisk(), folder.resolve("catalog.db"), List.of(schema), new ManualClock());
    }

    private static void deliver(Catalog catalog, String event, long attempted, String dead) {
        catalog.commit(tx -> tx.update(
                "INSERT INTO event_delivery (subscription, event, type, api, happened, account, container, name, etag,"
                        + " length, content_type, blob_type, attempts, not_before, attempted, outcome, dead)"
                        + " VALUES (1, ?, 'Microsoft.Storage.BlobCreated', 'PutBlob', 5, 'archive', 'box', 'a', '0x1', 1,"
                        + " '', 'BlockBlob', 1, 0, ?, '', ?)",
                event,
                attempted,
                dead));
    }

    /// A dead letter of version 4 has its last attempt alone, and that is when it was given up.
    @Test
    void whatVersion4GaveUpWasGivenUpWithItsLastAttempt() {
        try (Catalog catalog = open(FOUR)) {
            deliver(catalog, "given-up", 700, "MaxDeliveryAttemptsExceeded");
            deliver(catalog, "waiting", 800, "");
        }
        try (Catalog catalog = open(EventSchema.SCHEMA)) {
            List<String> all = catalog.read(reader -> reader.list(
                    "SELECT event, given_up FROM event_delivery ORDER BY event",
                    row -> row.text("event") + " " + row.number("given_up")));
            assertThat(all).containsExactly("given-up 700", "waiting 0");
        }
        assertThatThrownBy(() -> open(FOUR))
                .hasMessageContaining("holds version 5 of the tables of events, this build knows 4");
    }
}
