package org.amana.server;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.amana.blob.BlobStore;
import org.amana.blob.Finding;
import org.amana.blob.Fsck;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Courtesy;
import org.amana.ledger.Entries;
import org.amana.policy.RegisterCheck;
import org.amana.store.Catalog;
import org.amana.store.Damage;
import org.amana.store.Extents;
import org.amana.store.LiveRanges;
import org.amana.store.Scrub;
import org.amana.verifier.Report;

/// The operator's two checks of what is stored. Exit status 0 sound, 2 damaged.
record Checkup(Terminal terminal) {
    private static final int DAMAGED = 2;

    /// @param live all that keeps places in rows
    int scrub(Extents extents, BlobStore blobs, List<LiveRanges> live, Courtesy courtesy) {
        Scrub.Result result = new Scrub(extents, live, courtesy, progress()).run();
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "read %,d frames in %,d extents, %s%n",
                        result.frames(),
                        result.extents(),
                        ByteSize.ofBytes(result.bytes()));
        for (Damage damage : result.damages()) {
            terminal.out().println("damaged: " + damage);
        }
        return tell(blobs.damaged(result.damages()), result.damages().isEmpty());
    }

    private Scrub.Progress progress() {
        ProgressBar bar = new ProgressBar(terminal.out(), terminal.watched(), InstantSource.system(), "Scrub");
        return new Scrub.Progress() {
            @Override
            public void read(int extents, int extentsInAll, long bytes, long bytesInAll) {
                bar.extents(extents, extentsInAll, bytes, bytesInAll);
            }

            @Override
            public void looksAtRows() {
                bar.end();
                terminal.out().println("looking whether all that blobs refer to is there");
            }
        };
    }

    /// @param lost entries whose changes a crash has taken, and that the next start voids
    /// @param ofLedger as [#ofLedger] finds it
    int fsck(Catalog catalog, Extents extents, Entries ledger, Set<Long> lost, List<Finding> ofLedger) {
        if (!lost.isEmpty()) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "note: a crash took the changes of %,d entries of the ledger, which nobody was answered"
                                    + " for; amana up says so in the log%n",
                            lost.size());
        }
        Fsck.Result result = Fsck.check(catalog, extents, ledger, lost);
        List<Finding> findings = new ArrayList<>(result.findings());
        findings.addAll(ofLedger);
        if (result.readable()) {
            RegisterCheck.all(catalog, ledger).forEach(each -> findings.add(new Finding(each.about(), each.what())));
        }
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "compared %,d references into the extents and %,d entries of the ledger%n",
                        result.references(),
                        ledger.size());
        return tell(findings, true);
    }

    /// What is wrong with the ledger's files. What verifying finds is found here too, so that the two never
    /// disagree.
    ///
    /// @param openings what is wrong with the database of the names behind the entries
    /// @param verified what the world is shown; empty if that is nothing yet
    static List<Finding> ofLedger(List<String> openings, Optional<Report> verified) {
        List<Finding> found = new ArrayList<>();
        openings.forEach(wrong -> found.add(new Finding("ledger/private/openings.db", wrong)));
        verified.ifPresent(report -> {
            report.findings().forEach(wrong -> found.add(new Finding("ledger/public", wrong.toString())));
            report.missing().forEach(wrong -> found.add(new Finding("ledger/public", wrong)));
        });
        return List.copyOf(found);
    }

    /// @param shown whether the world is shown what the ledger signed last
    void unshown(boolean shown) {
        if (!shown) {
            terminal.out()
                    .println("note: a crash came before what was signed last was published; amana up publishes it");
        }
    }

    /// @param bytes at the end of the ledger's write-ahead file that are no entry
    void torn(long bytes) {
        if (bytes > 0) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "note: the ledger's last %,d bytes were cut short by a crash, and nobody was answered for"
                                    + " them; amana up says so in the log%n",
                            bytes);
        }
    }

    /// Names that clients chose must not speak to the terminal.
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> shown.append(
                        Character.isISOControl(c) ? String.format(Locale.ROOT, "\\x%02x", c) : Character.toString(c)));
        return shown.toString();
    }

    private int tell(List<Finding> findings, boolean otherwiseSound) {
        findings.forEach(finding -> terminal.out().println(printable(finding.about() + ": " + finding.what())));
        boolean sound = findings.isEmpty() && otherwiseSound;
        terminal.out().println(sound ? "sound" : "damaged");
        return sound ? 0 : DAMAGED;
    }
}
