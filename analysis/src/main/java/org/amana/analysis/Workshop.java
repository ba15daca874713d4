package org.amana.analysis;

import org.amana.blob.Vaults;
import org.amana.store.Catalog;

/// What the work is done with.
record Workshop(
        Catalog catalog,
        Shelf shelf,
        TaskQueue queue,
        Vaults vaults,
        MachineReader reader,
        Deadlines deadlines,
        AnalysisConfig config) {}
