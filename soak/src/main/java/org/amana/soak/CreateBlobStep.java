package org.amana.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Put Blob for an append or page blob, whose content comes later.
///
/// @param pages of a page blob; below 0 makes an append blob
/// @param number the sequence number of a page blob
record CreateBlobStep(
        Spot spot,
        int pages,
        long number,
        String type,
        Map<String, String> metadata,
        Map<String, String> tags,
        Wanted wanted)
        implements Step.Request {
    CreateBlobStep {
        metadata = Map.copyOf(metadata);
        tags = Map.copyOf(tags);
    }

    private ModelKind kind() {
        return pages < 0 ? ModelKind.Append.EMPTY : ModelKind.Page.ofHoles(number, pages * ModelKind.Page.SIZE);
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        Map<String, String> headers = new HashMap<>(Map.of("x-ms-blob-type", kind().word()));
        if (pages >= 0) {
            headers.put("x-ms-blob-content-length", Integer.toString(pages * ModelKind.Page.SIZE));
            headers.put("x-ms-blob-sequence-number", Long.toString(number));
        }
        PutBlobStep.described(headers, type, metadata, tags);
        wanted.write(headers, model.look(spot));
        return Client.Ask.put(spot.path(), "", headers, new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        wanted.requireForCreate(model.require(spot), model.now());
        ModelKind kind = kind();
        model.require(spot).requireType(kind);
        model.write(
                spot,
                new ModelBlob(
                        kind instanceof ModelKind.Page page ? page.bytes() : new byte[0],
                        kind,
                        ModelBlob.typeOr(type),
                        Optional.empty(),
                        metadata,
                        new TreeMap<>(tags),
                        Optional.empty(),
                        ModelLease.NONE,
                        "",
                        "",
                        model.now(),
                        model.now()));
        return Written.anew(201, model, spot).with("x-ms-request-server-encrypted", "true");
    }
}
