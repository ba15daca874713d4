package org.amana.server;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.amana.blob.BlobStore;
import org.amana.blob.Finding;
import org.amana.blob.Fsck;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Courtesy;
import org.amana.ledger.Ledger;
import org.amana.store.Catalog;
import org.amana.store.Damage;
import org.amana.store.Extents;
import org.amana.store.LiveRanges;
import org.amana.store.Scrub;

/// The operator's two checks of what is stored. Exit status 0 sound, 2 damaged.
record Checkup(Terminal terminal) {
    private static final int DAMAGED = 2;

    /// @param live all that keeps places in rows
    int scrub(Extents extents, BlobStore blobs, List<LiveRanges> live, Courtesy courtesy) {
        ProgressBar bar = new ProgressBar(terminal.out(), terminal.watched(), InstantSource.system(), "Scrub");
        Scrub.Result result = new Scrub(extents, live, courtesy, bar::extents).run();
        bar.end();
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

    int fsck(Catalog catalog, Extents extents, Ledger ledger) {
        Fsck.Result result = Fsck.check(catalog, extents, ledger);
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "compared %,d references into the extents and %,d entries of the ledger%n",
                        result.references(),
                        ledger.size());
        return tell(result.findings(), true);
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
