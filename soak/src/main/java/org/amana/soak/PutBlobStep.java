package org.amana.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Put Blob.
record PutBlobStep(
        Spot spot, Piece piece, String type, Map<String, String> metadata, Map<String, String> tags, Wanted wanted)
        implements Step.Request {
    PutBlobStep {
        metadata = Map.copyOf(metadata);
        tags = Map.copyOf(tags);
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        Map<String, String> headers = new HashMap<>(Map.of("x-ms-blob-type", "BlockBlob"));
        described(headers, type, metadata, tags);
        wanted.write(headers, model.look(spot));
        return Client.Ask.put(spot.path(), "", headers, piece.bytes());
    }

    /// What is told of a blob while it is written.
    static void described(
            Map<String, String> headers, String type, Map<String, String> metadata, Map<String, String> tags) {
        if (!type.isEmpty()) {
            headers.put("x-ms-blob-content-type", type);
        }
        metadata.forEach((name, value) -> headers.put("x-ms-meta-" + name, value));
        if (!tags.isEmpty()) {
            StringBuilder text = new StringBuilder();
            tags.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                    .append(Client.encode(name))
                    .append('=')
                    .append(Client.encode(value)));
            headers.put("x-ms-tags", text.toString());
        }
    }

    @Override
    public Expected expect(ModelAccount model) {
        wanted.requireForCreate(model.require(spot), model.now());
        model.require(spot).requireType(ModelKind.Block.WHOLE);
        byte[] bytes = piece.bytes();
        String md5 = Sums.md5(bytes);
        model.write(
                spot,
                new ModelBlob(
                        bytes,
                        ModelKind.Block.WHOLE,
                        ModelBlob.typeOr(type),
                        Optional.of(md5),
                        metadata,
                        new TreeMap<>(tags),
                        Optional.empty(),
                        ModelLease.NONE,
                        "",
                        "",
                        model.now(),
                        model.now()));
        return Written.anew(201, model, spot).with("Content-MD5", md5).with("x-ms-request-server-encrypted", "true");
    }
}
