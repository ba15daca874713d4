package org.amana.changefeed;

import java.util.List;
import org.amana.store.Schema;

/// The tables of this module; `docs/formats/catalog-changefeed.md` tells what stands in them.
public final class ChangeFeedSchema {
    private static final String STEP_1 = """
            CREATE TABLE change_feed (
              account TEXT PRIMARY KEY,
              noting INTEGER NOT NULL,
              retention INTEGER NOT NULL,
              prepared INTEGER NOT NULL,
              segment INTEGER NOT NULL,
              chunk INTEGER NOT NULL,
              length INTEGER NOT NULL,
              blocks INTEGER NOT NULL,
              finalized INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE change_event (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              account TEXT NOT NULL,
              event TEXT NOT NULL,
              type TEXT NOT NULL,
              api TEXT NOT NULL,
              happened INTEGER NOT NULL,
              request TEXT NOT NULL,
              client_request TEXT NOT NULL,
              container TEXT NOT NULL,
              name TEXT NOT NULL,
              etag TEXT NOT NULL,
              length INTEGER NOT NULL,
              content_type TEXT NOT NULL,
              blob_type TEXT NOT NULL,
              tier TEXT NOT NULL,
              version TEXT NOT NULL,
              snapshot TEXT NOT NULL,
              details TEXT NOT NULL
            ) STRICT;
            CREATE INDEX change_event_of ON change_event (account, id);
            """;

    public static final Schema SCHEMA = new Schema("changefeed", List.of(STEP_1));

    private ChangeFeedSchema() {}
}
