package org.amana.verifier;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a verification found. Immutable.
public final class Report {
    private final @Nullable Checkpoint checkpoint; // absent when there was none to open
    private final byte[] note;
    private final Totals totals;
    private final List<Finding> findings;
    private final long moreFindings;
    private final List<String> missing;
    private final List<String> notes;
    private final Duration took;

    Report(
            @Nullable Checkpoint checkpoint,
            byte[] note,
            Totals totals,
            List<Finding> findings,
            long moreFindings,
            List<String> missing,
            List<String> notes,
            Duration took) {
        this.checkpoint = checkpoint;
        this.note = note.clone();
        this.totals = totals;
        this.findings = List.copyOf(findings);
        this.moreFindings = moreFindings;
        this.missing = List.copyOf(missing);
        this.notes = List.copyOf(notes);
        this.took = took;
    }

    public Verdict verdict() {
        if (!findings.isEmpty()) {
            return Verdict.MISBEHAVIOUR;
        }
        return missing.isEmpty() ? Verdict.SOUND : Verdict.INCOMPLETE;
    }

    /// The checkpoint that was verified against; empty if none could be opened.
    public Optional<Checkpoint> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    /// The checkpoint as the signed note that was read, to be remembered for a later check; empty if there was
    /// none.
    public byte[] note() {
        return note.clone();
    }

    /// This report for people to read.
    public String text() {
        return new ReportText(this).forPeople();
    }

    /// This report as JSON.
    public String json() {
        return new ReportText(this).forPrograms();
    }

    /// What the entries add up to; to be trusted only when the verdict is [Verdict#SOUND].
    public Totals totals() {
        return totals;
    }

    /// The evidence, at most the first hundred pieces, in the order found.
    public List<Finding> findings() {
        return findings;
    }

    /// Pieces of evidence beyond those in [#findings()].
    public long moreFindings() {
        return moreFindings;
    }

    /// What could not be read, and why.
    public List<String> missing() {
        return missing;
    }

    /// What is worth knowing and proves nothing.
    public List<String> notes() {
        return notes;
    }

    public Duration took() {
        return took;
    }
}
