package org.amana.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// A data folder as it could be found when the power is back, and what must be there.
///
/// @param where the moment, for messages
record PowerCut(Path folder, Desired desired, Recording recording, String where) {
    /// Opens it as a server does, and looks.
    ///
    /// @return what stands under each name
    Map<Spot, Kept> check(Findings findings) {
        Findings own = new Findings();
        Map<Spot, Kept> there = Map.of();
        try {
            there = look(own);
        } catch (RuntimeException | Error e) {
            own.add(Failures.trace(e));
        }
        own.all().forEach(finding -> findings.add(where + ", in " + folder + ": " + finding));
        return there;
    }

    private Map<Spot, Kept> look(Findings own) {
        if (!isBegun()) {
            if (!desired.answered().isEmpty() || !recording.known().isEmpty()) {
                own.add("nothing is left of the catalog");
            }
            if (Files.exists(folder.resolve("volumes")) || Files.exists(folder.resolve("ledger"))) {
                own.add("there is a volume or a ledger without a catalog, with which no server starts");
            }
            return Map.of();
        }
        Checks checks = new Checks(folder, own);
        checks.run("fsck", 0); // before anything is recovered
        Map<Spot, Kept> there = own.none() ? content(own) : Map.of();
        checks.run("verify", 0);
        if (own.none()) {
            receipts(own);
        }
        return there;
    }

    private boolean isBegun() {
        try {
            Path catalog = folder.resolve("catalog.db");
            return Files.exists(catalog) && Files.size(catalog) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<Spot, Kept> content(Findings own) {
        try (Premises premises = Premises.of(folder)) {
            // Before the first answer there need not even be an account.
            Map<Spot, Kept> there =
                    desired.answered().isEmpty() && recording.known().isEmpty()
                            ? Map.of()
                            : desired.compare(premises.tenant(recording.account(), recording.key()), own);
            premises.findings().forEach(own::add);
            return there;
        }
    }

    private void receipts(Findings own) {
        Receipts receipts = new Receipts();
        desired.answered()
                .forEach(note ->
                        note.receipt().ifPresent(id -> receipts.add(id, note.booked(), Instant.EPOCH, note.what())));
        if (receipts.count() > 0) {
            new LogBook(folder, recording.verifierKey(), own).check(receipts);
        }
    }
}
