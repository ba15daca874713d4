package org.amana.events;

import java.util.List;
import org.amana.store.Schema;

/// The tables of this module; `docs/formats/catalog-events.md` tells what stands in them.
public final class EventSchema {
    private static final String STEP_1 = """
            CREATE TABLE event_subscription (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              account TEXT NOT NULL,
              name TEXT NOT NULL,
              purpose TEXT NOT NULL,
              url TEXT NOT NULL,
              types TEXT NOT NULL,
              container TEXT NOT NULL,
              begins TEXT NOT NULL,
              ends TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              life INTEGER NOT NULL,
              dead_letters TEXT NOT NULL,
              created INTEGER NOT NULL,
              delivered INTEGER NOT NULL,
              dead INTEGER NOT NULL,
              dropped INTEGER NOT NULL,
              outcome TEXT NOT NULL,
              UNIQUE (account, name)
            ) STRICT;

            CREATE TABLE event_delivery (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              subscription INTEGER NOT NULL,
              event TEXT NOT NULL,
              type TEXT NOT NULL,
              api TEXT NOT NULL,
              happened INTEGER NOT NULL,
              account TEXT NOT NULL,
              container TEXT NOT NULL,
              name TEXT NOT NULL,
              etag TEXT NOT NULL,
              length INTEGER NOT NULL,
              content_type TEXT NOT NULL,
              blob_type TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              not_before INTEGER NOT NULL,
              attempted INTEGER NOT NULL,
              outcome TEXT NOT NULL,
              dead TEXT NOT NULL
            ) STRICT;
            CREATE INDEX event_delivery_due ON event_delivery (subscription, not_before, id);
            """;

    /// Whose request it was.
    private static final String STEP_2 = """
            ALTER TABLE event_delivery ADD COLUMN request TEXT NOT NULL DEFAULT '';
            ALTER TABLE event_delivery ADD COLUMN client_request TEXT NOT NULL DEFAULT '';
            """;

    /// The container as it was, by which the telling is decided.
    private static final String STEP_3 = """
            ALTER TABLE event_delivery ADD COLUMN box TEXT NOT NULL DEFAULT '';
            ALTER TABLE event_delivery ADD COLUMN classes TEXT NOT NULL DEFAULT '';
            ALTER TABLE event_delivery ADD COLUMN open_to TEXT NOT NULL DEFAULT '';
            """;

    /// Removed subscriptions of which deliveries are left.
    private static final String STEP_4 = """
            CREATE TABLE event_leftover (subscription INTEGER PRIMARY KEY) STRICT;
            INSERT INTO event_leftover SELECT DISTINCT subscription FROM event_delivery
              WHERE subscription NOT IN (SELECT id FROM event_subscription);
            """;

    /// Since when one is given up: its last attempt may have been long before, or never.
    private static final String STEP_5 = """
            ALTER TABLE event_delivery ADD COLUMN given_up INTEGER NOT NULL DEFAULT 0;
            UPDATE event_delivery SET given_up = attempted WHERE dead <> '';
            """;

    public static final Schema SCHEMA = new Schema("events", List.of(STEP_1, STEP_2, STEP_3, STEP_4, STEP_5));

    private EventSchema() {}
}
