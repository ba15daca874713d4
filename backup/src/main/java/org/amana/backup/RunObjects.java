package org.amana.backup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.LedgerCopy;

/// Writes the objects of one run, each named `RUN/...`. What is returned is durable in the depot.
final class RunObjects {
    /// The object of small files that never change.
    static final String SMALL = "small";

    private static final String HEADS = "heads";
    private static final int WINDOW = 1 << 20; // bytes

    private final Disk disk;
    private final Depot depot;
    private final Run run;

    RunObjects(Disk disk, Depot depot, Run run) {
        this.disk = disk;
        this.depot = depot;
        this.run = run;
    }

    /// Copies what is wanted, and tells how far it is: large pieces each to an object of its own, then the
    /// small ones to one.
    List<Part> copy(Wanted wanted, ProgressListener progress) {
        Meter meter = new Meter(progress, wanted.pieces(), wanted.bytes());
        List<Part> parts = new ArrayList<>();
        wanted.large().forEach(piece -> parts.add(copy(piece, meter)));
        try (Pack object = pack(SMALL)) {
            wanted.small().forEach(piece -> parts.add(copyInto(object, piece, meter)));
            object.finish();
        }
        return parts;
    }

    /// Copies a piece to an object of its own.
    Part copy(Piece piece, Meter meter) {
        try (Pack object = pack(piece.path())) {
            Part part = copyInto(object, piece, meter);
            object.finish();
            return part;
        }
    }

    private Part copyInto(Pack object, Piece piece, Meter meter) {
        object.begin();
        ByteBuffer window = ByteBuffer.allocate(Math.clamp(piece.length(), 1, WINDOW));
        try (DurableFile file = disk.open(piece.file(), Mode.READ)) {
            for (long at = piece.from(); at < piece.to(); ) {
                window.clear().limit((int) Math.min(window.capacity(), piece.to() - at));
                int read = file.read(window, at);
                if (read == 0) {
                    throw new AmanaException(
                            ErrorCode.CORRUPT, piece.file() + " ends at byte " + at + ", not at " + piece.to());
                }
                at += read;
                object.write(window.flip());
                meter.add(read);
            }
        }
        Part part = object.end(piece.path());
        meter.part();
        return part;
    }

    /// Puts what of the ledger changes in one object.
    List<Part> heads(Layout layout, List<LedgerCopy.Small> files) {
        List<Part> parts = new ArrayList<>();
        try (Pack object = pack(HEADS)) {
            for (LedgerCopy.Small file : files) {
                object.begin();
                object.write(file.content());
                parts.add(object.end(layout.inLedger(file.path())));
            }
            object.finish();
        }
        return parts;
    }

    private Pack pack(String name) {
        return new Pack(depot, run + "/" + name);
    }

    /// Puts those lists that are new; earlier runs' are in the depot already.
    void put(TileLists lists) {
        lists.ofRun(run).forEach((list, parts) -> put(list.object(), PartList.text(parts)));
    }

    /// Puts an object of that name, whole.
    void put(String name, byte[] content) {
        try (Depot.Writing object = depot.write(name)) {
            object.write(ByteBuffer.wrap(content));
            object.finish();
        }
    }
}
