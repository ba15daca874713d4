package org.amana.lifecycle;

import java.util.List;
import org.amana.store.Schema;

/// The table of this module; `docs/formats/catalog-lifecycle.md` tells what stands in it.
public final class LifecycleSchema {
    private static final String STEP_1 = """
            CREATE TABLE lifecycle_policy (
              account TEXT PRIMARY KEY,
              policy TEXT NOT NULL,
              changed INTEGER NOT NULL,
              last_round INTEGER NOT NULL,
              looked_at INTEGER NOT NULL,
              moved INTEGER NOT NULL,
              deleted INTEGER NOT NULL,
              left_alone INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """;

    public static final Schema SCHEMA = new Schema("lifecycle", List.of(STEP_1));

    private LifecycleSchema() {}
}
