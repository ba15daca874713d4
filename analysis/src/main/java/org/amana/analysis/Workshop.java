package org.amana.analysis;

import org.amana.blob.BlobService;
import org.amana.store.Catalog;

/// What the work is done with.
record Workshop(
        Catalog catalog,
        Shelf shelf,
        TaskQueue queue,
        BlobService blobs,
        MachineReader reader,
        Deadlines deadlines,
        AnalysisConfig config) {}
