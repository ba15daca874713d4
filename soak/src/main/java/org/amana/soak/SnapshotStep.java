package org.amana.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Snapshot Blob.
///
/// @param metadata of its own; empty for that of the blob
record SnapshotStep(Spot spot, Map<String, String> metadata, Wanted wanted) implements Step.Request {
    SnapshotStep {
        metadata = Map.copyOf(metadata);
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        Map<String, String> headers = new HashMap<>();
        wanted.write(headers, model.look(spot));
        metadata.forEach((name, value) -> headers.put("x-ms-meta-" + name, value));
        return Client.Ask.put(spot.path(), "comp=snapshot", headers, new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        ModelBlob blob = entry.require();
        wanted.requireForWrite();
        blob.lease().requireForRead(wanted.shown(blob.lease()), model.now(), ModelLease.Of.BLOB);
        boolean own = !metadata.isEmpty();
        ModelBlob copy = own ? blob.asSnapshot().withMetadata(metadata) : blob.asSnapshot();
        String[] etag = {blob.etag()};
        Expected expected = Expected.of(201).with("Last-Modified", Wanted.date(blob.modified()));
        if (own) {
            expected.learning("ETag", made -> {
                etag[0] = made;
                return Written.fresh(model, made);
            });
        } else {
            expected.with("ETag", blob.etag());
        }
        expected.with("x-ms-request-server-encrypted", Boolean.toString(own));
        if (model.keepsVersions()) {
            model.keepVersion(entry);
        }
        return Written.version(expected, model, entry).learning("x-ms-snapshot", taken -> {
            if (!entry.snapshots.isEmpty() && entry.snapshots.lastKey().compareTo(taken) >= 0) {
                return Optional.of("the snapshot " + taken + " is not after " + entry.snapshots.lastKey());
            }
            entry.snapshots.put(taken, copy.withEtag(etag[0]));
            return Optional.empty();
        });
    }
}
