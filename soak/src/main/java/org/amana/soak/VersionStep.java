package org.amana.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Get Blob or Delete Blob of a version.
///
/// @param version which of those there are, the current one among them for a read
record VersionStep(Spot spot, int version, boolean delete) implements Step.Request {
    private static final String NO_VERSION = "2001-01-01T00:00:00.0000000Z";

    private String version(ModelAccount.Entry entry) {
        List<String> all = new ArrayList<>(entry.versions.keySet());
        if (!delete) {
            entry.blob.map(ModelBlob::version).filter(it -> !it.isEmpty()).ifPresent(all::add);
        }
        return all.isEmpty() ? NO_VERSION : all.get(version % all.size());
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        return new Client.Ask(
                delete ? "DELETE" : "GET",
                spot.path(),
                "versionid=" + Client.encode(version(model.look(spot))),
                Map.of(),
                new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        String id = version(entry);
        boolean current = entry.blob.map(ModelBlob::version).filter(id::equals).isPresent();
        ModelBlob blob = current ? entry.require() : entry.versions.get(id);
        if (blob == null) {
            throw Unmet.noBlob();
        }
        if (!delete) {
            return ReadBlobStep.described(model, Expected.of(200), blob, !current)
                    .with("Content-MD5", blob.md5())
                    .with("x-ms-version-id", id)
                    .with("x-ms-is-current-version", current ? Optional.of("true") : Optional.empty())
                    .body(blob.bytes());
        }
        entry.versions.remove(id);
        boolean kept = model.keepsDeleted();
        if (kept) {
            entry.deleted.put(id, new ModelAccount.Gone(ModelAccount.Gone.Kind.VERSION, blob, model.now()));
        }
        return Expected.of(202).with("x-ms-delete-type-permanent", Boolean.toString(!kept));
    }
}
