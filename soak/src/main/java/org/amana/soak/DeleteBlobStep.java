package org.amana.soak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Delete Blob: the blob, its snapshots, both, or one snapshot.
///
/// @param snapshot which of the snapshots there are; below 0 for the blob itself
/// @param with     `include`, `only`, or ""
record DeleteBlobStep(Spot spot, int snapshot, String with, Wanted wanted) implements Step.Request {
    @Override
    public Client.Ask ask(ModelAccount model) {
        ModelAccount.Entry entry = model.look(spot);
        Map<String, String> headers = new HashMap<>();
        ReadBlobStep.conditions(headers, entry, snapshot, wanted);
        if (!with.isEmpty()) {
            headers.put("x-ms-delete-snapshots", with);
        }
        String query = ReadBlobStep.query(entry, snapshot);
        return new Client.Ask("DELETE", spot.path(), query.isEmpty() ? "" : query.substring(1), headers, new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        String taken = ReadBlobStep.snapshot(entry, snapshot);
        if (taken.isEmpty() && entry.isWaiting() && !with.equals("only")) {
            wanted.requireForCreate(entry, model.now());
            entry.dropStaged();
            return Expected.of(202).with("x-ms-delete-type-permanent", "true");
        }
        ModelBlob blob = entry.require(taken);
        wanted.requireForWrite();
        boolean kept = false;
        if (!taken.isEmpty()) {
            kept = model.deleteSnapshot(entry, taken);
        } else if (with.equals("only")) {
            blob.lease().requireForRead(wanted.shown(blob.lease()), model.now(), ModelLease.Of.BLOB);
            if (entry.snapshots.isEmpty()) {
                throw new Unmet(404, "BlobNotFound");
            }
            kept = deleteSnapshots(model, entry);
        } else {
            blob.lease().requireForWrite(wanted.shown(blob.lease()), model.now(), ModelLease.Of.BLOB);
            if (with.isEmpty() && !entry.snapshots.isEmpty()) {
                throw new Unmet(409, "SnapshotsPresent");
            }
            deleteSnapshots(model, entry);
            kept = model.delete(entry);
            entry.dropStaged();
        }
        return Expected.of(202).with("x-ms-delete-type-permanent", Boolean.toString(!kept));
    }

    /// @return whether any is kept
    private static boolean deleteSnapshots(ModelAccount model, ModelAccount.Entry entry) {
        boolean kept = false;
        for (String each : List.copyOf(entry.snapshots.keySet())) {
            kept |= model.deleteSnapshot(entry, each);
        }
        return kept;
    }
}
