package org.amana.soak;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Get Blob, whole or a range of it, Get Blob Properties or Get Blob Metadata.
///
/// @param snapshot which of the snapshots there are; below 0 for the blob itself
/// @param first    first byte of the range; below 0 for the whole
/// @param length   of the range; 0 for all from there
record ReadBlobStep(Spot spot, int snapshot, What what, int first, int length, Wanted wanted) implements Step.Request {
    private static final String NO_SNAPSHOT = "2001-01-01T00:00:00.0000000Z";

    /// What is read.
    enum What {
        CONTENT,
        PROPERTIES,
        METADATA
    }

    /// The snapshot's time; one that cannot be where there are none; "" for the blob itself.
    static String snapshot(ModelAccount.Entry entry, int number) {
        return number < 0
                ? ""
                : entry.snapshots.isEmpty()
                        ? NO_SNAPSHOT
                        : entry.snapshots.keySet().stream()
                                .skip(number % entry.snapshots.size())
                                .findFirst()
                                .orElseThrow();
    }

    static String query(ModelAccount.Entry entry, int number) {
        String snapshot = snapshot(entry, number);
        return snapshot.isEmpty() ? "" : "&snapshot=" + Client.encode(snapshot);
    }

    static void conditions(Map<String, String> headers, ModelAccount.Entry entry, int number, Wanted wanted) {
        String snapshot = snapshot(entry, number);
        if (snapshot.isEmpty()) {
            wanted.write(headers, entry);
        } else {
            Optional.ofNullable(entry.snapshots.get(snapshot))
                    .ifPresentOrElse(
                            it -> wanted.write(headers, it), () -> wanted.write(headers, new ModelAccount.Entry()));
        }
    }

    /// Refuses the reads that no blob could answer, before anybody looks for one. A snapshot has no lease that could
    /// be shown.
    static void requireReadable(ModelAccount model, Spot spot, int number, Wanted wanted) {
        ModelAccount.Entry entry = model.look(spot);
        String snapshot = snapshot(entry, number);
        ModelLease held = Optional.ofNullable(entry.snapshots.get(snapshot))
                .map(ModelBlob::lease)
                .orElse(ModelLease.NONE);
        if (!snapshot.isEmpty() && !wanted.shown(held).isEmpty()) {
            throw new Unmet(400, "InvalidQueryParameterValue");
        }
        wanted.requireReadable();
    }

    /// What is there to be read.
    static ModelBlob found(ModelAccount model, ModelAccount.Entry entry, int number, Wanted wanted) {
        ModelBlob blob = entry.require(snapshot(entry, number));
        blob.lease().requireForRead(wanted.shown(blob.lease()), model.now(), ModelLease.Of.BLOB);
        wanted.requireForRead();
        return blob;
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        ModelAccount.Entry entry = model.look(spot);
        Map<String, String> headers = new HashMap<>();
        conditions(headers, entry, snapshot, wanted);
        if (what == What.CONTENT && first >= 0) {
            headers.put("x-ms-range", "bytes=" + first + "-" + (length == 0 ? "" : first + length - 1));
        }
        String query = (what == What.METADATA ? "&comp=metadata" : "") + query(entry, snapshot);
        return new Client.Ask(
                what == What.PROPERTIES ? "HEAD" : "GET",
                spot.path(),
                query.isEmpty() ? "" : query.substring(1),
                headers,
                new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        requireReadable(model, spot, snapshot, wanted);
        ModelAccount.Entry entry = model.require(spot);
        ModelBlob blob = found(model, entry, snapshot, wanted);
        return switch (what) {
            case METADATA ->
                Expected.of(200)
                        .with("ETag", blob.etag())
                        .with("Last-Modified", Wanted.date(blob.modified()))
                        .metadata(blob.metadata());
            case PROPERTIES ->
                described(model, Expected.of(200), blob, snapshot >= 0)
                        .with("Content-MD5", blob.md5())
                        .with("Content-Length", Integer.toString(blob.bytes().length));
            case CONTENT -> content(model, blob);
        };
    }

    private Expected content(ModelAccount model, ModelBlob blob) {
        int size = blob.bytes().length;
        if (first < 0) {
            return described(model, Expected.of(200), blob, snapshot >= 0)
                    .with("Content-MD5", blob.md5())
                    .with("Content-Length", Integer.toString(size))
                    .body(blob.bytes());
        }
        if (first >= size) {
            throw new Unmet(416, "InvalidRange");
        }
        int end = length == 0 ? size : Math.min(size, first + length);
        return described(model, Expected.of(206), blob, snapshot >= 0)
                .with("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + size)
                .with("x-ms-blob-content-md5", blob.md5())
                .with("Content-Length", Integer.toString(end - first))
                .body(Arrays.copyOfRange(blob.bytes(), first, end));
    }

    private static Optional<String> version(ModelBlob blob) {
        return Optional.of(blob.version()).filter(it -> !it.isEmpty());
    }

    /// @param past whether it is a snapshot or a previous version, which have no lease
    static Expected described(ModelAccount model, Expected expected, ModelBlob blob, boolean past) {
        boolean copied = blob.copiedFrom().isPresent();
        return expected.with("ETag", blob.etag())
                .with("Last-Modified", Wanted.date(blob.modified()))
                .with("x-ms-creation-time", Wanted.date(blob.created()))
                .with(blob.kind().headers())
                .with("x-ms-version-id", version(blob))
                .with("Accept-Ranges", "bytes")
                .with("x-ms-server-encrypted", "true")
                .with("Content-Type", Optional.of(blob.type()).filter(type -> !type.isEmpty()))
                .with(
                        "x-ms-tag-count",
                        blob.tags().isEmpty()
                                ? Optional.empty()
                                : Optional.of(Integer.toString(blob.tags().size())))
                .with("x-ms-copy-source", blob.copiedFrom())
                .with("x-ms-copy-status", copied ? Optional.of("success") : Optional.empty())
                .with(past ? ModelLease.UNTOLD : blob.lease().headers(model.now()))
                .metadata(blob.metadata());
    }
}
