package org.amana.inventory;

import java.util.List;
import org.amana.store.Schema;

/// The tables of this module; `docs/formats/catalog-inventory.md` tells what stands in them.
public final class InventorySchema {
    private static final String STEP_1 = """
            CREATE TABLE inventory_policy (
              account TEXT PRIMARY KEY,
              policy TEXT NOT NULL,
              changed INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE inventory_run (
              account TEXT NOT NULL,
              rule TEXT NOT NULL,
              started INTEGER NOT NULL,
              completed INTEGER NOT NULL,
              folder TEXT NOT NULL,
              objects INTEGER NOT NULL,
              bytes INTEGER NOT NULL,
              failure TEXT NOT NULL,
              PRIMARY KEY (account, rule)
            ) STRICT, WITHOUT ROWID;
            """;

    public static final Schema SCHEMA = new Schema("inventory", List.of(STEP_1));

    private InventorySchema() {}
}
