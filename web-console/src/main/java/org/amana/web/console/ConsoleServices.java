package org.amana.web.console;

import org.amana.analysis.Analysis;
import org.amana.blob.BlobService;
import org.amana.durable.Disk;
import org.amana.ledger.Ledger;
import org.amana.policy.Approvals;
import org.amana.policy.Directory;
import org.amana.policy.Gate;
import org.amana.policy.Keys;
import org.amana.policy.Sessions;
import org.amana.policy.UseRecord;
import org.amana.search.Search;

/// What the console stands on. It owns none of it and closes nothing.
public record ConsoleServices(
        Disk disk,
        Ledger ledger,
        Gate gate,
        Directory directory,
        Keys keys,
        Sessions sessions,
        Approvals approvals,
        UseRecord use,
        BlobService blobs,
        Analysis analysis,
        Search search) {}
